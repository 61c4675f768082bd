"""The answer without a model: a stored answer or the best sentences, quoted exactly."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.answering.citations import Citation, cite
from search.answering.question import Kind, answers_kind, kind_of
from search.answering.quotable import Quotable, first_of, quotable_of
from search.grounding.evidence import read_evidence
from search.grounding.terms import content_stems
from search.passage import Hit

_MAX_SENTENCES = 3
_MAX_CHARACTERS = 500
_KIND_BONUS = 0.25  # for a date where one was asked for, and the like
_HIT_SHARE = 0.4  # how much the passage's own score counts beside the sentence's
_HEADED = 0.5  # of a word's weight, where it stands only in what the passage is headed by
_DANGLING = 0.5  # of the score of a sentence whose antecedent is not at hand
_LEAD = 0.1  # for the first sentence of a passage, which most often says what it is about
_WORDING = 0.75  # how much shared words count beside the cosine, where there is one
_QUESTION = 0.5  # a sentence that asks again answers nothing by itself


@dataclass(frozen=True, slots=True)
class Extract:
    """Text quoted from one passage, with the citation of that stretch; `score` is 0-1."""

    text: str
    citations: tuple[Citation, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    kind: Kind
    weights: Mapping[str, float]  # of its content stems
    likeness: Mapping[str, float]  # cosine to sentences, where they were embedded


def extract(
    question: str, hits: Sequence[Hit], likeness: Mapping[str, float] | None = None
) -> Extract | None:
    """The stretch of the hits that answers best; None where nothing of the question is found.

    The first hit with a stored answer gives that answer, as in Rasa Pro's extractive search, unless
    it gives an assistant orders. No heading is quoted, and a sentence that points back is quoted
    with the one that it points to.

    Args:
        likeness: cosines of the question to sentences (`search.answering.relevance`); only hits
            that have such sentences are then looked at.
    """
    if not hits:
        return None
    stored = hits[0].passage.answer
    if stored and read_evidence(stored).text == stored:
        return _stored(hits[0])
    read = [(hit, quotable_of(hit.passage)) for hit in hits]
    if likeness:
        read = [(hit, parts) for hit, parts in read if any(_text(p) in likeness for p in parts)]
    asked = _Question(question, kind_of(question), _rarity(question, read), likeness or {})
    found = [_best_stretch(asked, hit, parts) for hit, parts in read]
    return max((each for each in found if each), key=lambda each: each.score, default=None)


def _stored(hit: Hit) -> Extract:
    passage = hit.passage
    answer = passage.answer or ""
    start = passage.text.find(answer)
    place = (start, start + len(answer)) if start >= 0 else (0, len(passage.text))
    # Rasa's channels send what a blank line parts as messages of their own.
    shown = re.sub(r"\n(?:[ \t\r]*\n)+", "\n", answer.strip())
    return Extract(shown, (cite(passage, 1, *place),), hit.score)


def _text(part: Quotable) -> str:
    return part.sentence.text


def _rarity(question: str, read: Sequence[tuple[Hit, tuple[Quotable, ...]]]) -> Mapping[str, float]:
    """Inverse document frequency of the question's stems over the sentences of the hits."""
    asked = set(content_stems(question))
    texts = [set(content_stems(_text(part))) for _, parts in read for part in parts]
    counts = Counter(stem for stems in texts for stem in stems & asked)
    return {stem: math.log(1.0 + (len(texts) + 1) / (counts[stem] + 0.5)) for stem in asked}


def _best_stretch(asked: _Question, hit: Hit, parts: Sequence[Quotable]) -> Extract | None:
    headed = set(content_stems(" ".join((hit.passage.title, *hit.passage.headings))))
    scores = [_score(asked, part, headed) for part in parts]
    if scores and scores[0] > 0.0:
        scores[0] += _LEAD
    if not scores or max(scores) <= 0.0:
        return None
    best = max(range(len(parts)), key=lambda i: (scores[i], -i))
    start, end = _stretch(parts, best)
    score = min(1.0, scores[best]) * (1.0 - _HIT_SHARE) + hit.score * _HIT_SHARE
    return Extract(hit.passage.text[start:end], (cite(hit.passage, 1, start, end),), score)


def _stretch(parts: Sequence[Quotable], best: int) -> tuple[int, int]:
    """Where the quote around `parts[best]` begins and ends: what it points to, and what follows."""
    first, last = first_of(parts, best, _MAX_SENTENCES - 1), best

    def fits(low: int, high: int) -> bool:
        inside = low >= 0 and high < len(parts) and not (parts[low].row or parts[high].row)
        return (
            inside
            and high - low < _MAX_SENTENCES
            and parts[high].sentence.end - parts[low].sentence.start <= _MAX_CHARACTERS
        )

    while fits(first, last + 1) and parts[last + 1].follows:
        last += 1
    # A single sentence from the end of a paragraph is understood with the one before it.
    if first == last and parts[first].follows and fits(first - 1, last):
        first = first_of(parts, first - 1, 1)
    return parts[first].sentence.start, parts[last].sentence.end


def _score(asked: _Question, part: Quotable, headed: set[str]) -> float:
    """How well one sentence answers: the question's words in it or above it, and its vector."""
    text = _text(part)
    said = set(content_stems(text))
    shared = asked.weights.keys() & said
    above = (asked.weights.keys() & headed) - shared
    likeness = max(0.0, asked.likeness.get(text, 0.0))
    if not shared and not above:
        return likeness / (_WORDING + 1.0)
    total = sum(asked.weights.values()) or 1.0
    score = sum(asked.weights[stem] for stem in shared) / total
    score += _HEADED * sum(asked.weights[stem] for stem in above) / total
    if asked.likeness:
        score = (_WORDING * score + likeness) / (_WORDING + 1.0)
    if asked.kind not in ("other", "none") and answers_kind(asked.kind, text, asked.text):
        score += _KIND_BONUS
    if part.leans and not part.follows:
        score *= _DANGLING
    return score * (_QUESTION if text.endswith("?") else 1.0)
