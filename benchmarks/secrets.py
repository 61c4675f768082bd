"""`python -m benchmarks.secrets --json`: 10,000 seeded secrets, and where they must not turn up.

Secrets go in as slot values, user messages, bot messages, the model's key, the caller's token,
indexed documents that searches find, and malformed bodies; with masking on and log level debug,
behind a model that works, repeats its prompt, or fails and quotes what it was sent. Logs, metrics,
error bodies, every file the server wrote apart from the index of the documents itself, and Redis
where a redis-server is found, are then searched for all of them, also in the forms that JSON, URLs
and base64 give them.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import random
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.figures import report
from benchmarks.live.posting import Reply, post_all
from benchmarks.live.processes import FaultProcess, ServerProcess
from benchmarks.live.project import ANSWER, nlg_body, write_project
from benchmarks.live.redis_process import RedisProcess

BEHAVIOURS = ("ok", "bad_request", "unauthorized", "server_error", "hostile_text", "half_json")
_WORDS = (
    "well please could you tell me whether this one was really booked for us tonight",
    "because we have been waiting since noon and nobody called back yet so far",
)
# The vaults' documents; each search asks for one of them.
_VAULTS = 120
_ALPHABET = string.ascii_letters + string.digits


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.secrets", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--secrets", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    seeds = Seeds(random.Random(arguments.seed))
    with tempfile.TemporaryDirectory() as folder, FaultProcess() as model, RedisProcess() as redis:
        project = _project(Path(folder) / "p", model, redis, seeds)
        with ServerProcess(project, breaker=False) as server:
            replies = _send(server, model, seeds, arguments.secrets)
            exposition = server.get("/metrics")
        places = {
            "logs": [server.log.read_bytes()],
            "metrics": [exposition],
            "errors": [reply.body for reply in replies if reply.status != 200],
            "files": _written(project),
            "redis": redis.contents(),
        }
        calls = model.calls
    leaks = {
        place: sorted(found)[:20] for place, data in places.items() if (found := seeds.in_(data))
    }
    figures = {
        "secrets": len(seeds.all),
        "leaks": sum(len(seeds.in_(data)) for data in places.values()),
        "leaks_by_place": leaks,
        "replies": len(replies),
        "searches": len(BEHAVIOURS) * _VAULTS,
        "documents_found": _documents_in(replies, seeds),
        "model_calls": calls,
        "replies_not_200": sum(reply.status != 200 for reply in replies),
        "searched_bytes": {place: sum(map(len, data)) for place, data in places.items()},
        "redis": redis.running,
    }
    rows = [(place, sum(map(len, data)), len(seeds.in_(data))) for place, data in places.items()]
    columns = ("place", "bytes searched", "secrets found")
    report(
        "secrets", figures, rows=rows, columns=columns, packages=("litellm",),
        as_json=arguments.json,
    )  # fmt: skip


class Seeds:
    """Secrets nobody could guess: `kind` and sixteen random characters."""

    def __init__(self, source: random.Random) -> None:
        self._random = source
        self.all: list[str] = []

    def new(self, kind: str) -> str:
        secret = kind + "".join(self._random.choices(_ALPHABET, k=16))
        self.all.append(secret)
        return secret

    def small_talk(self) -> str:
        """Five words that are no secret, so that no two prompts are alike and all are sent."""
        return " ".join(self._random.choices(" ".join(_WORDS).split(), k=5))

    def in_(self, data: Iterable[bytes]) -> set[str]:
        """Those that stand in `data`, plain, escaped, or encoded."""
        text = b"\n".join(data)
        words = set(_words(text))
        return {
            secret
            for secret in self.all
            if secret.encode() in words
            or any(form in text for form in _forms(secret) if secret.encode() not in words)
        }


def _words(text: bytes) -> Iterator[bytes]:
    """Runs of letters and digits, so that most secrets need no search of their own."""
    word = bytearray()
    for byte in text:
        if chr(byte) in _ALPHABET:
            word.append(byte)
        elif word:
            yield bytes(word)
            word.clear()
    if word:
        yield bytes(word)


def _forms(secret: str) -> list[bytes]:
    plain = secret.encode()
    encoded = base64.b64encode(plain).rstrip(b"=")[:-1]
    return [plain, encoded, plain.hex().encode(), quote(secret).encode(), plain[::-1]]


def _project(folder: Path, model: FaultProcess, redis: RedisProcess, seeds: Seeds) -> Path:
    token, key = seeds.new("TOK"), seeds.new("sk")
    pattern = r"(?:Your reference is|emergency code of vault \d+ is) ([^.\\\"]+)"
    model.program(then="ok", answer=ANSWER, find=pattern)
    further = f"log_level: debug\nlog_format: json\n{redis.setting}"
    write_project(
        folder,
        model.api_base,
        budget=2.0,
        nlg=f"masking: true\nrephrase_all: true\ntoken: {token}",
        truephrase=further,
    )
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(endpoints.read_text().replace("sk-benchmark", key))
    (folder / "docs").mkdir()
    for vault in range(_VAULTS):
        document = f"The emergency code of vault {vault} is {seeds.new('DOC')}."
        (folder / "docs" / f"vault{vault}.txt").write_text(document)
    command = [sys.executable, "-m", "nlg_server", "index"]
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)
    return folder


def _send(server: ServerProcess, model: FaultProcess, seeds: Seeds, secrets: int) -> list[Reply]:
    token = next(secret for secret in seeds.all if secret.startswith("TOK"))
    replies: list[Reply] = []
    share = max(1, (secrets - len(seeds.all)) // (4 * len(BEHAVIOURS)))
    for behaviour in BEHAVIOURS:
        model.program(then=behaviour)
        bodies = [body for _ in range(share) for body in _bodies(seeds)]
        replies += asyncio.run(post_all(server.port, bodies, path=f"/nlg?token={token}"))
        searches = [_search_body(seeds, vault) for vault in range(_VAULTS)]
        replies += asyncio.run(post_all(server.port, searches, path="/webhook", concurrency=8))
        wrong = [_bodies(seeds)[0] for _ in range(20)]
        refused = f"/nlg?token={seeds.new('TOKwrong')}"
        replies += asyncio.run(post_all(server.port, wrong, path=refused))
    return replies


def _bodies(seeds: Seeds) -> list[bytes]:
    """Four secrets in three requests: a slot and a message, a bot's text, a broken body."""
    text = f"{seeds.small_talk()}, and my password is {seeds.new('MSG')}"
    good = json.loads(nlg_body(seeds.new("SLOT"), text=text))
    spoken: dict[str, Any] = json.loads(nlg_body("REF-1", text=seeds.small_talk()))
    spoken["tracker"]["events"].append(
        {"event": "bot", "timestamp": 2.0, "text": f"Your code: {seeds.new('BOT')}", "data": {}}
    )
    broken = b'{"response": "utter_booked", "tracker": {"slots": {"ref": "%s"' % (
        seeds.new("BROKEN").encode()
    )
    return [json.dumps(good).encode(), json.dumps(spoken).encode(), broken]


