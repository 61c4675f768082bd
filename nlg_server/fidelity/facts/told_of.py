"""What the words around a fact tell of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from typing import Final

from prompts.facts import Fact

_CLAUSE: Final = re.compile(
    r"[,;!?\n()–—:]\s|\.(?=\s|$)|\s(?:and|but|und|aber|y|pero|et|mais|e|mas|while|which)\s",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 70, 40


def told_of(
    text: str,
    fact: Fact,
    facts: Sequence[Fact],
    kinds: Set[str],
    named: Callable[[str], frozenset[str]],
) -> frozenset[str]:
    """What `named` finds in the words before a fact in its clause, or else in those behind it.

    Words between two facts of these `kinds` tell of the second.
    """
    low = max((one.end for one in facts if one.kind in kinds and one.end <= fact.start), default=0)
    before = named(_CLAUSE.split(text[max(low, fact.start - _BEFORE) : fact.start])[-1])
    behind = _CLAUSE.split(text[fact.end : fact.end + _BEHIND])[0]
    stop = fact.end + len(behind)
    if before or any(one.kind in kinds and fact.end <= one.start <= stop for one in facts):
        return before
    return named(behind)
