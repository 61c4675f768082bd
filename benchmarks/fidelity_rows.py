"""Reads and judges the rows of the two fidelity data sets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlg_server.fidelity import FidelityPolicy, Verdict, check, check_values
from prompts.errors import BenchError


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its verdict. `group` joins rows of one template, which are not independent."""

    id: str
    faithful: bool
    error: str
    difficulty: str
    language: str
    group: str
    verdict: Verdict


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a JSONL file; raises BenchError that names file and line."""
    rows = []
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise BenchError(f"{path}: {error.strerror}; name a JSONL file") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise BenchError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(row, dict) or not (is_pair(row) or is_values(row)):
            problem = "neither a pair (filled, rephrase, label) nor a row of values (facts, text)"
            raise BenchError(f"{path}:{number}: {problem}")
        rows.append(row)
    if not rows:
        raise BenchError(f"{path}: no rows")
    return rows


def is_pair(row: dict[str, Any]) -> bool:
    """Whether a row holds a filled template and its rephrase."""
    return {"filled", "rephrase", "label"} <= row.keys()


def is_values(row: dict[str, Any]) -> bool:
    """Whether a row holds slot values and a text that should state them."""
    return {"facts", "text", "label"} <= row.keys()


def user_words(row: dict[str, Any]) -> str:
    """What the user said in the conversation, a line a message, as the server hands it over."""
    return "\n".join(text for speaker, text in row.get("history") or () if speaker == "user")


def verdict_of(row: dict[str, Any], policy: FidelityPolicy) -> Verdict:
    """The check's verdict on a row of either form."""
    if is_pair(row):
        return check(
            row["filled"],
            row["rephrase"],
            slots=row.get("slots") or {},
            user_text=user_words(row),
            policy=policy,
        )
    values = [(fact["slot"], fact["canonical"]) for fact in row["facts"]]
    return check_values(values, row["text"], language="en")


def judge(rows: list[dict[str, Any]], policy: FidelityPolicy) -> Iterator[Judged]:
    """Each row with its verdict."""
    for number, row in enumerate(rows):
        pair = is_pair(row)
        yield Judged(
            id=str(row.get("id", number)),
            faithful=row["label"] in ("faithful", "kept"),
            error=row.get("error") or ("" if pair else (row.get("swap") or {}).get("slot", "")),
            difficulty=row.get("difficulty", ""),
            language=row.get("lang", "en"),
            group=str(row.get("filled") or row.get("dialogue") or number),
            verdict=verdict_of(row, policy),
        )
