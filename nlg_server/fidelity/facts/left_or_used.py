"""What is left told as what is used, or had as missing: "2 renewals left", "you've used two"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.facts.sentences import sentence_around
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_KINDS: Final = frozenset({"number", "amount", "quantity", "duration", "percentage"})
_LEFT: Final = (
    r"left|remain\w*|still|available|unused|to go|free|übrig\w*|verbleib\w*|verfügbar\w*|noch"
    r"|offene?|frei|quedan?|restan?t?e?s?|disponibles?|libres?|faltan?|reste\w*|encore|restam|livres?"
    r"|ainda|dispon[ií]ve[il]s?"
)
_USED: Final = (
    r"used|spent|gone|taken|sold|(?<!pre-)booked|wrong|consumed|already|so far|ago|done|completed"
    r"|finished|elapsed|verbraucht\w*|vergeben|belegt|besetzt|genutzt\w*|ausgegeben|schon|bereits|erledigt\w*"
    r"|abgeschlossen\w*|vorbei|usad[oa]s?|usado|gastad[oa]s?|consumid[oa]s?|vendid[oa]s?|ya|utilisée?s?"
    r"|consommée?s?|dépensée?s?|vendue?s?|déjà|utilizad[oa]s?|gast[oa]s?|já"
)
_IS_LEFT: Final = re.compile(rf"\b(?:{_LEFT})\b", re.IGNORECASE)
_IS_USED: Final = re.compile(rf"\b(?:{_USED})\b", re.IGNORECASE)
# "You are 50 points short", and what is there: "you have 50 points".
_MISSING: Final = (
    r"still need(?:s|ed)?(?! to\b)|missing|short(?= of\b|[.,;!]|\Z)|lack(?:s|ing)?"
    r"|fehlen|fehlt|faltan?|manque(?:nt)?|faltam?"
)
_HAD: Final = (
    r"\b(?:have|has)\b(?! to\b)|['’]ve\b(?! to\b)"
    r"|\b(?:habe[nt]?|hast|tiene[ns]?|tem|têm|tens|avez|tu as)\b"
)
# "2 documents are missing", "you have 2 documents that you need to send".
_WANTED: Final = re.compile(
    r"\b(?:need|missing|outstanding|pending|required|manqu|pendient|fehl|falt|offen)", re.IGNORECASE
)
_IS_MISSING: Final = re.compile(rf"\b(?:{_MISSING})\b", re.IGNORECASE)
_IS_HAD: Final = re.compile(_HAD, re.IGNORECASE)
# "You have 2 forms to fill in."
_TO_DO: Final = re.compile(r"\b(?:to|zu|por|à|a)\s\w")
_CLAUSE: Final = re.compile(r"[!?\n,:()–—]\s|[.;](?=\s|$)")
# "46 of the 50 available": the whole, of which neither is told.
_OF: Final = re.compile(r"\s(?:of|von|de|sur)\s", re.IGNORECASE)
_OF_BEFORE: Final = re.compile(
    r"\s(?:of|von|de|sur)\s(?:your|the|our|ihren|deinen|tus|los|las|vos|les|seus|os)\s\Z",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"n['’]t\b|\b(?:no|not|none|nicht|kein\w{0,2}|sin|pas|não)\b", re.IGNORECASE
)
_OPPOSED: Final = ({"left", "used"}, {"missing", "used"}, {"missing", "had"})
_REACH = 24


def left_or_used_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Values of which what is left is told alone, and in the reply what is used, or had of missing.

    And the reverse of each.
    """
    for fact, other in same_values(expected, found, _KINDS):
        before, after = _sense(template, fact), _sense(reply, other)
        if {before, after} in _OPPOSED:
            message = f"what is said of {fact.text} must stay: {before}, not {after}"
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("facts_swapped", "left", message, *spans)


def _sense(text: str, fact: Fact) -> str:
    """ "left", "used", "missing" or "had", where what stands around a fact tells the one alone."""
    before = _CLAUSE.split(text[max(0, fact.start - _REACH) : fact.start])[-1]
    behind = _OF.split(_CLAUSE.split(text[fact.end : fact.end + _REACH])[0])[0]
    around = before + behind
    if _OF_BEFORE.search(before) or _DENIED.search(around):
        return ""
    left, used = _IS_LEFT.search(around), _IS_USED.search(around)
    if _IS_MISSING.search(around):
        return "" if used else "missing"
    if bool(left) == bool(used):
        had = _IS_HAD.search(before) and not left and not _TO_DO.search(behind)
        return "had" if had and not _WANTED.search(sentence_around(text, fact)) else ""
    return "left" if left else "used"
