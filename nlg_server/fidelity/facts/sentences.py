"""The sentence around a fact."""

from __future__ import annotations

import re
from typing import Final

from prompts.facts import Fact

PICTURES: Final = "\u2600-\u27bf\U0001f300-\U0001faff"  # behind an emoji a sentence may begin
# A full stop behind one of these ends no sentence.
NOT_SHORT: Final = r"(?<!max)(?<!máx)(?<!min)(?<!mín)(?<!prox)(?<!\bca)"
_END = re.compile(rf"[!?\n{PICTURES}]|{NOT_SHORT}\.(?=\s|$)", re.IGNORECASE)
_REACH, _REACH_BEFORE = 160, 80


def sentence_around(text: str, fact: Fact) -> str:
    """The sentence in which a fact stands, at most 160 characters to either side of it."""
    start = max(0, fact.start - _REACH)
    for end in _END.finditer(text, start, fact.start):
        start = end.end()
    stop = _END.search(text, fact.end)
    return text[start : stop.start() if stop else fact.end + _REACH]


def sentence_before(text: str, fact: Fact) -> str:
    """What of its sentence stands before a fact, at most 80 characters."""
    return _END.split(text[max(0, fact.start - _REACH_BEFORE) : fact.start])[-1]
