"""A document as every loader hands it on: one text, and the blocks it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

BlockKind = Literal["heading", "paragraph", "list", "table", "code", "record"]


@dataclass(frozen=True, slots=True)
class Block:
    """A structural unit at [start, end) of the document's text.

    `headings` is the path of headings it stands under, outermost first (a heading's own text is
    its path's last item); `page` is 1-based; `lines` the 1-based first and last line in the file
    where they differ from those of the extracted text; `answer` the stored answer of a
    question–answer pair. A `record` is never joined with its neighbours.
    """

    start: int
    end: int
    kind: BlockKind
    headings: tuple[str, ...] = ()
    page: int | None = None
    lines: tuple[int, int] | None = None
    answer: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's extracted text and its blocks, in order and without overlap.

    `numbered` says whether the text's lines are the file's lines, so that a line span can be
    computed for every passage; `problems` are parts of the file that were left out, and why.
    """

    source: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    numbered: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
