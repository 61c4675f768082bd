"""Does the passage state the facts of a sentence?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from prompts.facts import Fact
from search.grounding.clauses import facts_of
from search.grounding.evidence import Evidence
from search.grounding.folding import contains, folded
from search.grounding.named import backed_name, clause_starts_shown
from search.text.visible_text import plain

# Links and addresses have a check of their own; an emoji states nothing.
_UNCHECKED = frozenset({"emoji", "placeholder", "url", "email", "label"})
_WORDED = frozenset({"name", "quoted"})
_DIGITS = re.compile(r"\d+(?:[.,:/'’ ]\d+)*")


def foreign_fact(sentence: str, evidence: Evidence) -> str | None:
    """The first number, name, date or the like in `sentence` that the passage does not state.

    The facts of the passage are read only where its text does not have the very words.
    """
    text = clause_starts_shown(plain(sentence))
    for fact in facts_of(text, evidence.language):
        if fact.kind not in _UNCHECKED and not _states(evidence, fact, text):
            return fact.text
    return _foreign_digits(text, evidence)


def _states(evidence: Evidence, fact: Fact, text: str) -> bool:
    if contains(evidence.folded, folded(fact.text)):
        return True
    if fact.kind == "ordinal" and _enumerates(text, fact):
        return True
    if fact.kind in _WORDED and backed_name(text, fact, evidence):
        return True
    known = {(stated.kind, stated.value) for stated in evidence.facts}
    if fact.kind == "date" and _part_of_a_date(fact.value, known):
        return True
    return (fact.kind, fact.value) in known


def _enumerates(text: str, fact: Fact) -> bool:
    """ "Third, ..." counts the writer's own sentences."""
    return not text[: fact.start].strip() and text[fact.end :].lstrip()[:1] == ","


def _foreign_digits(text: str, evidence: Evidence) -> str | None:
    """Digits that the passage does not have, whatever the facts made of them."""
    for match in _DIGITS.finditer(text):
        run = match.group()
        if contains(evidence.folded, folded(run)):
            continue
        understood = {d for fact in evidence.facts for d in re.findall(r"\d+", fact.value)}
        parts = re.findall(r"\d+", run)
        known = all(part in understood or contains(evidence.folded, part) for part in parts)
        if not known and "".join(parts) not in understood:
            return run
    return None


def _part_of_a_date(value: str, known: Iterable[tuple[str, str]]) -> bool:
    pieces = value.strip("-").split("-")
    return any(
        kind == "date" and all(piece in other.split("-") for piece in pieces)
        for kind, other in known
    )
