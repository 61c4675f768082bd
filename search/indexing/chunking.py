"""Documents to chunks: what stands under one heading, cut at the embedder's token limit."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search.documents.document import Block, Document
from search.embedding.embedder import TokenSpans
from search.embedding.encoder import TokenCounts
from search.indexing.windows import OVERLAP, Stretch

# [CLS] and [SEP], or their like.
SPECIAL_TOKENS = 2
# The heading path may take at most this share of the limit, or the text itself gets too little.
CONTEXT_SHARE = 0.25
CERTAIN = 0.8


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document's text, and the `context` put before it when it is embedded.

    `tokens` is what the embedder reads, context and special tokens included, to within one a block.
    """

    id: str
    text: str
    context: str
    start: int
    end: int
    headings: tuple[str, ...] = ()
    page: int | None = None
    lines: tuple[int, int] | None = None
    answer: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    tokens: int = 0

    @property
    def embedded(self) -> str:
        """What is embedded and indexed by words."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands before a chunk's text when it is embedded, and its tokens."""

    text: str
    tokens: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk to be: [start, end) of the document, the block it begins in, its own tokens."""

    start: int
    end: int
    block: Block
    tokens: int
    context: _Context


@dataclass(frozen=True, slots=True)
class Chunker:
    """Cuts documents so that every chunk's `embedded` text has at most `max_tokens` tokens."""

    max_tokens: int
    count: TokenCounts
    spans: TokenSpans

    def chunks(self, document: Document) -> list[Chunk]:
        """The chunks of `document` in order; each is `document.text[start:end]`.

        They never cross a heading, a page or a record. What is longer than one chunk is cut into
        overlapping windows (`search.indexing.windows`); a table into runs of rows, its first row
        repeated in what is embedded of the others.
        """
        sizes = self.count([document.text[b.start : b.end] for b in document.blocks])
        line_starts = _line_starts(document.text) if document.numbered else []
        contexts: dict[tuple[str, ...], _Context] = {}
        seen: dict[str, int] = {}
        chunks = []
        for blocks, amounts in _sections(document.blocks, sizes):
            for piece in self._pieces(document, blocks, amounts, contexts):
                block, context = piece.block, piece.context
                text = document.text[piece.start : piece.end]
                lines = block.lines or _lines(line_starts, piece.start, piece.end)
                identity = _identity(document.source, context.text, text, seen)
                tokens = piece.tokens + context.tokens + SPECIAL_TOKENS
                chunks.append(
                    Chunk(
                        identity, text, context.text, piece.start, piece.end, block.headings,
                        block.page, lines, block.answer, block.metadata, tokens,
                    )
                )  # fmt: skip
        return chunks

    def _pieces(
        self,
        document: Document,
        blocks: Sequence[Block],
        amounts: Sequence[int],
        contexts: dict[tuple[str, ...], _Context],
    ) -> Iterator[_Piece]:
        """A section in one piece where it fits, or else in several."""
        first = self._context(_path(document, blocks[0], inside=True), contexts)
        later = self._context(_path(document, blocks[0]), contexts)
        room = self.max_tokens - SPECIAL_TOKENS - first.tokens
        start, end = blocks[0].start, blocks[-1].end
        # The line break between two blocks is a token to some tokenizers.
        tokens = sum(amounts) + len(amounts)
        # Tokens of blocks add up but for the borders between them; near the limit that is counted.
        if tokens <= CERTAIN * room or self.count([document.text[start:end]])[0] <= room:
            yield _Piece(start, end, blocks[0], tokens, first)
            return
        room = self.max_tokens - SPECIAL_TOKENS - max(first.tokens, later.tokens)
        for run in _runs(blocks, amounts, room):
            header = later
            if run[0].kind == "table" and len(run) == 1:
                header = self._with_header(document.text, run[0], later)
            left = room - (header.tokens - later.tokens)
            for begin, stop, size in self._windows(document.text, run, left, header is later):
                block = next(b for b in reversed(run) if b.start <= begin)
                context = first if begin == start else later if begin == run[0].start else header
                yield _Piece(begin, stop, block, size, context)

    def _windows(
        self, text: str, blocks: Sequence[Block], room: int, overlapping: bool
    ) -> Iterator[tuple[int, int, int]]:
        """Where the windows of `blocks` begin and end, and their tokens: at most `room`."""
        stretch = Stretch.of(text, blocks, self.spans, room)
        overlap = OVERLAP if overlapping else 0
        limit = room
        while True:
            places = list(stretch.windows(limit, overlap=overlap))
            places[0] = (blocks[0].start, places[0][1])
            places[-1] = (places[-1][0], blocks[-1].end)
            places = [(begin, begin + len(text[begin:end].rstrip())) for begin, end in places]
            sizes = self.count([text[begin:end] for begin, end in places])
            if max(sizes) <= room or limit <= 1:
                break
            # A part of a word can be more tokens alone than it was in the word.
            limit = max(1, limit - (max(sizes) - room))
        for (begin, end), size in zip(places, sizes, strict=True):
            yield begin, end, size

    def _with_header(self, text: str, table: Block, context: _Context) -> _Context:
        """The context with the table's first row, where that leaves room for the others."""
        header = text[table.start : table.end].partition("\n")[0].strip()
        tokens = self.count([header])[0]
        if not header or tokens > self.max_tokens * CONTEXT_SHARE:
            return context
        return _Context(f"{context.text}\n{header}".strip(), context.tokens + tokens)

    def _context(self, path: tuple[str, ...], known: dict[tuple[str, ...], _Context]) -> _Context:
        """The path as one line; cut to its share of the limit."""
        if path not in known:
            text = " > ".join(path)
            tokens = self.count([text])[0]
            limit = int(self.max_tokens * CONTEXT_SHARE)
            left = path
            while left and tokens > limit:
                # The innermost heading says most; a single one that is too long is cut.
                left = left[1:]
                text = " > ".join(left) or text[: self.spans(text)[limit - 1][1]]
                tokens = self.count([text])[0]
            known[path] = _Context(text, tokens)
        return known[path]


