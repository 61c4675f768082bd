"""A second, independent look at replies that went out: numbers, links and addresses by form."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//\S+|javascript:\S+|data:\S+|mailto:\S+", re.IGNORECASE
)
_EMAIL = re.compile(r"[^\s@<>()\[\]]+@[^\s@<>()\[\]]+")
_HOST = re.compile(r"\b(?:[\w-]+\.)+[a-z]{2,}\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = ".,;:!?)>]'\""


def visible_values(text: str) -> Counter[str]:
    """Digit groups, links, addresses and host names of `text`, each with how often it stands there.

    >>> sorted(visible_values("Pay $12.50 at https://pay.example/i."))
    ['12', '50', 'https://pay.example/i', 'pay.example']
    """
    plain = unicodedata.normalize("NFKC", text)
    found: Counter[str] = Counter()
    for form in (_LINK, _EMAIL, _HOST):
        found.update(match.rstrip(_EDGE).lower() for match in form.findall(plain))
    found.update(str(int(group)) for group in _DIGITS.findall(_LINK.sub(" ", plain)))
    return found


def strangers(template: str, reply: str) -> set[str]:
    """Values that stand in one of the two only."""
    here, there = visible_values(template), visible_values(reply)
    return set(here.keys() ^ there.keys())
