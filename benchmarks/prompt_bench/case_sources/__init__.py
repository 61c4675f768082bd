"""Where cases come from. Every reader gives cases in order, and errors that name file and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.case_sources.by_hand import csv_cases, jsonl_cases, yaml_cases
from benchmarks.prompt_bench.plan import CaseSource
from prompts.errors import BenchError

KINDS = ("yaml", "jsonl", "csv")
_SUFFIXES = {".yml": "yaml", ".yaml": "yaml", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "csv"}


def guess_kind(path: Path) -> str:
    """The kind of source that a path looks like."""
    return _SUFFIXES.get(path.suffix.casefold(), "yaml")


def read_cases(sources: Iterable[CaseSource], task: Task) -> tuple[Case, ...]:
    """All cases; ids that occur twice get a number. Raises BenchError where a source has none."""
    cases: list[Case] = []
    for source in sources:
        found = list(islice(_read(source, task), source.limit))
        if not found:
            raise BenchError(
                f"{source.path}: holds no case for a {task} plan. Check `kind` (read as "
                f"{source.kind}) and that the file is the one you mean."
            )
        cases.extend(found)
    return _with_unique_ids(cases)


def _read(source: CaseSource, task: Task) -> Iterable[Case]:
    readers = {"yaml": yaml_cases, "jsonl": jsonl_cases, "csv": csv_cases}
    return readers[source.kind](source.path, task)


def _with_unique_ids(cases: list[Case]) -> tuple[Case, ...]:
    seen: Counter[str] = Counter()
    unique = []
    for case in cases:
        seen[case.id] += 1
        number = seen[case.id]
        unique.append(case if number == 1 else replace(case, id=f"{case.id}#{number}"))
    return tuple(unique)
