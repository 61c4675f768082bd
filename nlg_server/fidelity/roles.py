"""Who does what to whom: sources, targets and owners stay what they are, in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlg_server.fidelity.comparison import key_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_BEFORE = re.compile(r"\b(from|to|with|without|by)\s(?:the |your |our |an? )?\W{0,2}$", re.I)
_OPPOSED = frozenset({("from", "to"), ("to", "from"), ("with", "without"), ("without", "with")})
_POSSESSIVE = re.compile(r"\b(your|my)\s([a-z]\w{2,20})", re.IGNORECASE)
_DAY = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wed|Thurs|Fri|Sat|Sun)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|day|nesday|urday)?['’]s"
)
_WITH_YOU = re.compile(r"(?:\s\w+)?\swith you\b")
_ABSOLUTE = re.compile(r"\b(?:yours|hers|his|theirs|mine)\b", re.IGNORECASE)
_GENITIVE = re.compile(r"\b[A-Z]\w+['’]s\s([a-z]\w{2,20})")


def role_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Facts that come "from" where they went "to", and things given to another owner."""
    told = {key_of(fact): fact for fact in found}
    for fact in expected:
        other = told.get(key_of(fact))
        if other is None or fact.soft:
            continue
        ours = _BEFORE.search(template[max(0, fact.start - 20) : fact.start])
        theirs = _BEFORE.search(reply[max(0, other.start - 20) : other.start])
        if ours and theirs and (ours[1].lower(), theirs[1].lower()) in _OPPOSED:
            message = f"{ours[1].lower()!r} must stay before {fact.text}"
            span, place = (fact.start, fact.end), (other.start, other.end)
            yield Finding("facts_swapped", fact.kind, message, span, place)
    yield from _owners(template, reply)


def _of_no_one(owner: re.Match[str], reply: str) -> bool:
    """ "October's salary" is not another's, nor is "Priya's meeting with you"."""
    return bool(_DAY.match(owner[0]) or _WITH_YOU.match(reply, owner.end()))


def _owners(template: str, reply: str) -> Iterator[Finding]:
    yours = {match[2]: match[1].lower() for match in _POSSESSIVE.finditer(template)}
    for match in _GENITIVE.finditer(reply):
        if match[1] in yours and match[0] not in template and not _of_no_one(match, reply):
            message = f"{yours[match[1]]} {match[1]} is not another's"
            yield Finding("facts_swapped", "owner", message, None, match.span())
    if _ABSOLUTE.search(template):  # "I can give yours to Aylin"
        return
    for match in _POSSESSIVE.finditer(reply):
        if any(match[2] == other[1] for other in _GENITIVE.finditer(template)):
            message = f"whose {match[2]} it is must stay"
            if match[2] not in yours:
                yield Finding("facts_swapped", "owner", message, None, match.span())