def _path(document: Document, block: Block, *, inside: bool = False) -> tuple[str, ...]:
    """What stands above a chunk: title and headings; `inside`, but not one that it begins with."""
    path = block.headings[:-1] if inside and block.kind == "heading" else block.headings
    known = not document.title or document.title in block.headings
    return path if known else (document.title, *path)


def _runs(blocks: Sequence[Block], sizes: Sequence[int], room: int) -> Iterator[Sequence[Block]]:
    """Blocks to cut together; a table that is longer than `room` stands alone."""
    run: list[Block] = []
    for block, size in zip(blocks, sizes, strict=True):
        if block.kind == "table" and size > room:
            if run:
                yield run
            yield [block]
            run = []
        else:
            run.append(block)
    if run:
        yield run


def _sections(
    blocks: Sequence[Block], sizes: Sequence[int]
) -> Iterator[tuple[list[Block], list[int]]]:
    """Neighbouring blocks that may share a chunk: same headings, same page, no record."""
    section: list[Block] = []
    amounts: list[int] = []
    for block, size in zip(blocks, sizes, strict=True):
        alone = block.kind == "record" or (section and section[-1].kind == "record")
        apart = section and (block.headings, block.page) != (section[0].headings, section[0].page)
        if section and (alone or apart):
            yield section, amounts
            section, amounts = [], []
        section.append(block)
        amounts.append(size)
    if section:
        yield section, amounts


def _identity(source: str, context: str, text: str, seen: dict[str, int]) -> str:
    """16 hex digits; stable while the chunk's own text, place in the outline and source are."""
    content = f"{source}\0{context}\0{text}"
    nth = seen[content] = seen.get(content, -1) + 1
    return hashlib.blake2b(f"{content}\0{nth}".encode(), digest_size=8).hexdigest()


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def _lines(line_starts: Sequence[int], start: int, end: int) -> tuple[int, int] | None:
    if not line_starts:
        return None
    return bisect_right(line_starts, start), bisect_right(line_starts, max(start, end - 1))
