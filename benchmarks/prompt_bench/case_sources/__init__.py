"""Where cases come from. Every reader gives cases in order, and errors that name file and line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.case_sources.by_hand import csv_cases, jsonl_cases, yaml_cases
from benchmarks.prompt_bench.case_sources.conversations import ConversationOptions
from benchmarks.prompt_bench.case_sources.e2e_tests import e2e_cases
from benchmarks.prompt_bench.case_sources.tracker_files import request_cases, tracker_cases
from benchmarks.prompt_bench.case_sources.tracker_store import store_cases
from benchmarks.prompt_bench.plan import CaseSource
from nlg_server.project import load_project
from nlg_server.settings.reader import Section
from prompts.errors import BenchError

_HAND = {"yaml": yaml_cases, "jsonl": jsonl_cases, "csv": csv_cases}
_CONVERSATIONS = {
    "tracker": tracker_cases,
    "tracker_store": store_cases,
    "requests": request_cases,
    "e2e": e2e_cases,
}
KINDS = (*_HAND, *_CONVERSATIONS)
_SUFFIXES = {
    ".yml": "yaml", ".yaml": "yaml", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".json": "tracker", ".db": "tracker_store", ".sqlite": "tracker_store",
    ".sqlite3": "tracker_store", ".log": "tracker",
}  # fmt: skip


def guess_kind(path: Path) -> str:
    """The kind of source that a path looks like; a look inside tells the JSON and YAML kinds."""
    if path.is_dir():
        return "e2e" if any(path.glob("*.y*ml")) else "tracker"
    kind = _SUFFIXES.get(path.suffix.casefold(), "yaml")
    if kind in ("yaml", "jsonl") and path.is_file():
        with path.open("rb") as file:
            head = file.read(65_536)
        if kind == "yaml" and re.search(rb"^(?:test_cases|stories):", head, re.MULTILINE):
            return "e2e"
        first = head.split(b"\n", 1)[0]
        if kind == "jsonl" and (b'"tracker"' in first or b'"next_action"' in first):
            return "requests"
        if kind == "jsonl" and re.search(rb'"events?"\s*:', first):
            return "tracker"
    return kind


def read_cases(sources: Iterable[CaseSource], task: Task) -> tuple[Case, ...]:
    """All cases; ids that occur twice get a number. Raises BenchError where a source has none."""
    cases: list[Case] = []
    for source in sources:
        found = list(islice(_read(source, task), source.limit))
        if not found:
            raise BenchError(
                f"{source.path}: holds no case for a {task} plan. {_remedy(source, task)}"
            )
        cases.extend(found)
    return _with_unique_ids(cases)


def _remedy(source: CaseSource, task: Task) -> str:
    if source.kind == "requests" and task == "rephrase":
        return "Set `domain` to the files that hold the texts of the responses asked for."
    return f"Check `kind` (read as {source.kind}) and that the file is the one you mean."


def _read(source: CaseSource, task: Task) -> Iterable[Case]:
    if source.kind in _HAND:
        _options(source, ())
        return _HAND[source.kind](source.path, task)
    options = _options(source, ("mask", "domain", "every_question", "language", "url"))
    domain = [source.folder / path for path in options.texts("domain")]
    if not domain and source.kind == "requests" and task == "rephrase":
        # Requests name responses only; the project around the plan has their texts.
        domain = list(load_project(source.folder).domain_paths())
    found = ConversationOptions(
        mask=options.boolean("mask", True),
        responses=_responses(domain) if domain else {},
        every_question=options.boolean("every_question", False),
        language=options.text("language"),
        url=options.text("url"),
    )
    return _CONVERSATIONS[source.kind](source.path, task, found)


def _options(source: CaseSource, known: Sequence[str]) -> Section:
    for key in source.options:
        if key not in known:
            raise BenchError(
                f"{source.path}: {key}: is no option of a {source.kind} source. "
                f"Known: {', '.join(('file', 'kind', 'limit', *known))}."
            )
    return Section(str(source.path), "", source.options)


def _responses(domain: Sequence[Path]) -> dict[str, str]:
    from nlg_server.responses.loading import load_responses

    responses = load_responses(domain)
    texts = {name: next((v.text for v in responses[name] if v.text), None) for name in responses}
    return {name: str(text) for name, text in texts.items() if text}


def _with_unique_ids(cases: list[Case]) -> tuple[Case, ...]:
    seen: Counter[str] = Counter()
    unique = []
    for case in cases:
        seen[case.id] += 1
        number = seen[case.id]
        unique.append(case if number == 1 else replace(case, id=f"{case.id}#{number}"))
    return tuple(unique)
