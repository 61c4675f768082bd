"""Verification of a reply against the passages it was written from; pure, no model."""

from __future__ import annotations

from collections.abc import Sequence

from search.citations import marks, without_marks, without_source_list
from search.grounding.sentences import Sentence, sentences
from search.grounding.support import Evidence, best_support
from search.grounding.verdict import Support, Verdict, Verification


def verify(reply: str, passages: Sequence[str], *, floor: float) -> Verification:
    """Judge each sentence of `reply`; the text that comes back holds the supported ones only.

    Args:
        passages: the texts that the prompt showed, in their numbered order.
        floor: lowest support score that goes out (`search.options.LEVELS`).
    """
    body = without_source_list(reply)
    evidence = [Evidence.of(text) for text in passages]
    verdicts = tuple(_judge(sentence, evidence, floor) for sentence in sentences(body))
    kept = [verdict for verdict in verdicts if verdict.supported]
    text = " ".join(verdict.text for verdict in kept)
    return Verification(text, verdicts, min((verdict.score for verdict in kept), default=0.0))


def _judge(sentence: Sentence, evidence: Sequence[Evidence], floor: float) -> Verdict:
    text = without_marks(sentence.text).strip()
    cited = {number for mark in marks(sentence.text) for number in mark.numbers}
    if any(not 1 <= number <= len(evidence) for number in cited):
        return _refuse(sentence, text, "invented_citation", None)
    support = best_support(text, evidence)
    if support is None or support.score < floor:
        return _refuse(sentence, text, "unsupported", support)
    return Verdict(text, sentence.start, sentence.end, True, "supported", support=support)


def _refuse(sentence: Sentence, text: str, reason: str, support: Support | None) -> Verdict:
    return Verdict(text, sentence.start, sentence.end, False, reason, support=support)  # type: ignore[arg-type]