def _search_body(seeds: Seeds, vault: int) -> bytes:
    """A search for one of the documents, by a user who also tells a secret."""
    text = f"My password is {seeds.new('MSG')}. What is the emergency code of vault {vault}?"
    asked = json.loads(nlg_body(seeds.new("SLOT"), text=text))
    request = {
        "next_action": "action_trigger_search",
        "sender_id": "benchmark",
        "tracker": asked["tracker"],
        "domain": {"slots": {}, "responses": {}},
    }
    return json.dumps(request).encode()


def _documents_in(replies: list[Reply], seeds: Seeds) -> int:
    """Replies to searches that hold a document's secret, which its user asked for."""
    documents = [secret.encode() for secret in seeds.all if secret.startswith("DOC")]
    return sum(
        b'"events"' in reply.body and any(secret in reply.body for secret in documents)
        for reply in replies
    )


def _written(project: Path) -> list[bytes]:
    """What the server wrote, apart from its log; the documents and their index are the user's."""
    own = {"endpoints.yml", "domain.yml", "server.log"}
    return [
        path.read_bytes()
        for path in project.rglob("*")
        if path.is_file()
        and path.name not in own
        and not {"docs", "index"} & set(path.relative_to(project).parts)
    ]


if __name__ == "__main__":
    main()
