"""Does the passage state the facts of a sentence?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
    """The first number, name, date or the like in `sentence` that the passage does not state."""
    text = clause_starts_shown(plain(sentence))
    stated = facts_of(evidence.text, evidence.language)
    known = {(fact.kind, fact.value) for fact in stated}
    source = evidence.folded
    for fact in facts_of(text, evidence.language):
        if fact.kind in _UNCHECKED or (fact.kind, fact.value) in known:
            continue
        if fact.kind == "ordinal" and _enumerates(text, fact):
            continue
        if fact.kind == "date" and _part_of_a_date(fact.value, known):
            continue
        if fact.kind in _WORDED and backed_name(text, fact, evidence):
            continue
        if not contains(source, folded(fact.text)):
            return fact.text
    return _foreign_digits(text, stated, source)


def _enumerates(text: str, fact: Fact) -> bool:
    """ "Third, ..." counts the writer's own sentences."""
    return not text[: fact.start].strip() and text[fact.end :].lstrip()[:1] == ","


def _foreign_digits(text: str, stated: Sequence[Fact], source: str) -> str | None:
    """Digits that the passage does not have, whatever the facts made of them."""
    understood = {digits for fact in stated for digits in re.findall(r"\d+", fact.value)}
    for match in _DIGITS.finditer(text):
        run = match.group()
        if contains(source, folded(run)):
            continue
        parts = re.findall(r"\d+", run)
        known = all(part in understood or contains(source, part) for part in parts)
        if not known and "".join(parts) not in understood:
            return run
    return None


def _part_of_a_date(value: str, known: Iterable[tuple[str, str]]) -> bool:
    pieces = value.strip("-").split("-")
    return any(
        kind == "date" and all(piece in other.split("-") for piece in pieces)
        for kind, other in known
    )
