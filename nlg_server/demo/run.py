"""Runs the demo: index, server, conversation, questions."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TaskID

from nlg_server.demo.live_model import live_model_group
from nlg_server.demo.rasa_side import RasaSide
from nlg_server.demo.script import Script, example_folder, read_script
from nlg_server.demo.server_process import served
from nlg_server.demo.show import Show
from nlg_server.responses import load_domain

RECORDED = (
    "No model is at hand, so replies are replayed from recordings of a language model; "
    "some of them are faithful and some are not."
)


def run_demo(console: Console, *, live: bool, model: str | None = None) -> None:
    """Index the example's documents, serve it, and replay its conversation over HTTP.

    Everything is done on a copy in a temporary folder. `live` asks a real model instead of the
    recordings, where one is at hand.
    """
    with tempfile.TemporaryDirectory(prefix="truephrase-demo-") as scratch:
        folder = Path(scratch) / "harbourline"
        shutil.copytree(example_folder(), folder, ignore=shutil.ignore_patterns(".*"))
        endpoints = folder / "demo" / "endpoints.yml"
        group = live_model_group(model) if live else None
        if group is not None:
            endpoints = _live_endpoints(folder, group)
        show = Show(console)
        show.title("1. Index the knowledge base")
        _index(console, folder)
        show.title("2. Serve the assistant")
        with served(folder, endpoints, Path(scratch) / "server.log") as url:
            console.print(f"truephrase serve answers at {url}")
            console.print(f"Live model: {group}" if group else RECORDED, style="dim")
            script = read_script(folder / "demo" / "conversation.yml")
            rasa = RasaSide(url, _initial_slots(folder))
            _converse(show, rasa, script)
            rasa.close()


def _index(console: Console, folder: Path) -> None:
    from search.indexing.build import build_index

    with Progress(console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int) -> None:
            task = tasks.setdefault(stage, bar.add_task(stage, total=total))
            bar.update(task, completed=done, total=total)

        report = build_index([folder / "docs"], folder / ".truephrase" / "index", None, advance)
    console.print(
        f"{report.documents} documents, {report.passages} passages, "
        f"in {report.seconds:.1f} s: generation {report.generation}"
    )


def _converse(show: Show, rasa: RasaSide, script: Script) -> None:
    show.title("3. A conversation: what Rasa asks for, what the model says, what goes out")
    for step in script.steps:
        show.user(step.user)
        rasa.hear(step.user, dict(step.slots))
        for response in step.responses:
            reply = rasa.say(response)
            template = reply.get("rephrase_template", reply.get("text", ""))
            show.reply(template, reply.get("rephrase_candidate"), reply)
    show.title("4. Questions for the documents: every sentence is checked and cited")
    for question in script.questions:
        show.user(question)
        rasa.hear(question, {})
        show.answer(rasa.search())


def _initial_slots(folder: Path) -> dict[str, object]:
    slots = load_domain([folder / "domain"]).slots
    return {name: slot.initial_value for name, slot in slots.items()}


def _live_endpoints(folder: Path, group: str) -> Path:
    path = folder / "endpoints-live.yml"
    path.write_text(
        f"nlg: {{budget: 30, llm: {{model_group: live}}}}\n"
        f"search: {{budget: 60, llm: {{model_group: live}}}}\n"
        f"model_groups: {group}\n"
        "truephrase: {log_content: true}\n",
        "utf-8",
    )
    return path
