"""Cases written by hand: YAML, JSON Lines and CSV with the same keys."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.case_mapping import case_from
from benchmarks.prompt_bench.yaml_document import YamlDocument, read_text
from nlg_server.settings.reader import Section
from prompts.errors import BenchError, SettingsError

_STRUCTURED = ("slots", "history", "passages", "answers", "judgements", "assert")
_LISTS = ("relevant", "retrieved")


def yaml_cases(path: Path, task: Task) -> Iterator[Case]:
    """Cases of a YAML list, or of the list under `cases:`; raises BenchError with the line."""
    document = YamlDocument.load(path)
    prefix, entries = "", document.value
    if isinstance(entries, dict):
        prefix, entries = "cases", entries.get("cases")
    if document.value is None:
        raise BenchError(f"{path}: is empty. Write a list of cases, each beginning with `- id:`.")
    if not isinstance(entries, list):
        raise document.error(prefix, "is no list of cases.", "Begin each case with `- id:`.")
    for index, entry in enumerate(entries):
        key = f"{prefix}[{index}]"
        if not isinstance(entry, dict):
            raise document.error(key, f"{entry!r} is no case.", "Write keys and values.")
        try:
            yield case_from(
                Section(str(path), key, entry), task, index + 1, _at(path, document.line(key))
            )
        except SettingsError as error:
            raise document.located(error) from error


def jsonl_cases(path: Path, task: Task) -> Iterator[Case]:
    """Cases of a JSON Lines file, one object a line."""
    # Not splitlines(): a JSON text may hold U+2028, which is no end of a line.
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise BenchError(
                f"{_at(path, number)}: is no JSON ({error}). Mend this line."
            ) from error
        if not isinstance(entry, dict):
            raise BenchError(f"{_at(path, number)}: is no JSON object. Write {{...}} on each line.")
        try:
            yield case_from(Section(_at(path, number), "", entry), task, number, _at(path, number))
        except SettingsError as error:
            raise BenchError(str(error)) from error


def csv_cases(path: Path, task: Task) -> Iterator[Case]:
    """Cases of a CSV file with a header; cells of structured keys hold JSON, lists commas too.

    A column that is no key of a case is a slot.
    """
    text = read_text(path)
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            place = _at(path, reader.line_num)
            if None in row:
                raise BenchError(
                    f"{place}: has more cells than the header. Quote text with commas."
                )
            entry = {key.strip(): cell for key, cell in row.items() if cell not in (None, "")}
            try:
                yield case_from(Section(place, "", _typed(entry, place)), task, number, place)
            except SettingsError as error:
                raise BenchError(str(error)) from error
    except csv.Error as error:
        raise BenchError(
            f"{_at(path, reader.line_num)}: is no CSV ({error}). Check quotes."
        ) from error


_KNOWN = frozenset(
    [
        "id",
        "conversation",
        "template",
        "response",
        "user",
        "question",
        "language",
        "reference",
        "answerable",
    ]
)


def _typed(entry: dict[str, str], place: str) -> dict[str, object]:
    typed: dict[str, object] = {}
    slots: dict[str, object] = {}
    for key, cell in entry.items():
        if key in _STRUCTURED or (key in _LISTS and cell.lstrip().startswith("[")):
            try:
                typed[key] = json.loads(cell)
            except ValueError as error:
                raise BenchError(
                    f"{place}: {key}: is no JSON ({error}). Mend this cell."
                ) from error
        elif key in _LISTS:
            typed[key] = [part.strip() for part in cell.split(",")]
        elif key in _KNOWN:
            typed[key] = cell
        else:
            slots[key] = cell
    if slots:
        given = typed.get("slots")
        typed["slots"] = {**slots, **(given if isinstance(given, dict) else {})}
    return typed


def _at(path: Path, line: int) -> str:
    return f"{path}:{line}"
