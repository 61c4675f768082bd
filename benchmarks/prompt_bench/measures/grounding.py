"""Grounded, cited, refused: the server's own verification of a search answer."""

from __future__ import annotations

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.outcome import Outcome
from benchmarks.prompt_bench.verification import verified
from search.answering.citations import marks
from search.answering.search_prompt import NO_ANSWER_TOKEN
from search.grounding.abstention import abstains
from search.grounding.sentences import sentences
from search.grounding.verdict import Verification


def grounded(case: Case, outcome: Outcome) -> float | None:
    """Share of the sentences of what the model said that a passage backs."""
    verification = _verified(case, outcome)
    if verification is None:
        return None
    stated = [v for v in verification.verdicts if v.reason not in ("abstention", "empty")]
    return sum(v.supported for v in stated) / len(stated) if stated else None


def citation_precision(case: Case, outcome: Outcome) -> float | None:
    """Share of the answer's own citations whose passage is the one that backs the sentence."""
    right, cited, _ = _citations(case, outcome)
    return right / cited if cited else None


def citation_recall(case: Case, outcome: Outcome) -> float | None:
    """Share of the stated sentences that carry a citation which backs them.

    None for answers without any citation marks: the server puts its own.
    """
    right, cited, stated = _citations(case, outcome)
    return min(1.0, right / stated) if cited and stated else None


def refused(case: Case, outcome: Outcome) -> bool:
    """Whether the reply says that it has no answer: in at least half of its sentences.

    Against MTRAG's own judgement of 960 answers: 186 of 189 refusals found, none of 619 answers
    taken for one (`benchmarks/RESULTS.md`).
    """
    said = outcome.candidate or outcome.text
    if outcome.reason in ("model_abstained", "not_relevant") or NO_ANSWER_TOKEN in said:
        return True
    parts = sentences(said)
    return bool(parts) and 2 * sum(abstains(part.text) for part in parts) >= len(parts)


def refusal_right(case: Case, outcome: Outcome) -> float | None:
    """On unanswerable questions: whether the reply says so."""
    if case.answerable is not False or outcome.missing:
        return None
    return float(refused(case, outcome))


def answered_right(case: Case, outcome: Outcome) -> float | None:
    """On answerable questions: whether the reply tries an answer."""
    if case.answerable is not True or outcome.missing:
        return None
    return float(not refused(case, outcome))


def _verified(case: Case, outcome: Outcome) -> Verification | None:
    if not outcome.candidate or not case.passages or NO_ANSWER_TOKEN in outcome.candidate:
        return None
    return verified(outcome.candidate, case.passages)


def _citations(case: Case, outcome: Outcome) -> tuple[int, int, int]:
    """Right citations, all citations, and stated sentences."""
    verification = _verified(case, outcome)
    if verification is None:
        return 0, 0, 0
    right = cited = 0
    for verdict in verification.verdicts:
        numbers = {
            n
            for mark in marks(verification.body[verdict.start : verdict.end])
            for n in mark.numbers
        }
        cited += len(numbers)
        if verdict.supported and verdict.support is not None:
            right += verdict.support.passage + 1 in numbers
    stated = sum(v.reason not in ("abstention", "empty") for v in verification.verdicts)
    return right, cited, stated
