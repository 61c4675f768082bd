"""Does the knowledge base answer this at all? Decided from the hits, before any model is asked."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from search.answering.closed_question import is_closed
from search.answering.document_lead import document_lead
from search.answering.passage_evidence import evidence_of
from search.answering.question import answers_kind, kind_of
from search.grounding.terms import content_stems
from search.passage import Hit, Passage

Vectors = npt.NDArray[np.floating[Any]]
# Texts to vectors of length 1, shape (texts, dimensions).
Embed = Callable[[Sequence[str]], Vectors]

# Answers 95 % or more of the answerable questions of each of the three sources below.
THRESHOLD: Final = 0.14
# Fitted by `benchmarks.refusal_fit` on ClapNQ and MTRAG (both Apache-2.0) and CLINC150 (CC BY 3.0);
# MiniLM vectors. AUROC over five folds apart: ClapNQ .925, CLINC150 .979, MTRAG .870.
WEIGHTS: Final[Mapping[str, float]] = {
    "intercept": -7.297,
    "closest": 6.663,
    "crowd": 12.43,
    "sentence": 3.12,
    "passage": 3.279,
    "words": 2.101,
    "beyond_title": 3.758,
    "kind_missing": -1.015,
    "closed": -0.843,
    "document_lead": 3.458,
}
NEIGHBOURS: Final = 10
_READ = 3  # hits whose sentences are compared
_MOST_SENTENCES = 40
_SHORT = 25  # words; passages as short as questions may be utterances


@dataclass(frozen=True, slots=True)
class RelevanceFeatures:
    """Of a question and its hits; cosines unless said otherwise.

    `closest`: of the best hit. `crowd`: how far the mean of the ten best stays behind it, where
    passages are utterances, else 0 (one that belongs has several neighbours; an entry of an FAQ
    stands alone).
    `sentence`: of the best sentence of the first hits. `passage`: mean over the sentences of the
    first hit. `words`: share of the question's content words in the hit that has most of them.
    `beyond_title`: how much closer the passage is than its title alone. `kind_missing`: 1.0 where
    a date, number, place, name or reason is asked for and the best sentences have none. `closed`:
    1.0 where a yes or a no is wanted; such a question brings the words of its own answer, so that
    a passage on the topic is close to it whether or not it tells. `document_lead`: how much
    commoner the best hit's document is among the first five hits than after them.
    """

    closest: float
    crowd: float
    sentence: float
    passage: float
    words: float
    beyond_title: float
    kind_missing: float
    closed: float
    document_lead: float


@dataclass(frozen=True, slots=True)
class Relevance:
    """`score` is 0-1; `relevant` whether it reaches the threshold.

    `likeness` has the cosine of the question to each sentence that was embedded; `features` what
    the score was made of, None where there was nothing to judge.
    """

    score: float
    relevant: bool
    likeness: Mapping[str, float] = field(default_factory=dict)
    features: RelevanceFeatures | None = None


def assess(
    questions: Sequence[str],
    hits: Sequence[Hit],
    threshold: float | None = None,
    embed: Embed | None = None,
) -> Relevance:
    """Judge whether any hit can answer; no hit is never relevant.

    Args:
        questions: the message as it stands, then any wording of it with what it refers to.
        hits: best first; ten are enough.
        embed: compares sentences as well; without it the cosines of the hits stand for them.
    """
    if not hits or not questions:
        return Relevance(0.0, False)
    read = [sentence for hit in hits[:_READ] for sentence in _sentences(hit.passage)]
    closest = max(_cosines(hits))
    if embed:
        likeness = _likeness(questions, hits, read, closest, embed)
    else:
        likeness = _lexical(questions[0], hits[0].passage, read, closest)
    features = _features(questions[0], hits, likeness)
    score = probability(features)
    relevant = score >= (THRESHOLD if threshold is None else threshold)
    return Relevance(score, relevant, likeness.cosines, features)


def probability(found: RelevanceFeatures) -> float:
    """The logistic model of `WEIGHTS`."""
    names = (field.name for field in fields(found))
    total = WEIGHTS["intercept"] + sum(
        WEIGHTS[name] * value for name, value in zip(names, astuple(found), strict=True)
    )
    return 1.0 / (1.0 + math.exp(-total))


@dataclass(frozen=True, slots=True)
class _Likeness:
    sentence: float
    passage: float
    beyond_title: float
    best: tuple[str, ...]
    cosines: Mapping[str, float] = field(default_factory=dict)


def _features(question: str, hits: Sequence[Hit], likeness: _Likeness) -> RelevanceFeatures:
    first = hits[0].passage
    cosines = _cosines(hits)
    closest = max(cosines)
    asked = set(content_stems(question, evidence_of(first).language))
    kind = kind_of(question)
    wanted = kind not in ("other", "none")
    stands_in = f"{question} {first.title}"
    words = max(_share(asked, hit.passage) for hit in hits[:5])
    return RelevanceFeatures(
        closest=closest,
        crowd=sum(cosines) / len(cosines) - closest if _is_utterance(first) else 0.0,
        sentence=likeness.sentence,
        passage=likeness.passage,
        words=words,
        beyond_title=likeness.beyond_title,
        kind_missing=float(
            wanted and not any(answers_kind(kind, text, stands_in) for text in likeness.best)
        ),
        closed=float(is_closed(question)),
        # What is nearest to a question of which it has no word ("zxcv qwrt") tells nothing.
        document_lead=document_lead(hits[:NEIGHBOURS]) if words else 0.0,
    )


def _is_utterance(passage: Passage) -> bool:
    """Whether it is as short as a question, and no entry of a document or of an FAQ."""
    headed = passage.title or passage.headings or passage.answer
    return not headed and len(passage.text.split()) < _SHORT


def _cosines(hits: Sequence[Hit]) -> list[float]:
    return [hit.cosine or hit.score for hit in hits[:NEIGHBOURS]]


def _likeness(
    questions: Sequence[str],
    hits: Sequence[Hit],
    read: Sequence[str],
    closest: float,
    embed: Embed,
) -> _Likeness:
    """By the vectors of the questions, the sentences read, and the first passage and its title."""
    first = hits[0].passage
    own = len(_sentences(first))
    texts = [*questions, *read]
    if first.title:
        texts += [first.title, f"{first.title}\n{first.text}"]
    vectors = embed(texts)
    asked = vectors[: len(questions)]
    cosines = asked @ vectors[len(questions) : len(questions) + len(read)].T
    order = np.argsort(-cosines[0])[:2]
    beyond = float(asked[0] @ (vectors[-1] - vectors[-2])) if first.title else 0.0
    return _Likeness(
        float(cosines.max()) if read else closest,
        float(cosines[:, :own].mean(axis=1).max()) if own else closest,
        beyond,
        tuple(read[int(i)] for i in order),
        dict(zip(read, map(float, cosines.max(axis=0)), strict=True)),
    )


def _lexical(question: str, first: Passage, read: Sequence[str], closest: float) -> _Likeness:
    asked = set(content_stems(question, evidence_of(first).language))
    best = sorted(read, key=lambda text: -len(asked & set(content_stems(text))))
    return _Likeness(closest, closest, 0.0, tuple(best[:2]))


def _share(asked: set[str], passage: Passage) -> float:
    return len(asked & evidence_of(passage).content) / len(asked) if asked else 0.5


def _sentences(passage: Passage) -> list[str]:
    return [s.text for s in evidence_of(passage).sentences[: _MOST_SENTENCES // _READ]]
