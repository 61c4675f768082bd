"""Hits whose passages share text, as windows of one long section do, made one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from search.passage import Hit, Passage

# Between the ids of the passages that one was joined from, in the order of their text.
JOINED = "+"


def joined_overlaps(hits: Iterable[Hit], k: int) -> tuple[Hit, ...]:
    """The k best hits of `hits` (best first), none of which repeats text of another.

    A hit that overlaps better ones gives them its text and loses its own place; the joined
    passage is still exactly what its document says at [start, end).
    """
    found: list[Hit] = []
    for hit in hits:
        same = [n for n, other in enumerate(found) if _overlap(other.passage, hit.passage)]
        if not same:
            if len(found) == k:
                break
            found.append(hit)
            continue
        passage = hit.passage
        for number in same:
            passage = _joined(found[number].passage, passage)
        found[same[0]] = replace(found[same[0]], passage=passage)
        # It may have bridged two that did not touch before.
        for number in reversed(same[1:]):
            del found[number]
    return tuple(found)


def _overlap(one: Passage, other: Passage) -> bool:
    same = (one.source, one.headings, one.page) == (other.source, other.headings, other.page)
    return same and one.start < other.end and other.start < one.end


def _joined(one: Passage, other: Passage) -> Passage:
    first, second = sorted((one, other), key=lambda passage: (passage.start, passage.end))
    lines = [passage.lines for passage in (first, second) if passage.lines]
    return replace(
        first,
        id=f"{first.id}{JOINED}{second.id}",
        text=first.text + second.text[max(0, first.end - second.start) :],
        end=max(first.end, second.end),
        lines=(min(a for a, _ in lines), max(b for _, b in lines)) if lines else None,
        also_in=tuple(source for source in first.also_in if source in second.also_in),
    )
