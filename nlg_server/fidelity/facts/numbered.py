"""What a number or a letter is chosen for: "1 for yes" is not "2 for yes"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from nlg_server.fidelity.verdict import Finding

_CHOICE: Final = re.compile(
    r"(?:^|\n)[ \t]{0,4}(?P<line>\d{1,2}|[A-Z])[.):]\s"
    r"|(?<![\w.,])\(?(?P<inline>\d{1,2}|[A-Z])\)\s"
    r"|(?P<key>\d)\ufe0f?\u20e3\s{0,2}(?:(?:for|to|für|para|pour|=|:|-|–)\s)?"
    r"|(?<![\w.,])(?P<word>\d|[A-Z]) (?:for|to|für|para|pour|=|–|-) (?!\d)"
)
_END: Final = re.compile(r"[\n.;!?]|,\s|\s(?:and|or|und|oder|y|o|et|ou|e)\s(?=\W*[\dA-Z]\b)")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_STEM: Final = 5


def numbered_faults(template: str, reply: str) -> Iterator[Finding]:
    """Choices that the reply numbers otherwise than the template."""
    expected, found = _choices(template), _choices(reply)
    if len(expected) < 2 or expected.keys() != found.keys():
        return
    for mark, (words, span) in found.items():
        own = len(words & expected[mark][0])
        for other, (others, place) in expected.items():
            if other != mark and len(words & others) > own:
                message = f"{other} must stay what it stands for, not {mark}"
                yield Finding("facts_swapped", "option", message, place, span)
                return


def _choices(text: str) -> dict[str, tuple[frozenset[str], tuple[int, int]]]:
    """Of each mark the words behind it, and where they stand; empty where one comes twice."""
    marks = list(_CHOICE.finditer(text))
    found: dict[str, tuple[frozenset[str], tuple[int, int]]] = {}
    ends = [after.start() for _, after in pairwise(marks)] + [len(text)] if marks else []
    for match, end in zip(marks, ends, strict=True):
        stop = _END.search(text, match.end(), end)
        span = (match.start(), stop.start() if stop else end)
        words = frozenset(w[:_STEM] for w in _WORD.findall(text[match.end() : span[1]].casefold()))
        mark = match["line"] or match["inline"] or match["key"] or match["word"]
        if mark in found:
            return {}
        found[mark] = (words, span)
    return found
