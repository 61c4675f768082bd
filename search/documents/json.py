"""JSON and JSON Lines: each object a record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from prompts.errors import DocumentError
from search.documents.document import Document
from search.documents.plain_text import read_text
from search.documents.records import add_record
from search.documents.text_builder import TextBuilder

_CONTAINERS = ("documents", "records", "items", "data", "passages", "faq", "faqs", "entries")


def load_json(path: Path, source: str) -> Document:
    """An object, a list of objects, or an object that holds such a list.

    Raises:
        DocumentError: no text, no JSON, or JSON without objects.
    """
    text = read_text(path, source)
    try:
        value = msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise DocumentError(source, f"no valid JSON ({error}).") from error
    built = TextBuilder()
    problems = []
    for number, record in enumerate(_records(value), 1):
        if isinstance(record, Mapping):
            add_record(built, record)
        elif isinstance(record, str):
            built.add("record", record)
        else:
            problems.append(f"entry {number} is no object.")
    return Document(source, built.text, tuple(built.blocks), problems=tuple(problems))


def _records(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        for name in _CONTAINERS:
            inner = value.get(name)
            if isinstance(inner, list) and inner and all(isinstance(i, Mapping) for i in inner):
                return inner
    return [value]


def load_jsonl(path: Path, source: str) -> Document:
    """One object a line; lines that are none are reported, the others kept."""
    built = TextBuilder()
    problems: list[str] = []
    decode = msgspec.json.Decoder().decode
    for number, line in enumerate(read_text(path, source).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = decode(line)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
            problems.append(f"line {number}: no valid JSON ({error}).")
            continue
        if isinstance(record, Mapping):
            add_record(built, record, (number, number))
        else:
            problems.append(f"line {number}: no object.")
    return Document(source, built.text, tuple(built.blocks), problems=tuple(problems))
