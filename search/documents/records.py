"""Rows and objects as passages: question–answer pairs, texts with fields, plain fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.documents.text_builder import TextBuilder

_QUESTION = ("question", "questions", "q", "query", "frage", "pregunta")
_ANSWER = ("answer", "answers", "a", "response", "antwort", "respuesta")
_TEXT = ("text", "content", "body", "passage", "page_content", "document")
_TITLE = ("title", "heading", "name", "subject")


def add_record(
    built: TextBuilder, fields: Mapping[str, Any], lines: tuple[int, int] | None = None
) -> None:
    """Add one record.

    A question with its answer is searched by both and keeps the answer; a text field is the text
    and the other fields its metadata; anything else is written as `name: value` lines. A field
    `metadata` that holds fields is taken as metadata.
    """
    names = {str(name).strip().lower(): name for name in fields}
    title_name = _first(names, _TITLE)
    headings = (_words(fields[title_name]),) if title_name and fields[title_name] else ()
    question, answer = _first(names, _QUESTION), _first(names, _ANSWER)
    body = _first(names, _TEXT)
    if question and answer and fields[question] and fields[answer]:
        asked, told = _words(fields[question]), _words(fields[answer]).strip()
        metadata = _metadata(fields, {question, answer, title_name})
        built.add(
            "record", f"{asked}\n{told}", headings=headings, lines=lines, answer=told,
            metadata=metadata,
        )  # fmt: skip
    elif body and isinstance(fields[body], str):
        metadata = _metadata(fields, {body, title_name})
        built.add("record", fields[body], headings=headings, lines=lines, metadata=metadata)
    else:
        text = "\n".join(_lines(fields))
        built.add("record", text, headings=headings, lines=lines, metadata=_metadata(fields, set()))


def _first(names: Mapping[str, Any], wanted: tuple[str, ...]) -> Any | None:
    return next((names[name] for name in wanted if name in names), None)


def _words(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(_words(item) for item in value)
    return "" if value is None else str(value)


def _lines(fields: Mapping[str, Any], prefix: str = "") -> list[str]:
    lines = []
    for name, value in fields.items():
        if isinstance(value, Mapping):
            lines += _lines(value, f"{prefix}{name}.")
        elif value not in (None, "", [], ()):
            listed = value if isinstance(value, (list, tuple)) else [value]
            lines.append(f"{prefix}{name}: {', '.join(map(str, listed))}")
    return lines


def _metadata(fields: Mapping[str, Any], used: set[Any]) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    for name, value in fields.items():
        if name in used or value in (None, "", []):
            continue
        if name == "metadata" and isinstance(value, Mapping):
            metadata.update(_metadata(value, set()))
        elif _short(value) or (isinstance(value, list) and all(map(_short, value))):
            metadata[str(name)] = value
    return metadata


def _short(value: Any) -> bool:
    return isinstance(value, (int, float, bool)) or (isinstance(value, str) and len(value) <= 200)
