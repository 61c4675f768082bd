"""Markdown: blocks from the CommonMark parse, offsets into the file's own text."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from search.documents.document import Block, BlockKind, Document
from search.documents.front_matter import split_front_matter
from search.documents.plain_text import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_KINDS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph",
    "blockquote_open": "paragraph",
    "html_block": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
}
# `## Title { #anchor .class }`: attributes that several site generators allow after a heading.
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")


def load_markdown(path: Path, source: str) -> Document:
    """Headings, paragraphs, lists, tables and code of a Markdown file, with its front matter."""
    text = read_text(path, source)
    metadata, start = split_front_matter(text, source)
    blocks = markdown_blocks(text, start)
    first = next((block.headings[0] for block in blocks if block.headings), "")
    title = str(metadata.get("title") or first)
    return Document(source, text, blocks, title, numbered=True, metadata=metadata)


def markdown_blocks(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of text[start:], offsets counted from the start of `text`."""
    from markdown_it import MarkdownIt

    body = text[start:]
    # `split("\n")` and not `splitlines`: form feeds and the like end no line of Markdown.
    line_starts = [0, *accumulate(len(line) + 1 for line in body.split("\n"))]
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    path: list[tuple[int, str]] = []
    blocks: list[Block] = []
    for position, token in enumerate(tokens):
        if token.level or token.map is None:
            continue
        begin = line_starts[token.map[0]]
        end = min(line_starts[token.map[1]], len(body))
        stretch = body[begin:end]
        if not stretch.strip():
            continue
        begin, end = start + begin, start + begin + len(stretch.rstrip())
        if token.type == "heading_open":
            level = int(token.tag[1:])
            path = [entry for entry in path if entry[0] < level]
            path.append((level, _heading_text(tokens, position)))
            blocks.append(Block(begin, end, "heading", _titles(path)))
        elif token.type in _KINDS:
            blocks.append(Block(begin, end, _KINDS[token.type], _titles(path)))
    return tuple(blocks)


def _heading_text(tokens: Sequence[Token], position: int) -> str:
    inline = tokens[position + 1].children or []
    words = "".join(
        child.content if child.type in ("text", "code_inline") else " "
        for child in inline
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    )
    return _ATTRIBUTES.sub("", words).strip()


def _titles(path: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(title for _, title in path if title)
