"""What a run counted."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module

KEPT_ESCAPES = 40  # of each fault
SHAPE_FAULTS = frozenset(
    (
        "blank_lines", "code_block", "control_characters", "denial", "html", "json", "meta_text",
        "placeholder", "prompt_leak", "repeated", "runaway", "struck_out", "language",
        "mixed_language",
    )
)  # fmt: skip
MEANING_FAULTS = frozenset(
    (
        "added_order", "added_promise", "answers_other_question", "bound", "condition_dropped",
        "empty", "injection", "modality", "negation", "option_added", "option_dropped",
        "option_swapped", "other_reply", "polarity", "question_dropped", "role_swap",
        "speech_act", "tense", "truncated", "unit",
    )
)  # fmt: skip


def group_of(fault: str) -> str:
    """``benign``, ``shape``, ``meaning``, else ``fact``: what is named nowhere changes a value."""
    if fault.startswith("benign_"):
        return "benign"
    if fault in SHAPE_FAULTS:
        return "shape"
    return "meaning" if fault in MEANING_FAULTS else "fact"


@dataclass(slots=True)
class Tally:
    """Counts by fault; `escapes` keeps the first few as ``(fault, template, text that went out)``.

    `out` counts faulty replies that went out, `foreign` refused ones whose reply was not the
    template byte for byte, `audited` accepted ones the independent audit found values astray in.
    """

    replies: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    out: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    foreign: int = 0
    audited: int = 0
    refused: int = 0
    escapes: list[tuple[str, str, str]] = field(default_factory=list)

    def keep(self, fault: str, template: str, text: str) -> None:
        """Remember an escape, while there are few of its fault."""
        if sum(kept == fault for kept, _, _ in self.escapes) < KEPT_ESCAPES:
            self.escapes.append((fault, template, text))


def added(tallies: Iterable[Tally]) -> Tally:
    """The sum of several tallies."""
    total = Tally()
    for tally in tallies:
        total.replies.update(tally.replies)
        total.accepted.update(tally.accepted)
        total.out.update(tally.out)
        total.reasons.update(tally.reasons)
        total.foreign += tally.foreign
        total.audited += tally.audited
        total.refused += tally.refused
        for escape in tally.escapes:
            total.keep(*escape)
    return total


def upper_bound(events: int, trials: int, level: float = 0.95) -> float:
    """One-sided Clopper-Pearson upper bound of a share; 3/n where nothing happened.

    >>> round(upper_bound(0, 1_000_000) * 1e6, 2)
    3.0
    """
    if trials == 0:
        return math.nan
    if events >= trials:
        return 1.0
    if events == 0:
        return -math.expm1(math.log1p(-level) / trials)
    # scipy has no types; imported by name it is untyped without a word to mypy.
    return float(import_module("scipy.special").betaincinv(events + 1, trials - events, level))
