"""How well a passage backs a sentence: a score from their words, calibrated to a probability."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from search.grounding.sentences import Sentence, sentences
from search.grounding.terms import all_stems, content_stems
from search.grounding.verdict import Support


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage made ready for comparison: its sentences and their stems, computed once."""

    text: str
    sentences: tuple[Sentence, ...]
    sentence_stems: tuple[frozenset[str], ...]
    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, text: str) -> Evidence:
        """Read a passage."""
        parts = sentences(text)
        words = all_stems(text)
        return cls(
            text,
            parts,
            tuple(frozenset(content_stems(part.text)) for part in parts),
            frozenset(content_stems(text)),
            frozenset(itertools.pairwise(words)),
        )


def best_support(sentence: str, evidence: Sequence[Evidence]) -> Support | None:
    """The passage and the sentence in it that back `sentence` best; None without any overlap."""
    stems = set(content_stems(sentence))
    words = all_stems(sentence)
    pairs = set(itertools.pairwise(words))
    best: Support | None = None
    for index, passage in enumerate(evidence):
        score = _score(stems, pairs, passage)
        if score > 0.0 and (best is None or score > best.score):
            place = _best_sentence(stems, passage)
            if place is not None:
                best = Support(score, index, place.start, place.end)
    return best


def _score(stems: set[str], pairs: set[tuple[str, str]], passage: Evidence) -> float:
    if not stems:
        return 0.0
    whole = len(stems & passage.stems) / len(stems)
    near = max((len(stems & found) / len(stems) for found in passage.sentence_stems), default=0.0)
    bigrams = len(pairs & passage.pairs) / len(pairs) if pairs else 0.0
    return 1.0 / (1.0 + math.exp(-(6.0 * whole + 3.0 * near + 2.0 * bigrams - 6.0)))


def _best_sentence(stems: set[str], passage: Evidence) -> Sentence | None:
    ranked = max(
        range(len(passage.sentences)),
        key=lambda i: (len(stems & passage.sentence_stems[i]), -len(passage.sentence_stems[i])),
        default=None,
    )
    return None if ranked is None else passage.sentences[ranked]
