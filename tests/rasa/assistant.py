"""The example assistant with a real Rasa, a real Truephrase, and a scripted model behind it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.fault_server.server import FaultServer
from tests.rasa.environment import CACHE, ROOT, rasa_python
from tests.rasa.processes import QUIET, free_port, running_process

EXAMPLE = ROOT / "examples" / "harbourline"
TOKEN = "s3cret"
TRUEPHRASE = (sys.executable, "-c", "from nlg_server.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Assistant:
    """What a test talks to: Rasa's REST channel, and the model that words the replies."""

    rasa: str
    truephrase: str
    model: FaultServer
    folder: Path

    def say(self, message: str, sender: str) -> list[dict[str, Any]]:
        """What the assistant answers, message by message."""
        answer = _request(
            f"{self.rasa}/webhooks/rest/webhook", {"sender": sender, "message": message}
        )
        assert isinstance(answer, list)
        return answer

    def texts(self, message: str, sender: str) -> list[str]:
        """The texts of what the assistant answers."""
        return [part["text"] for part in self.say(message, sender) if "text" in part]

    def tracker(self, sender: str) -> dict[str, Any]:
        """Rasa's own record of the conversation."""
        tracker = _request(f"{self.rasa}/conversations/{sender}/tracker?include_events=ALL")
        assert isinstance(tracker, dict)
        return tracker

    def prompts(self) -> list[str]:
        """Everything the model was sent so far, as text."""
        return [
            "\n".join(message["content"] for message in call.json["messages"])
            for call in self.model.calls
        ]


@contextmanager
def running_assistant(folder: Path, model: FaultServer) -> Iterator[Assistant]:
    """Train (once for each state of the example), index, and start both servers."""
    python = rasa_python()
    project = folder / "assistant"
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns(".truephrase", "models"))
    rasa_port, truephrase_port = free_port(), free_port()
    _write_endpoints(project, truephrase_port, model.url)
    archive = _trained(python, project)
    environment = {"PYTHONPATH": str(ROOT), "OPENAI_API_KEY": "scripted"}
    subprocess.run(
        [*TRUEPHRASE, "index"], cwd=project, env={**_inherited(), **environment}, check=True
    )
    with ExitStack() as stack:
        stack.enter_context(
            running_process(
                [*TRUEPHRASE, "serve", "--port", str(truephrase_port)],
                folder=project,
                log=folder / "truephrase.log",
                port=truephrase_port,
                path="/health",
                patience=60,
                environment=environment,
            )
        )
        stack.enter_context(
            running_process(
                [
                    *(str(python), "-m", "rasa", "run", "--enable-api", "-i", "127.0.0.1"),
                    *("-p", str(rasa_port), "-m", str(archive)),
                ],
                folder=project,
                log=folder / "rasa.log",
                port=rasa_port,
                path="/status",
                patience=180,
            )
        )
        yield Assistant(
            f"http://127.0.0.1:{rasa_port}", f"http://127.0.0.1:{truephrase_port}", model, project
        )


def _write_endpoints(project: Path, port: int, model: str) -> None:
    """The example's endpoints.yml with ports of its own, a token, and the scripted model."""
    file = project / "endpoints.yml"
    endpoints = yaml.safe_load(file.read_text("utf-8"))
    endpoints["nlg"] |= {
        "url": f"http://127.0.0.1:{port}/nlg",
        "token": TOKEN,
        "token_name": "api_key",
        "llm": {"model_group": "wording"},
    }
    endpoints["action_endpoint"] = {"url": f"http://127.0.0.1:{port}/webhook"}
    member = {
        "provider": "openai",
        "model": "scripted",
        "api_base": model,
        "api_key": "${OPENAI_API_KEY}",
        "timeout": 3,
    }
    endpoints["model_groups"] = [{"id": "wording", "models": [member]}]
    # In quotes, for Rasa reads this file too, and refuses it where a variable is not set.
    text = yaml.safe_dump(endpoints, sort_keys=False, default_style='"')
    file.write_text(text, "utf-8")


def _trained(python: Path, project: Path) -> Path:
    sources = [project / "config.yml", *project.glob("domain/**/*.yml"), *project.glob("data/*")]
    content = b"".join(source.read_bytes() for source in sorted(sources))
    archive = CACHE / "models" / f"{hashlib.sha256(content).hexdigest()[:16]}.tar.gz"
    if not archive.exists():
        command = [str(python), "-m", "rasa", "train", "--domain", "domain", "--out", "models"]
        with (project / "train.log").open("w") as log:
            subprocess.run(
                [*command, "--fixed-model-name", "model"],
                cwd=project,
                env={**_inherited(), **QUIET},
                stdout=log,
                stderr=subprocess.STDOUT,
                check=True,
            )
        archive.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project / "models" / "model.tar.gz", archive)
    return archive


def _inherited() -> dict[str, str]:
    return dict(os.environ)


def _request(url: str, body: Any = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)
