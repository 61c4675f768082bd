"""Refuses a reply that says something else than its template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from math import inf
from types import MappingProxyType
from typing import Final

from nlg_server.fidelity.meaning.reader import ReadText, meaning
from nlg_server.fidelity.verbatim import Likeness
from nlg_server.fidelity.verdict import Finding, Span

# What a mark (a finding's code and kind) takes from the log odds that both texts say the same:
# fitted by logistic regression beside the network's odds, on English blocks that it was not
# trained on, and raised where a mark was never wrong there and its fault is a grave one.
# Other marks told nothing.
PENALTIES: Final[Mapping[tuple[str, str], float]] = MappingProxyType(
    {
        ("negation", "retraction"): 9.0,
        ("bound", "quantifier"): 5.0,
        ("negation", "alone"): 3.5,
        ("negation", "negation"): 3.5,
        ("negation", "limited"): 1.8,
        ("bound", "opposite"): 2.5,
        ("bound", "joint"): 2.5,
        ("modality", "tense"): 2.0,
        ("speech_act", "tense"): 1.5,
        ("speech_act", "question"): 1.4,
        ("negation", "affirmed"): 0.5,
        ("question_dropped", "question"): 1.3,
        ("content_added", "sentence"): 1.0,
        ("promise_added", "promise"): 0.9,
        ("modality", "possibility"): 0.9,
        ("bound", "only"): 0.8,
        ("content_added", "critical"): 0.8,
        ("content_lost", "content"): 0.8,
        ("content_lost", "option"): 0.8,
        ("content_added", "option"): 0.6,
        ("content_added", "content"): 0.3,
        # These two decide in a near copy alone.
        ("modality", "duty"): 0.0,
        ("bound", "condition"): 0.0,
    }
)
# Where nearly all words of the template stand in the reply, what differs is what was changed: there
# any mark but this one decides. Of 407 held-out near copies with such a mark 28 were faithful.
UNTOLD_IN_COPIES: Final = ("content_added", "content")
_DECISIVE: Final = 99.0
# The lowest log odds that pass at each strictness.
LIMITS: Final[tuple[float, ...]] = (-99.0, -3.5, -2.75, -2.2, 0.5)
# How much lower they may be of a translation, which the network reads with less certainty.
TRANSLATED: Final = 0.5
# Odds of the small network, less what marks take, that are this near to the limit decide nothing:
# the cross-encoder is asked, and both are weighed.
# Outside English, whose words the small network knows best, no odds are high enough to decide.
# Chosen on three files of rows, see RESULTS.md.
UNSURE: Final = (-4.0, 3.0)
SMALL, LARGE = 0.3, 1.0
SHIFT, SHIFT_ABROAD = 1.6, 0.8
# What the cross-encoder must say where a finding of facts is in doubt (`doubts`), where the reply
# bounds what the template does not, where an option is gone (of English wordings below it, 18 were
# unfaithful and 6 faithful), and where a word of a value is lost ("north west" told as "northern").
DOUBTED: Final = -1.6
ADDED: Final = -0.5
CHOICE: Final = 0.0
LOST: Final = 0.3
_OPTION: Final = ("content_lost", "option")
# Near copies it judges too harshly, so that it refuses one only where it is this sure: at -4.2, as
# before, 6 unfaithful ones more went out of the rows that nobody read, for 1 faithful one; of
# recorded twins 10 for 15 (RESULTS.md, 2026-11-28).
COPIED: Final = -3.0
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def meaning_faults(
    template: ReadText,
    reply: ReadText,
    user_text: str,
    marks: Sequence[Finding],
    doubts: Sequence[Finding],
    limit: float,
    *,
    likeness: Likeness,
    english: bool,
) -> Iterator[Finding]:
    """Why the reply does not say what the template says; nothing where it does.

    `user_text` is what the user said, a line a message. `marks` are findings that make a change of
    meaning likelier and decide nothing alone; they weigh more in a near copy. `doubts` decide
    unless the cross-encoder is sure that both say the same. Without a doubt it can only refuse
    texts that are alike: where both are `english`, near copies with words of their own.
    """
    comparison = meaning().compare(template, reply, pieces_said(user_text))
    if comparison is None or (likeness.near_copy and doubts):
        yield from doubts
        return
    counted = costly(marks)
    if english and not likeness.near_copy:
        options = tuple(mark for mark in counted if (mark.code, mark.kind) == _OPTION)
        doubts = (*doubts, *options)
    taken = _taken({(mark.code, mark.kind) for mark in counted}, near_copy=likeness.near_copy)
    odds = comparison.score - taken
    copied = likeness is not Likeness.FREE and not doubts
    judged = copied and (likeness is Likeness.NEAR or not english)
    least, most = UNSURE if english else (UNSURE[0], inf)
    unsure = not copied and least <= odds - limit <= most
    if doubts or unsure or (judged and odds >= limit):
        closely = meaning().compare_closely(template.text, reply.text)
        if any(closely < _needed(doubt) for doubt in doubts):
            yield from doubts
            return
        if not copied:
            shift = SHIFT if english else SHIFT_ABROAD
            odds = SMALL * comparison.score + LARGE * closely + shift - taken
        elif closely < COPIED:
            odds = -inf
    if odds >= limit:
        return
    yield from counted
    if odds + taken < limit:
        lost = _word(template, comparison.template_shares)
        new = _word(reply, comparison.reply_shares)
        message = f"{reply.text[slice(*new)]!r} must say what {template.text[slice(*lost)]!r} says"
        yield Finding("meaning", "meaning", message, lost, new)


def _needed(doubt: Finding) -> float:
    if doubt.kind == "slot":
        return LOST
    if (doubt.code, doubt.kind) == _OPTION:
        return CHOICE
    return ADDED if (doubt.code, doubt.kind) == ("bound", "added") else DOUBTED


@lru_cache(maxsize=128)
def pieces_said(user_text: str) -> frozenset[int]:
    """The word pieces of what the user said."""
    return frozenset(meaning().pieces(user_text))


def _taken(kinds: Set[tuple[str, str]], *, near_copy: bool) -> float:
    """What marks of these codes and kinds take from the odds."""
    if near_copy and kinds - {UNTOLD_IN_COPIES}:
        return _DECISIVE
    return sum(PENALTIES[kind] for kind in kinds)


def costly(marks: Sequence[Finding]) -> list[Finding]:
    """The marks that take from the odds, those that take most first."""
    counted = [mark for mark in marks if (mark.code, mark.kind) in PENALTIES]
    return sorted(counted, key=lambda mark: -PENALTIES[mark.code, mark.kind])


def _word(text: ReadText, shares: Sequence[float]) -> Span:
    """The word on which the comparison rests most; pieces of a word add up."""
    weights: dict[Span, float] = {}
    words = [match.span() for match in _WORD.finditer(text.text)]
    at = 0
    for (start, _), share in zip(text.spans, shares, strict=True):
        while at < len(words) and words[at][1] <= start:
            at += 1
        if at < len(words) and words[at][0] <= start:
            weights[words[at]] = weights.get(words[at], 0.0) + share
    if not weights:
        return text.spans[0]
    return max(weights, key=lambda span: (weights[span], -span[0]))
