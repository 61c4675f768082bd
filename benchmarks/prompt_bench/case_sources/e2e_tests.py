"""Rasa's end-to-end tests as cases: what the bot is expected to say, in its conversation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.case_sources.conversations import ConversationOptions
from benchmarks.prompt_bench.yaml_document import YamlDocument
from nlg_server.responses.template import fill_text
from prompts.conversation import Conversation, Turn


def e2e_cases(path: Path, task: Task, options: ConversationOptions) -> Iterator[Case]:
    """Cases of Rasa Pro's `test_cases:` (`user`, `bot`, `utter`, `slot_was_set` steps) and of the
    open-source `stories:` form; each test case is one cluster, its fixtures fill the slots."""
    files = sorted([*path.rglob("*.yml"), *path.rglob("*.yaml")]) if path.is_dir() else [path]
    for file in files:
        document = YamlDocument.load(file)
        if not isinstance(document.value, Mapping):
            raise document.error("", "holds no tests.", "Begin with `test_cases:` or `stories:`.")
        key = "test_cases" if "test_cases" in document.value else "stories"
        tests = document.value.get(key)
        if not isinstance(tests, list):
            raise document.error(key, "is no list of tests.", "Begin with `test_cases:`.")
        fixtures = _fixtures(document.value.get("fixtures"))
        for index, test in enumerate(tests):
            line = document.line(f"{key}[{index}]")
            if not isinstance(test, Mapping) or not isinstance(test.get("steps"), list):
                raise document.error(f"{key}[{index}]", "has no `steps`.", "List the test's steps.")
            yield from _cases(test, fixtures, task, options, f"{file}:{line}", index)


def _cases(
    test: Mapping[str, Any],
    fixtures: Mapping[str, Mapping[str, Any]],
    task: Task,
    options: ConversationOptions,
    place: str,
    index: int,
) -> Iterator[Case]:
    name = str(test.get("test_case") or test.get("story") or f"test {index + 1}")
    slots: dict[str, Any] = {}
    for fixture in test.get("fixtures") or []:
        slots.update(fixtures.get(str(fixture), {}))
    turns: list[Turn] = []
    said, number = "", 0
    for step in test["steps"]:
        if not isinstance(step, Mapping):
            continue
        if isinstance(step.get("user"), str):
            said = step["user"].strip()
            turns.append(Turn("user", said))
        slots.update(_pairs(step.get("slot_was_set")))
        response = str(step.get("utter") or step.get("action") or "")
        text = step.get("bot") if isinstance(step.get("bot"), str) else None
        if text is None and response in options.responses:
            text = fill_text(options.responses[response], slots).text
        is_question = task == "search" and isinstance(step.get("user"), str)
        if is_question or (task == "rephrase" and text):
            number += 1
            conversation = Conversation(name, tuple(turns), dict(slots), said)
            template = text or "" if task == "rephrase" else ""
            yield Case(
                f"{name}/{number}", task, name, conversation, template, response,
                dict(slots), options.language, source=place,
            )  # fmt: skip
        if text:
            turns.append(Turn("bot", text))


def _fixtures(entries: Any) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, Mapping):
            for name, values in entry.items():
                found.setdefault(str(name), {}).update(_pairs(values))
    return found


def _pairs(values: Any) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, Mapping):
            pairs.update(value)
    return pairs
