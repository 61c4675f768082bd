"""HTML: what a reader of the page sees, without navigation, scripts and hidden elements."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from prompts.errors import DocumentError
from search.documents.document import BlockKind, Document
from search.documents.html_parts import content_forms, is_element, main_parts, unread
from search.documents.text_builder import TextBuilder

_INLINE_TAGS = (
    "a abbr b bdi bdo br cite code data del dfn em font i img ins kbd label mark q rp rt ruby s "
    "samp small span strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OUTER: dict[str, BlockKind] = {"ul": "list", "ol": "list", "table": "table", "pre": "code"}
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def load_html(path: Path, source: str) -> Document:
    """Headings, paragraphs, lists, tables and code of a page's main part.

    That is its `main`s, or else all of its `article`s, or else its body; the next of these where
    one holds no text.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_decoded(path.read_bytes(), source))
    title = tree.css_first("title")
    language = tree.root.attributes.get("lang") if tree.root else None
    forms = content_forms(tree.body)
    page = _Page(forms)
    for roots in main_parts(tree.body):
        page = _Page(forms)
        for root in roots:
            page.read(root)
        if page.built.blocks:
            break
    first = next((block.headings[0] for block in page.built.blocks if block.headings), "")
    return Document(
        source,
        page.built.text,
        tuple(page.built.blocks),
        " ".join((title.text() if title else "").split()) or first,
        metadata={"language": language.split("-")[0].lower()} if language else {},
    )


def _decoded(raw: bytes, source: str) -> str:
    declared = _CHARSET.search(raw[:2048])
    encoding = declared.group(1).decode("ascii") if declared else "utf-8-sig"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    try:
        text = raw.decode(encoding)
        text.encode()  # UTF-7 and others give halves of surrogate pairs
        return text
    except (UnicodeError, LookupError) as error:
        raise DocumentError(
            source, f"is not {encoding} ({error}). Save it as UTF-8 or declare its charset."
        ) from error


class _Page:
    """Walks the elements in order; `_buffer` holds the text of the block being read."""

    def __init__(self, forms: frozenset[int]) -> None:
        self._forms = forms
        self.built = TextBuilder()
        self._buffer: list[str] = []
        self._outer: list[str] = []  # open lists, tables and preformatted blocks
        self._cells = 0

    def read(self, root: Any) -> None:
        # An explicit stack, so that no depth of nesting exhausts Python's.
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node.tag)
            elif node.tag == "-text":
                self._write(node.text_content or "")
            elif is_element(node) and not unread(node, self._forms):
                self._enter(node.tag)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(list(node.iter(True))))
        self._flush("paragraph")

    def _write(self, text: str) -> None:
        if self._outer and self._outer[-1] == "pre":
            self._buffer.append(text)
        elif text.strip():
            start = " " if text[0].isspace() else ""
            end = " " if text[-1].isspace() else ""
            self._buffer.append(start + " ".join(text.split()) + end)
        elif text:
            self._buffer.append(" ")

    def _enter(self, tag: str) -> None:
        if tag in _OUTER:
            if not self._outer:
                self._flush("paragraph")
            self._outer.append(tag)
        elif tag == "li":
            self._buffer.append("\n" + "  " * max(0, len(self._outer) - 1) + "- ")
        elif tag == "tr":
            self._buffer.append("\n")
            self._cells = 0
        elif tag in ("td", "th"):
            self._buffer.append(" | " if self._cells else "")
            self._cells += 1
        elif tag == "br":
            self._buffer.append("\n")
        elif tag not in _INLINE and not self._outer:
            self._flush("paragraph")

    def _leave(self, tag: str) -> None:
        if tag in _OUTER:
            self._outer.pop()
            if not self._outer:
                self._flush(_OUTER[tag])
        elif tag in _HEADINGS and not self._outer:
            text = "".join(self._buffer)
            self._buffer.clear()
            self.built.heading(int(tag[1]), text)
        elif tag not in _INLINE and not self._outer:
            self._flush("paragraph")
        elif self._outer and tag in ("p", "div"):
            self._buffer.append(" ")

    def _flush(self, kind: BlockKind) -> None:
        text = "".join(self._buffer)
        self._buffer.clear()
        if kind != "code":
            lines = (re.sub(r"(?<=\S)[^\S\n]+", " ", line).rstrip() for line in text.split("\n"))
            text = "\n".join(line for line in lines if line.strip(" -|"))
        self.built.add(kind, text.strip("\n"))
