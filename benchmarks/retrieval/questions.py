"""The two forms of passage and question files, as one shape."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prompts.errors import BenchError


@dataclass(frozen=True, slots=True)
class BenchPassage:
    """A passage of the pool; `index` names the index it belongs to (a domain or language)."""

    id: str
    index: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the passages that answer it.

    `turns` are the user's messages, oldest first, the question last; `group` is the conversation
    (or passage) that questions share, so that folds and intervals can keep it together.
    """

    id: str
    set: str
    index: str
    turns: tuple[str, ...]
    relevant: frozenset[str]
    group: str
    rewrite: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells questions apart: translations of one question share its id."""
        return self.index, self.id


def read_passages(path: Path) -> list[BenchPassage]:
    """Rows with `id`, `text`, optionally `title`, and `domain` or `lang`.

    Raises:
        BenchError: names file, line and the missing key.
    """
    return [
        BenchPassage(
            id=str(_value(row, "id", where)),
            index=_index(row),
            title=str(row.get("title") or "").replace("_", " "),
            text=str(_value(row, "text", where)),
        )
        for where, row in _rows(path)
    ]


def read_questions(path: Path) -> list[Question]:
    """Rows with `turns` and `rel` (MTRAG's form) or `question` and `passage` (XQuAD's).

    Raises:
        BenchError: names file, line and the missing key.
    """
    questions = []
    for where, row in _rows(path):
        identity = str(_value(row, "id", where))
        index = _index(row)
        if "rel" in row:
            turns = tuple(
                str(turn) for turn in row.get("turns") or [_value(row, "lastturn", where)]
            )
            questions.append(
                Question(
                    id=identity,
                    set=str(row.get("set") or index),
                    index=index,
                    turns=turns,
                    relevant=frozenset(map(str, row["rel"])),
                    group=identity.split("<")[0],
                    rewrite=row.get("rewrite") or None,
                )
            )
        else:
            passage = str(_value(row, "passage", where))
            text = str(_value(row, "question", where))
            questions.append(
                Question(identity, index, index, (text,), frozenset({passage}), passage)
            )
    return questions


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BenchError(f"{path}: cannot be read ({error.strerror}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BenchError(f"{where}: no JSON ({error}).") from error
        if not isinstance(row, dict):
            raise BenchError(f"{where}: a JSON object is expected.")
        yield where, row


def _value(row: Mapping[str, Any], key: str, where: str) -> Any:
    if key not in row:
        raise BenchError(f"{where}: the key `{key}` is missing.")
    return row[key]


def _index(row: Mapping[str, Any]) -> str:
    return str(row.get("domain") or row.get("lang") or "all")
