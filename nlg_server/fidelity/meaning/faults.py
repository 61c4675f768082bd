"""Refuses a reply that says something else than its template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from nlg_server.fidelity.meaning.reader import ReadText, meaning
from nlg_server.fidelity.verdict import Finding, Span

# What a mark (a finding's code and kind) takes from the log odds that both texts say the same:
# fitted by logistic regression beside the network's odds, on English blocks that it was not
# trained on, and raised where a mark was hardly ever wrong there or its fault is a grave one.
# Other marks told nothing.
PENALTIES: Final[Mapping[tuple[str, str], float]] = MappingProxyType(
    {
        ("bound", "opposite"): 9.0,
        ("bound", "quantifier"): 9.0,
        ("negation", "retraction"): 9.0,
        ("negation", "negation"): 6.5,
        ("question_dropped", "question"): 4.0,
        ("bound", "joint"): 3.0,
        ("content_added", "critical"): 3.0,
        ("content_added", "sentence"): 3.0,
        ("promise_added", "promise"): 3.0,
        ("speech_act", "question"): 3.0,
        ("content_lost", "option"): 2.5,
        ("content_added", "option"): 2.0,
        ("content_lost", "content"): 1.5,
        ("modality", "tense"): 1.5,
        ("speech_act", "tense"): 1.5,
        ("content_added", "content"): 0.9,
        ("modality", "possibility"): 0.9,
        ("modality", "duty"): 0.8,
        ("bound", "only"): 0.5,
        ("bound", "condition"): 0.5,
    }
)
# The lowest log odds that pass at each strictness.
LIMITS: Final[tuple[float, ...]] = (-99.0, -4.5, -3.5, -2.75, -0.5)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def meaning_faults(
    template: ReadText,
    reply: ReadText,
    said: frozenset[int],
    marks: Sequence[Finding],
    limit: float,
) -> Iterator[Finding]:
    """Why the reply does not say what the template says; nothing where it does.

    `said` are the word pieces of what the user said. `marks` are findings that make a change of
    meaning likelier and decide nothing alone.
    """
    comparison = meaning().compare(template, reply, said)
    if comparison is None:
        return
    counted = costly(marks)
    kinds = {(mark.code, mark.kind) for mark in counted}
    if comparison.score - sum(PENALTIES[kind] for kind in kinds) >= limit:
        return
    yield from counted
    if comparison.score < limit:
        lost = _word(template, comparison.template_shares)
        new = _word(reply, comparison.reply_shares)
        message = f"{reply.text[slice(*new)]!r} must say what {template.text[slice(*lost)]!r} says"
        yield Finding("meaning", "meaning", message, lost, new)


def costly(marks: Sequence[Finding]) -> list[Finding]:
    """The marks that take from the odds, those that take most first."""
    counted = [mark for mark in marks if (mark.code, mark.kind) in PENALTIES]
    return sorted(counted, key=lambda mark: -PENALTIES[mark.code, mark.kind])


def _word(text: ReadText, shares: Sequence[float]) -> Span:
    """The word on which the comparison rests most; pieces of a word add up."""
    weights: dict[Span, float] = {}
    words = [match.span() for match in _WORD.finditer(text.text)]
    at = 0
    for (start, end), share in zip(text.spans, shares, strict=True):
        while at < len(words) and words[at][1] <= start:
            at += 1
        whole = words[at] if at < len(words) and words[at][0] <= start else (start, end)
        weights[whole] = weights.get(whole, 0.0) + share
    return max(weights, key=lambda span: (weights[span], -span[0]))
