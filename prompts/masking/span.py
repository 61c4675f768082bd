"""A stretch of text that must not leave, and the name its token gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a text; `name` is the token's name, in capitals.

    `rank` decides which name survives when spans overlap: the lower wins.
    """

    start: int
    end: int
    name: str
    rank: int = 0


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of overlapping spans, in order: nothing that any of them covers is uncovered.

    >>> merged([Span(0, 4, "NUMBER", 2), Span(2, 8, "STREET", 0)])
    [Span(start=0, end=8, name='STREET', rank=0)]
    """
    union: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.rank, s.name)):
        if union and span.start < union[-1].end:
            last = union[-1]
            name, rank = min((last.rank, last.name), (span.rank, span.name))[::-1]
            union[-1] = Span(last.start, max(last.end, span.end), name, rank)
        else:
            union.append(span)
    return union
