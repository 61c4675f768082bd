"""How well a passage backs a sentence, from their words alone, as a calibrated probability."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

from search.grounding.common_subsequence import common_subsequence
from search.grounding.evidence import Evidence, Window
from search.grounding.terms import content_stems, speaker_words, stems
from search.grounding.verdict import Support
from search.grounding.weights import SENTENCE

_LIKELIEST = 4  # passages that are compared closely
_CLOSEST = 3  # windows that are compared word by word


class SentenceFeatures(NamedTuple):
    """Of one sentence against one passage: shares are 0-1, counts are logarithms.

    `content` and `words`: share of its content words, and of all its words, that the passage has;
    `order`: longest common subsequence with the closest window, as share of its words;
    `novel`: log(1 + content words that the passage lacks); `speaker`: log(1 + words in which the
    writer speaks of himself and the passage does not); `question`: 1.0 if it asks.
    """

    content: float
    words: float
    order: float
    novel: float
    speaker: float
    question: float


_WEIGHTS = tuple(SENTENCE[name] for name in SentenceFeatures._fields)


def probability(features: SentenceFeatures) -> float:
    """The logistic model of `search.grounding.weights`."""
    total = SENTENCE["intercept"] + sum(map(mul, _WEIGHTS, features))
    return 1.0 / (1.0 + math.exp(-total))


def best_support(sentence: str, evidence: Sequence[Evidence]) -> Support | None:
    """The passage, and the place in it, that back `sentence` best; None where it has no words."""
    best: Support | None = None
    for index in _likeliest(sentence, evidence):
        found = compare(sentence, evidence[index], at_least=best.score if best else 0.0)
        if found is None:
            continue
        features, window = found
        score = probability(features)
        if best is None or (score, -index) > (best.score, -best.passage):
            best = Support(score, index, window.start, window.end)
    return best


def other_supports(sentence: str, evidence: Sequence[Evidence], beside: int) -> list[Support]:
    """The likeliest passages other than number `beside`, the best first, each at its best place."""
    found = [
        Support(probability(features), index, window.start, window.end)
        for index in _likeliest(sentence, evidence)
        if index != beside and (compared := compare(sentence, evidence[index])) is not None
        for features, window in [compared]
    ]
    return sorted(found, key=lambda support: (-support.score, support.passage))


def _likeliest(sentence: str, evidence: Sequence[Evidence]) -> list[int]:
    """The passages that share most words with `sentence`, those with most of them first."""
    words = set(stems(sentence))
    shared = [len(words & passage.vocabulary) for passage in evidence]
    return heapq.nlargest(_LIKELIEST, range(len(evidence)), key=lambda i: (shared[i], -i))


def compare(
    sentence: str, passage: Evidence, at_least: float = 0.0
) -> tuple[SentenceFeatures, Window] | None:
    """The features of `sentence` against `passage`, and the window closest to it.

    None where there is nothing to compare, and where the passage cannot reach the probability
    `at_least`: no window has more of the words in order than the passage has at all, so most
    passages are ruled out before their windows are read.
    """
    words = stems(sentence)
    if not words:
        return None
    known = _known(words, passage.vocabulary) / len(words)
    content = frozenset(content_stems(sentence, passage.language))
    shared = len(content & passage.content)
    features = SentenceFeatures(
        content=shared / max(1, len(content)),
        words=known,
        order=known,
        novel=math.log1p(len(content) - shared),
        speaker=math.log1p(len(speaker_words(sentence) - passage.speaker)),
        question=1.0 if sentence.rstrip().endswith("?") else 0.0,
    )
    if probability(features) < at_least or not passage.windows:
        return None
    order, window = _closest(words, passage.windows)
    return features._replace(order=order / len(words)), window


def _closest(words: Sequence[str], windows: Sequence[Window]) -> tuple[int, Window]:
    """How many of `words` the closest of `windows` has in order, and that window.

    Only those that share most of the words are read word by word, and of them only those that
    could have more than the one before.
    """
    vocabulary = set(words)
    # Of those that share as many the shortest, of those as short the first.
    ranked = sorted(
        (-len(vocabulary & window.vocabulary), len(window.words), number)
        for number, window in enumerate(windows)
    )
    found = -1, windows[0]
    for *_, number in ranked[:_CLOSEST]:
        window = windows[number]
        if _known(words, window.vocabulary) > found[0]:
            order = common_subsequence(words, window.words)
            found = (order, window) if order > found[0] else found
    return found


def _known(words: Sequence[str], vocabulary: frozenset[str]) -> int:
    return sum(map(vocabulary.__contains__, words))
