"""Fewer passages that say the same: maximal marginal relevance over the words they share."""

from __future__ import annotations

from collections.abc import Sequence, Set

from search.passage import Hit
from search.text.function_words import FUNCTION_WORDS
from search.text.language import detect_language
from search.text.tokens import terms


def diversified(hits: Sequence[Hit], k: int, *, penalty: float) -> tuple[Hit, ...]:
    """The k hits that are relevant and unlike those already chosen.

    Each step takes the hit with the largest score · (1 - penalty · s), where s is the largest
    share of words (Jaccard) that it has in common with a chosen one; after Carbonell and
    Goldstein, 1998. Words, not vectors, so that it works with every vector store.

    Args:
        penalty: 0 keeps the order, 1 never repeats a text.
    """
    left = [(hit, _content(hit.passage.text)) for hit in hits]
    chosen: list[tuple[Hit, Set[str]]] = []
    while left and len(chosen) < k:
        worth = [
            hit.score
            * (1 - penalty * max((_overlap(words, other) for _, other in chosen), default=0))
            for hit, words in left
        ]
        chosen.append(left.pop(worth.index(max(worth))))
    return tuple(hit for hit, _ in chosen)


def _content(text: str) -> Set[str]:
    ignored = FUNCTION_WORDS.get(detect_language(text) or "", frozenset())
    return frozenset(terms(text)) - ignored


def _overlap(first: Set[str], second: Set[str]) -> float:
    return len(first & second) / max(len(first | second), 1)
