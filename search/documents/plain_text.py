"""Text files: decoding, and the paragraphs of plain text."""

from __future__ import annotations

import re
from pathlib import Path

from prompts.errors import DocumentError
from search.documents.document import Block, Document
from search.documents.front_matter import split_front_matter

_KEYED = re.compile(r"---[ \t]*\n[\w-]+:")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def read_text(path: Path, source: str) -> str:
    """The file as text with `\\n` line ends: UTF-8, or UTF-16 where a byte-order mark says so.

    Raises:
        DocumentError: the bytes are not text in that encoding; says at which line.
    """
    raw = path.read_bytes()
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            source,
            f"line {line} is not {encoding.removesuffix('-sig').upper()} "
            f"({error.reason} at byte {error.start}). Save the file as UTF-8.",
        ) from error
    if "\0" in text:
        raise DocumentError(source, "it holds NUL bytes, so it is no text file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def load_plain_text(path: Path, source: str) -> Document:
    """Paragraphs are what blank lines separate; front matter is metadata, as in Markdown.

    Only what begins with a key: in a text file a line of hyphens may be no more than that.
    """
    text = read_text(path, source)
    metadata, start = split_front_matter(text, source) if _KEYED.match(text) else ({}, 0)
    title = str(metadata.get("title") or "")
    blocks = paragraphs(text, start, len(text))
    return Document(source, text, blocks, title, numbered=True, metadata=metadata)


def paragraphs(
    text: str, start: int, end: int, *, headings: tuple[str, ...] = (), page: int | None = None
) -> tuple[Block, ...]:
    """The blocks of text[start:end] that blank lines separate."""
    blocks: list[Block] = []
    begin = start
    for stop, following in [
        *(m.span() for m in _BLANK_LINES.finditer(text, start, end)),
        (end, end),
    ]:
        stretch = text[begin:stop]
        first = begin + len(stretch) - len(stretch.lstrip())
        last = begin + len(stretch.rstrip())
        if first < last:
            blocks.append(Block(first, last, "paragraph", headings, page))
        begin = following
    return tuple(blocks)
