"""Which names of a sentence are really claims, and must stand in the passage."""

from __future__ import annotations

import re
from typing import Final

from prompts.facts import Fact
from prompts.facts.languages.listed import listed
from search.grounding.evidence import Evidence
from search.grounding.terms import content_stems

_EMPHASIS = re.compile(r"[*`]")
# "Fishing Brook: Both hold trout": what opens a clause is capitalised whatever it is.
_CLAUSE_OPENS = re.compile(r"[:)](?=\s+[^\W\d_][a-zà-ÿ]*\s+[a-zà-ÿ])")
# Words that open a sentence and are no part of the name behind them.
_OPENERS: Final = frozenset(
    listed(
        "under through throughout via within without across according unlike like among besides "
        "despite although though because once whereas neither either both regarding concerning "
        "using including following first second third fourth fifth finally previous many most "
        "several unter durch innerhalb laut trotz obwohl bajo según entre aunque sous selon "
        "malgré sob segundo embora"
    )
)
_SHORTEST_ACRONYM = 2


def clause_starts_shown(text: str) -> str:
    """`text` as long as before, without emphasis, and with a stop where a clause opens behind ":".

    >>> clause_starts_shown("**Brook**: Both hold trout.")
    '  Brook  . Both hold trout.'
    """
    return _CLAUSE_OPENS.sub(".", _EMPHASIS.sub(" ", text))


def backed_name(text: str, fact: Fact, evidence: Evidence) -> bool:
    """Whether the passage has every content word of a name, or the name claims nothing new."""
    if len(fact.text) == 1 or _explained(text, fact):
        return True
    words = fact.text.split()
    while len(words) > 1 and words[0].casefold() in _OPENERS:
        words = words[1:]
    if len(words) == 1 and words[0].casefold() in _OPENERS:
        return True
    known = evidence.vocabulary
    return all(
        stem in known or f"{stem}s" in known or (stem.endswith("s") and stem[:-1] in known)
        for stem in content_stems(" ".join(words), evidence.language)
    )


def _explained(text: str, fact: Fact) -> bool:
    """Whether the name abbreviates the words before it: "Initial Public Offering (IPO)"."""
    letters = fact.text
    before = text[: fact.start].rstrip()
    if len(letters) < _SHORTEST_ACRONYM or not letters.isupper() or not before.endswith("("):
        return False
    words = re.findall(r"[^\W\d_]+", before)[-len(letters) :]
    return "".join(word[0] for word in words).casefold() == letters.casefold()
