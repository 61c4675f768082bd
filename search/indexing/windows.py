"""Text too long for one chunk, cut into windows of equal length that share their edges.

Equal and overlapping, because a short rest is embedded poorly and an answer that stands at a cut
would be whole in neither piece: worth 1 to 2 points of nDCG on MTRAG (`benchmarks/RESULTS.md`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.documents.document import Block
from search.embedding.embedder import TokenSpans
from search.grounding.sentences import sentences

# Tokens that two neighbouring windows share, and the most that this may be of a small window.
OVERLAP = 50
OVERLAP_SHARE = 0.25
# Of the shared tokens, how far a cut may move to a better place. More evens the windows less: on
# MTRAG half of the overlap loses what equal windows gain.
SLACK_SHARE = 0.25
# An end that would tear something may move back until this share of the window is left.
LEAST_SHARE = 0.5
# Kinds of block that are understood as a whole, and made of lines.
_WHOLE = frozenset({"list", "table", "code"})
# Scripts without spaces between words (as in `search.text.tokens`): any sign may begin a piece.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")

# How good a cut is: before a block, a sentence (of a long list or table: a line), a word; before
# a line or a word of a list, table or code block that would fit whole; inside a word; inside a
# character.
_BLOCK, _SENTENCE, _WORD, _LINE, _TORN, _LETTER, _NEVER = 5, 4, 3, 2, 1, 0, -1


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens of neighbouring blocks, and how good it is to cut before each.

    `tokens` are [start, end) in the document's text.
    """

    tokens: Sequence[tuple[int, int]]
    qualities: Sequence[int]

    @classmethod
    def of(cls, text: str, blocks: Sequence[Block], spans: TokenSpans, room: int) -> Stretch:
        """From the first block to the last; a list or table of at most `room` tokens fits whole."""
        first, end = blocks[0].start, blocks[-1].end
        tokens = [(first + a, first + b) for a, b in spans(text[first:end]) if b > a]
        return cls(tokens, _qualities(text, blocks, tokens, room))

    def windows(self, room: int, *, overlap: int = OVERLAP) -> Iterator[tuple[int, int]]:
        """Where windows of at most `room` tokens stand that together cover every token.

        White space may end them.
        """
        small = int(room * OVERLAP_SHARE)
        shared, slack = min(overlap, small), int(min(OVERLAP, small) * SLACK_SHARE)
        first = end = 0
        total = len(self.tokens)
        while total - first > room:
            parts = math.ceil((total - first - shared) / (room - shared))
            length = math.ceil((total - first - shared) / parts) + shared
            least = max(end + 1, first + int(length * LEAST_SHARE))
            end = self._cut(first + length, slack, least, min(first + room, total - 1))
            # To the next token: accents and the like may belong to none.
            yield self.tokens[first][0], self.tokens[end][0]
            # Without overlap the only way to lose nothing is to go on where the last one ended.
            first = self._cut(end - shared, slack, first + 1, end) if shared else end
        yield self.tokens[first][0], self.tokens[-1][1]

    def _cut(self, wanted: int, slack: int, least: int, most: int) -> int:
        """The best cut near `wanted`, or the nearest that tears nothing, or one that tears."""
        possible = [cut for cut in range(least, most + 1) if self.qualities[cut] > _NEVER]
        near = [cut for cut in possible if abs(cut - wanted) <= slack]
        whole = [cut for cut in possible if self.qualities[cut] > _LINE]
        if whole and not any(self.qualities[cut] > _LINE for cut in near):
            return min(whole, key=lambda cut: abs(cut - wanted))
        best = max(near or possible, key=lambda c: (self.qualities[c], -abs(c - wanted)), default=0)
        return best or most


def _qualities(
    text: str, blocks: Sequence[Block], tokens: Sequence[tuple[int, int]], room: int
) -> list[int]:
    starts = [start for start, _ in tokens]
    found = [_letter_quality(text, tokens, cut) for cut in range(len(tokens))]

    def raise_to(position: int, quality: int) -> None:
        cut = bisect_left(starts, position)
        if cut < len(found) and found[cut] > _NEVER:
            found[cut] = max(found[cut], quality)

    for block in blocks:
        own = text[block.start : block.end]
        inside = range(bisect_right(starts, block.start), bisect_left(starts, block.end))
        if block.kind in _WHOLE:
            fits = len(inside) < room
            for cut in inside if fits else ():
                found[cut] = min(found[cut], _TORN)
            for line in re.finditer("\n", own):
                raise_to(block.start + line.end(), _LINE if fits else _SENTENCE)
        else:
            # Lines of running text may be wrapped anywhere; only stops end its sentences.
            for sentence in sentences(own.replace("\n", " ")):
                raise_to(block.start + sentence.start, _SENTENCE)
        raise_to(block.start, _BLOCK)
    return found


def _letter_quality(text: str, tokens: Sequence[tuple[int, int]], cut: int) -> int:
    start = tokens[cut][0]
    if cut and tokens[cut - 1][1] > start:
        return _NEVER
    pair = text[start - 1 : start + 1] if start else ""
    joined = len(pair) == 2 and pair.isalnum() and not _UNSPACED.search(pair)
    return _LETTER if joined else _WORD
