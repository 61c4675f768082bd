"""Labelled rephrases in blocks: a template, what the user said, and what models made of it.

A block is a few lines of text; ``L:`` may be left out for English, ``⏎`` is a line break::

    L: en
    T: Your ticket has already been closed. Let me know when you need my help.
    U: cant log in AGAIN
    + Good news, that one's closed already. Just shout if you need me again!
    - missing_fact: Good news, your ticket is already closed!
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prompts.errors import BenchError

_HELD_OUT = 8


@dataclass(frozen=True, slots=True)
class Block:
    """A filled template with rephrases: `faithful` texts, `unfaithful` (error class, text)."""

    template: str
    user: str
    language: str
    faithful: tuple[str, ...]
    unfaithful: tuple[tuple[str, str], ...]

    @property
    def held_out(self) -> bool:
        """Whether the block, one of eight by the hash of its template, is kept from training."""
        digest = hashlib.md5(self.template.encode(), usedforsecurity=False).hexdigest()
        return int(digest, 16) % _HELD_OUT == 0


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a file. Raises BenchError with file and line where one is malformed."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise BenchError(f"{path}: {error.strerror}; name a file of blocks") from error
    return list(_blocks(path, lines))


def _blocks(path: Path, lines: list[str]) -> Iterator[Block]:
    language = "en"
    head: dict[str, str] = {}
    same: list[str] = []
    other: list[tuple[str, str]] = []
    for number, line in enumerate([*lines, "T:"], start=1):
        mark, text = line[:2].rstrip(), line[2:].strip().replace("⏎", "\n")
        if mark in ("L:", "T:") and head:
            yield Block(head["T"], head.get("U", ""), language, tuple(same), tuple(other))
            language, head, same, other = "en", {}, [], []
        if mark == "L:":
            language = text
        elif mark in ("T:", "U:"):
            head |= {mark[0]: text} if text or mark == "U:" else {}
        elif mark == "+":
            same.append(text)
        elif mark == "-":
            kind, _, text = text.partition(": ")
            other.append((kind, text))
        elif line.strip():
            expected = "a line starts with L:, T:, U:, + or -"
            raise BenchError(f"{path}:{number}: {line[:40]!r}: {expected}")
