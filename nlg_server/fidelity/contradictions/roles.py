"""Who does what to whom: sources, targets and owners stay what they are, in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlg_server.fidelity.facts.comparison import key_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

# "A request to Diego" may be of money "from Diego".
_BEFORE = re.compile(
    r"(?<!reply )(?<!replying )(?<!request )(?<!answer )\b(from|to|with|without|by)\s"
    r"(?:the |your |our |an? )?\W{0,2}$",
    re.IGNORECASE,
)
_OPPOSED = frozenset({("from", "to"), ("to", "from"), ("with", "without"), ("without", "with")})
# "Turned up to 7" is not "turned up by 7".
_BY = frozenset({("to", "by"), ("by", "to")})
_CHANGED = frozenset({"number", "quantity", "percentage", "amount"})
_POSSESSIVE = re.compile(r"\b(your|my)\s([a-z]\w{2,20})", re.IGNORECASE)
_DAY = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wed|Thurs|Fri|Sat|Sun)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|day|nesday|urday)?['’]s"
)
_WITH_YOU = re.compile(r"(?:\s\w+)?\swith you\b")
_ABSOLUTE = re.compile(r"\b(?:yours|hers|his|theirs|mine)\b", re.IGNORECASE)
_GENITIVE = re.compile(
    r"\b(?!(?:It|That|This|There|Here|He|She|Who|What|Where|When|How|Let|Today|Tomorrow)['’])"
    r"[A-Z]\w+['’]s\s([a-z]\w{2,20})"
)


def role_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Facts that come "from" where they went "to", and things given to another owner."""
    told: dict[tuple[str, str], dict[str, Fact]] = {}
    known: dict[tuple[str, str], set[str]] = {}
    for fact in expected:
        known.setdefault(key_of(fact), set()).add(_word_before(template, fact))
    for fact in found:
        told.setdefault(key_of(fact), {})[_word_before(reply, fact)] = fact
    for fact in expected:
        ours, others = _word_before(template, fact), told.get(key_of(fact), {})
        if fact.soft or not ours or not known[key_of(fact)].isdisjoint(others):
            continue
        opposed = _OPPOSED | _BY if fact.kind in _CHANGED else _OPPOSED
        other = next((others[word] for word in others if (ours, word) in opposed), None)
        if other is not None:
            message = f"{ours!r} must stay before {fact.text}"
            span, place = (fact.start, fact.end), (other.start, other.end)
            yield Finding("facts_swapped", "direction", message, span, place)
    yield from _owners(template, reply)


def _word_before(text: str, fact: Fact) -> str:
    """The "from", "to", "with" or the like before a fact; empty where there is none."""
    found = _BEFORE.search(text[max(0, fact.start - 20) : fact.start])
    return found[1].lower() if found else ""


def _of_no_one(owner: re.Match[str], reply: str, template: str) -> bool:
    """ "October's salary" is not another's, nor is "Priya's meeting", which is yours with Priya."""
    name = re.escape(owner[0].split("'")[0].split("’")[0])
    together = re.search(rf"\b(?:with|to|for|from) (?:(?:Dr\.|[^.!?]){{1,30}} )?{name}\b", template)
    return bool(together or _DAY.match(owner[0]) or _WITH_YOU.match(reply, owner.end()))


def _owners(template: str, reply: str) -> Iterator[Finding]:
    yours = {match[2]: match[1].lower() for match in _POSSESSIVE.finditer(template)}
    for match in _GENITIVE.finditer(reply):
        if (
            match[1] in yours
            and match[0] not in template
            and not _of_no_one(match, reply, template)
        ):
            message = f"{yours[match[1]]} {match[1]} is not another's"
            yield Finding("facts_swapped", "owner", message, None, match.span())
    if _ABSOLUTE.search(template):  # "I can give yours to Aylin"
        return
    for match in _POSSESSIVE.finditer(reply):
        if any(match[2] == other[1] for other in _GENITIVE.finditer(template)):
            message = f"whose {match[2]} it is must stay"
            if match[2] not in yours:
                yield Finding("facts_swapped", "owner", message, None, match.span())
