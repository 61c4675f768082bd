"""Does a sentence say more than the stretch that backs it: "only", or "not"?"""

from __future__ import annotations

import re

from search.grounding.negation import denies

_EXCLUSIVE = re.compile(
    r"\b(?:only|solely|sole|exclusively|just|nur|ausschließlich|einzig\w*|solo|sólo|solamente"
    r"|únic[oa]s?|exclusivamente|seulement|uniquement|seule?s?|só|somente|apenas|unicamente)\b",
    re.IGNORECASE,
)
# "not only ... but also" excludes nothing.
_NOT_ONLY = re.compile(
    r"\b(?:not only|not just|nicht nur|no s[oó]lo|no solamente|pas seulement|n[aã]o s[oó])\b",
    re.IGNORECASE,
)


def excludes_more(sentence: str, stretch: str) -> str:
    """The word by which `sentence` excludes what its source does not; empty where it does not.

    >>> excludes_more("Mira is the only moon.", "Mira is a moon.")
    'only'
    """
    found = _EXCLUSIVE.search(_NOT_ONLY.sub(" ", sentence))
    if found is None or _EXCLUSIVE.search(stretch) or denies(stretch):
        return ""
    return found.group()


def denies_more(sentence: str, stretch: str) -> bool:
    """Whether `sentence` denies something, and its source nothing at all."""
    return denies(sentence) and not denies(stretch)
