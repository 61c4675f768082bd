"""Builds the extracted text of formats that are no text themselves, block by block."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from search.documents.document import Block, BlockKind

_BETWEEN = "\n\n"
# Lone surrogates (possible in JSON and broken PDF fonts) cannot be written as UTF-8.
_UNWRITABLE = re.compile("[\ud800-\udfff\0]")


class TextBuilder:
    """Appends blocks, separated by a blank line, and knows the heading path."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._path: list[tuple[int, str]] = []
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading path that the next block stands under."""
        return tuple(title for _, title in self._path)

    def heading(self, level: int, text: str, *, page: int | None = None) -> None:
        """A heading of `level` (1 is the outermost); nothing where `text` is blank."""
        title = " ".join(_UNWRITABLE.sub(" ", text).split())
        if title:
            self._path = [entry for entry in self._path if entry[0] < level]
            self._path.append((level, title))
            self.add("heading", title, page=page)

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        headings: tuple[str, ...] | None = None,
        page: int | None = None,
        lines: tuple[int, int] | None = None,
        answer: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> None:
        """A block; nothing where `text` is blank. `headings` of None means the current path."""
        text = _UNWRITABLE.sub("�", text).strip()
        if not text:
            return
        if self._parts:
            self._parts.append(_BETWEEN)
            self._length += len(_BETWEEN)
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        path = self.headings if headings is None else headings
        self.blocks.append(
            Block(start, self._length, kind, path, page, lines, answer, metadata or {})
        )
