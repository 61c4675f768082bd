"""How fast is `truephrase bench`, beside promptfoo? ``python -m benchmarks.prompt_runner --json``

200 cases × 2 prompts against a local model that takes 50 ms, 32 at once; a replay of 10,000
recorded cases; and 10,000 conversations of a tracker store made into masked cases. promptfoo is
installed from npm by ``--setup`` into a folder of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.figures import report

PROMPTFOO = "0.121.20"
LATENCY, CONCURRENCY, PROMPTS = 0.05, 32, 2
_TURNS = 5  # replies of each stored conversation
_PEERS = Path(os.environ.get("TRUEPHRASE_PEERS", Path.home() / ".cache" / "truephrase" / "peers"))
_PROMPT = "Reword the text between the tags. {style}\n<suggested_reply>{text}</suggested_reply>"
_STYLES = ("Be brief.", "Be warm.")


@contextmanager
def slow_model(latency: float) -> Iterator[str]:
    """A running local server; gives its base URL."""
    command = [sys.executable, "-m", "benchmarks.slow_model", "--latency", str(latency)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
    ) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        finally:
            process.terminate()


def ours(folder: Path, url: str, cases: int) -> float:
    """Seconds of a whole `truephrase bench` process on `cases` cases."""
    _write_cases(folder / f"cases-{cases}.jsonl", cases)
    plan = {
        "cases": f"cases-{cases}.jsonl",
        "prompts": [
            {
                "name": f"prompt-{i}",
                "text": _PROMPT.format(style=s, text="{{ suggested_response }}"),
            }
            for i, s in enumerate(_STYLES)
        ],
        "models": [{"name": "slow", "provider": "self-hosted", "model": "slow", "api_base": url}],
        "concurrency": CONCURRENCY,
    }
    (folder / f"plan-{cases}.yml").write_text(json.dumps(plan), "utf-8")
    return _bench(folder, f"plan-{cases}.yml", "--fresh")


def replay(folder: Path, cases: int) -> float:
    """Seconds of a whole process that replays `cases` recorded cases."""
    import msgspec

    from prompts.cassette import Recording
    from prompts.model import Completion, CompletionRequest, Message
    from prompts.request_key import request_key

    _write_cases(folder / "replay.jsonl", cases)
    with (folder / "cassette.jsonl").open("wb") as cassette:
        for number in range(cases):
            text = _PROMPT.format(style=_STYLES[0], text=_template(number))
            request = CompletionRequest((Message("user", text),), "bench", "rephrase", 0.3, 512)
            completion = Completion(f"Sure! {_template(number)}", "slow", 50, 20)
            recording = Recording(request_key(request), request, completion)
            cassette.write(msgspec.json.encode(recording) + b"\n")
    plan = {
        "cases": "replay.jsonl",
        "prompts": [{"text": _PROMPT.format(style=_STYLES[0], text="{{ suggested_response }}")}],
        "models": [{"recorded": "cassette.jsonl"}],
    }
    (folder / "replay.yml").write_text(json.dumps(plan), "utf-8")
    seconds = _bench(folder, "replay.yml")
    result = json.loads((folder / "bench-results" / "replay" / "result.json").read_text("utf-8"))
    missing = sum(variant["missing"] for variant in result["variants"])
    if missing or len(result["cases"]) != cases:
        raise RuntimeError(f"the replay missed {missing} of {cases} recordings")
    return seconds


def store(folder: Path, conversations: int) -> float:
    """Seconds to turn the conversations of an SQL tracker store into masked cases."""
    from benchmarks.prompt_bench.case_sources import read_cases
    from benchmarks.prompt_bench.plan import CaseSource

    path = folder / "tracker.db"
    _write_store(path, conversations)
    started = time.perf_counter()
    cases = read_cases([CaseSource(path, "tracker_store")], "rephrase")
    seconds = time.perf_counter() - started
    if len(cases) != conversations * _TURNS or any("Maria" in repr(case) for case in cases[:500]):
        raise RuntimeError(f"{len(cases)} cases of {conversations} conversations, or not masked")
    return seconds


def _write_store(path: Path, conversations: int) -> None:
    turn: list[dict[str, Any]] = [
        {"event": "user", "text": "Where is my order?", "parse_data": {"intent": {"name": "ask"}}},
        {"event": "slot", "name": "user_name", "value": "Maria Lopez"},
        {"event": "action", "name": "utter_order"},
        {"event": "bot", "text": "It ships on Friday, Maria Lopez: AB12345, $12.50.",
         "metadata": {"utter_action": "utter_order"}},
        {"event": "action", "name": "action_listen"},
    ]  # fmt: skip
    rows = [(f"s{n}", json.dumps(e)) for n in range(conversations) for e in turn * _TURNS]
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
        database.executemany("INSERT INTO events (sender_id, data) VALUES (?, ?)", rows)
        database.commit()


def promptfoo(folder: Path, url: str, cases: int) -> float | None:
    """Seconds of promptfoo on the same work; None where it is not installed."""
    program = _PEERS / "promptfoo" / "node_modules" / ".bin" / "promptfoo"
    if not program.exists():
        return None
    prompts = [_PROMPT.format(style=style, text="{{text}}") for style in _STYLES]
    config = {
        "prompts": prompts,
        "providers": [{"id": "openai:chat:slow", "config": {"apiBaseUrl": url, "apiKey": "none"}}],
        "tests": [{"vars": {"text": _template(number)}} for number in range(cases)],
    }
    (folder / "promptfoo.json").write_text(json.dumps(config), "utf-8")
    home = folder / "promptfoo-home"
    home.mkdir(exist_ok=True)
    environment = _environment() | {
        "PROMPTFOO_CONFIG_DIR": str(home),
        "PROMPTFOO_DISABLE_TELEMETRY": "1",
        "PROMPTFOO_DISABLE_UPDATE": "1",
        "PROMPTFOO_DISABLE_REMOTE_GENERATION": "1",
        "PROMPTFOO_DISABLE_SHARING": "1",
    }
    command = [
        str(program), "eval", "-c", "promptfoo.json", "--no-cache", "--no-progress-bar",
        "--no-table", "--no-share", "-j", str(CONCURRENCY), "-o", "promptfoo-out.json",
    ]  # fmt: skip
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    out = folder / "promptfoo-out.json"
    if not out.exists():
        raise RuntimeError(f"promptfoo failed: {done.stderr[-800:] or done.stdout[-800:]}")
    stats = json.loads(out.read_text("utf-8"))["results"]["stats"]
    if stats["successes"] != cases * PROMPTS:
        raise RuntimeError(f"promptfoo answered {stats['successes']} of {cases * PROMPTS}: {stats}")
    out.unlink()
    return seconds


def setup() -> None:
    """Install promptfoo from npm into its own folder."""
    folder = _PEERS / "promptfoo"
    folder.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not installed; promptfoo cannot be compared with")
    subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", f"promptfoo@{PROMPTFOO}"],
        cwd=folder,
        check=True,
        stdout=sys.stderr,
    )


def _bench(folder: Path, *arguments: str) -> float:
    command = [sys.executable, "-m", "benchmarks.prompt_bench", *arguments, "--quiet"]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise RuntimeError(f"truephrase bench failed: {done.stderr[-800:]}{done.stdout[-800:]}")
    return seconds


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _template(number: int) -> str:
    return f"Your order A{number:05d} over ${number % 97}.50 arrives on 4 March. Anything else?"


def _write_cases(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            case = {"id": f"c{number}", "conversation": f"k{number // 4}", "user": "Where is it?"}
            file.write(json.dumps({**case, "template": _template(number)}) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure; each wall time is the median of `--rounds`, taken in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--setup", action="store_true", help="install promptfoo first")
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--replayed", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.setup:
        setup()
    with tempfile.TemporaryDirectory() as name, slow_model(LATENCY) as url:
        folder = Path(name)
        figures = _measure(folder, url, options.cases, options.rounds)
        figures["replay_seconds"] = replay(folder, options.replayed)
        figures["replayed_cases"] = options.replayed
        figures["store_seconds"] = store(folder, options.replayed)
        figures["store_conversations"] = options.replayed
    report(
        "prompt_runner",
        figures,
        columns=("figure", "value"),
        rows=[(key, value) for key, value in figures.items() if value is not None],
        packages=("aiohttp", "litellm"),
        as_json=options.json,
    )


def _measure(folder: Path, url: str, cases: int, rounds: int) -> dict[str, Any]:
    ideal = cases * PROMPTS * LATENCY / CONCURRENCY
    walls, startups, theirs = [], [], []
    for _ in range(rounds):
        startups.append(ours(folder, url, 1) - LATENCY)
        walls.append(ours(folder, url, cases))
        theirs.append(promptfoo(folder, url, cases))
    wall, startup = statistics.median(walls), statistics.median(startups)
    peer = statistics.median(t for t in theirs if t is not None) if theirs[0] is not None else None
    return {
        "ratio_ideal": (wall - startup) / ideal,
        "ratio_promptfoo": wall / peer if peer else None,
        "wall_seconds": wall,
        "startup_seconds": startup,
        "ideal_seconds": ideal,
        "promptfoo_seconds": peer,
        "promptfoo_version": PROMPTFOO if peer else None,
        "calls": cases * PROMPTS,
        "rounds": rounds,
    }


if __name__ == "__main__":
    main()
