"""Documents to chunks: whole blocks under one heading, packed up to the embedder's token limit."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search.chunk_splitting import SplitText
from search.documents.document import Block, Document
from search.embedding.encoder import TokenCounts

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
class Chunker:
    """Cuts documents so that every chunk's `embedded` text has at most `max_tokens` tokens."""

    max_tokens: int
    count: TokenCounts
    split: SplitText

    def chunks(self, document: Document) -> list[Chunk]:
        """The chunks of `document` in order; each is `document.text[start:end]`."""
        sizes = self.count([document.text[b.start : b.end] for b in document.blocks])
        line_starts = _line_starts(document.text) if document.numbered else []
        contexts: dict[tuple[str, ...], tuple[str, int]] = {}
        seen: dict[str, int] = {}
        chunks = []
        for blocks, amounts in _sections(document.blocks, sizes):
            path = self._path(document, blocks[0])
            if path not in contexts:
                contexts[path] = self._context(path)
            context, taken = contexts[path]
            room = self.max_tokens - SPECIAL_TOKENS - taken
            for start, end, block, size in self._spans(document.text, blocks, amounts, room):
                text = document.text[start:end]
                lines = block.lines or _lines(line_starts, start, end)
                identity = _identity(document.source, context, text, seen)
                chunks.append(
                    Chunk(
                        identity, text, context, start, end, block.headings, block.page,
                        lines, block.answer, block.metadata, size + taken + SPECIAL_TOKENS,
                    )
                )  # fmt: skip
        return chunks

    @staticmethod
    def _path(document: Document, first: Block) -> tuple[str, ...]:
        """What stands above a chunk: title and headings, but not one that it begins with."""
        path = first.headings[:-1] if first.kind == "heading" else first.headings
        known = not document.title or document.title in first.headings
        return path if known else (document.title, *path)

    def _context(self, path: tuple[str, ...]) -> tuple[str, int]:
        """The path as one line, and its tokens; cut to its share of the limit."""
        context = " > ".join(path)
        tokens = self.count([context])[0]
        limit = int(self.max_tokens * CONTEXT_SHARE)
        while path and tokens > limit:
            # The innermost heading says most; a single one that is too long is cut.
            path = path[1:]
            context = " > ".join(path) or next(self.split(context, 0, len(context), limit))[2]
            tokens = self.count([context])[0]
        return context, tokens

    def _spans(
        self, text: str, blocks: Sequence[Block], sizes: Sequence[int], room: int
    ) -> Iterator[tuple[int, int, Block, int]]:
        """Runs of whole blocks of at most `room` tokens; a longer block in pieces of its own."""
        run: list[Block] = []
        used = 0
        for block, size in zip(blocks, sizes, strict=True):
            # The line break between two blocks is a token to some tokenizers.
            if run and used + size + 1 > room:
                yield from self._fitted(text, run, used, room)
                run, used = [], 0
            run.append(block)
            used += size + 1
        if run:
            yield from self._fitted(text, run, used, room)

    def _fitted(
        self, text: str, run: Sequence[Block], tokens: int, room: int
    ) -> Iterator[tuple[int, int, Block, int]]:
        """The run as one span, or in pieces; `tokens` is the sum over its blocks."""
        start, end = run[0].start, run[-1].end
        # Tokens of blocks add up but for the borders between them; near the limit that is counted.
        if tokens <= CERTAIN * room or self.count([text[start:end]])[0] <= room:
            yield start, end, run[0], tokens
            return
        for begin, stop, piece in self.split(text, start, end, room):
            yield begin, stop, run[0], self.count([piece])[0]


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
