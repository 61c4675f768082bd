"""The answer without a model: a stored answer or the best sentences, quoted exactly."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.citations import Citation, cite
from search.grounding.sentences import Sentence
from search.grounding.terms import content_stems
from search.passage import Hit
from search.passage_evidence import evidence_of
from search.question import Kind, answers_kind, kind_of

_MAX_SENTENCES = 3
_MAX_CHARACTERS = 500
_KIND_BONUS = 0.25  # for a date where one was asked for, and the like
_HIT_SHARE = 0.5  # how much the passage's own score counts beside the sentence's


@dataclass(frozen=True, slots=True)
class Extract:
    """Text quoted from one passage, with the citation of that stretch; `score` is 0-1."""

    text: str
    citations: tuple[Citation, ...]
    score: float


def extract(question: str, hits: Sequence[Hit]) -> Extract | None:
    """The stretch of the hits that answers best; None where nothing of the question is found.

    The first hit with a stored answer gives that answer, as in Rasa Pro's extractive search.
    """
    if not hits:
        return None
    if hits[0].passage.answer:
        return _stored(hits[0])
    asked = set(content_stems(question))
    kind = kind_of(question)
    read = [(hit, evidence_of(hit.passage).sentences) for hit in hits]
    weights = _rarity(asked, read)
    found = [_best_stretch(question, weights, kind, hit, parts) for hit, parts in read]
    return max((each for each in found if each), key=lambda each: each.score, default=None)


def _stored(hit: Hit) -> Extract:
    passage = hit.passage
    answer = passage.answer or ""
    start = passage.text.find(answer)
    place = (start, start + len(answer)) if start >= 0 else (0, len(passage.text))
    return Extract(answer, (cite(passage, 1, *place),), hit.score)


def _rarity(
    asked: set[str], read: Sequence[tuple[Hit, tuple[Sentence, ...]]]
) -> Mapping[str, float]:
    """Inverse document frequency of the question's stems over the sentences of the hits."""
    texts = [set(content_stems(part.text)) for _, parts in read for part in parts]
    counts = Counter(stem for stems in texts for stem in stems & asked)
    return {stem: math.log(1.0 + (len(texts) + 1) / (counts[stem] + 0.5)) for stem in asked}


def _best_stretch(
    question: str,
    weights: Mapping[str, float],
    kind: Kind,
    hit: Hit,
    parts: Sequence[Sentence],
) -> Extract | None:
    total = sum(weights.values()) or 1.0
    scores: list[float] = []
    for part in parts:
        shared = weights.keys() & set(content_stems(part.text))
        score = sum(weights[stem] for stem in shared) / total
        if shared and kind not in ("other", "none") and answers_kind(kind, part.text, question):
            score += _KIND_BONUS
        # A heading that repeats the question answers nothing by itself.
        scores.append(score * (0.5 if part.text.endswith("?") else 1.0))
    if not scores or max(scores) <= 0.0:
        return None
    first = max(range(len(parts)), key=lambda i: (scores[i], -i))
    last = first
    while (
        last + 1 < len(parts)
        and last + 1 - first < _MAX_SENTENCES
        and parts[last + 1].end - parts[first].start <= _MAX_CHARACTERS
        and _adjoin(hit.passage.text[parts[last].end : parts[last + 1].start])
    ):
        last += 1
    start, end = parts[first].start, parts[last].end
    score = min(1.0, scores[first]) * (1.0 - _HIT_SHARE) + hit.score * _HIT_SHARE
    return Extract(hit.passage.text[start:end], (cite(hit.passage, 1, start, end),), score)


def _adjoin(gap: str) -> bool:
    """Whether only white space without a blank line parts two sentences."""
    return not gap.strip("\n \t-*") and "\n\n" not in gap
