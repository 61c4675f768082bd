"""The sentences that stay, put together again as the model laid them out."""

from __future__ import annotations

import re
from collections.abc import Callable

from search.grounding.verdict import Verdict, Verification

_NUMBERED = re.compile(r"(?:^|\n)[ \t]*\d{1,3}[.)][ \t]+$")
_BULLET = re.compile(r"(?:^|\n)[ \t]*[-*•–·][ \t]+$")


def compose(verification: Verification, mark: Callable[[Verdict], str]) -> str:
    """The kept sentences, lists as lists, each followed by its `mark` (" [1]" or nothing).

    Blank lines become single ones, because Rasa cuts a text at blank lines into several messages.
    A numbered list is numbered again, so that a removed step leaves no gap to wonder at.
    """
    pieces: list[str] = []
    before = 0
    count = 0
    broken = False
    for verdict in verification.verdicts:
        gap = verification.body[before : verdict.start]
        before = verdict.end
        broken = broken or "\n" in gap
        if not verdict.supported:
            continue
        if _NUMBERED.search(gap):
            count += 1
            lead = f"{count}. "
        elif _BULLET.search(gap):
            lead = "- "
        else:
            lead = ""
            count = count if not broken else 0
        joint = "" if not pieces else "\n" if broken or lead else " "
        pieces.append(f"{joint}{lead}{verdict.text}{mark(verdict)}")
        broken = False
    return "".join(pieces)
