"""Finds facts that changed places: "2 rooms on floor 4" told as "4 rooms on floor 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.facts.comparison import key_of
from nlg_server.fidelity.facts.contexts import COMPARED, Contexts, Key, evidence, sort_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

# Less evidence than this speaks for nothing.
_DOUBT = 0.1
# With more than this names are exchanged for certain: 74 swaps and no faithful one of 41,000
# written rephrases; with less, half of such findings are mistaken.
_CERTAIN = 1.1
_MOST = 16
_MEMBERS = re.compile(
    r"\s?(?:[,;/]|[,;]?\s(?:and|or|und|oder|y|o|u|et|ou"
    r"|e)\b)(?:\san?\b)?\s?(?:(?:[\"“'‘][^\"“”'’\n]{1,30}[\"”'’]|[\"“'‘]?[^\W\d_a-z][\w'’-]*[\"”'’]?"
    r"(?:\s[A-Z][\w-]*)?)\s?(?:,|[,;]?\s(?:and|or|und|oder|y|o|u|et|ou|e)\b)\s?){0,8}[\"“'‘]?"
)
_TIMES = re.compile(
    r"(?:[\d:.,;/\s]|at |[ap]\.?m\.?|noon|and|or|und|oder|y|o|et|ou|e)+", re.IGNORECASE
)
# Characters between two facts that stand together.
_STRETCH = 24
_ARTICLE = re.compile(
    r" (?:the|your|our|der|den|las?|los|el|les?|os?|as|seus?|suas?) ", re.IGNORECASE
)
_COUNTS = frozenset(("number", "duration", "quantity"))
_TO = re.compile(
    r"(?:\s?(?:[-–—>→/]|to|and|until|till|through|bis|nach|und|al?|para|à|y|e|et)\s?){2}",
    re.IGNORECASE,
)
# "4.6 GB left of your 50 GB"
_PART_OF = re.compile(
    r"[^.!?,;\d]{0,16}\s(?:of|von|de|sur)\s(?:(?:your|the|our|ihren|deinen|tus|los|vos|les|seus"
    r"|os)\s)?",
    re.IGNORECASE,
)
# "30 minutes, 1 hour" and '"30 minutes", "1 hour"'
_QUOTED_LIST = re.compile(
    r"[\"'“”„«»]?,?\s?(?:(?:and|or|und|oder|y|o|et|ou|e)\s)?[\"'“”„«»]?", re.IGNORECASE
)
# In "between A and B" the order may matter.
_DIRECTED = re.compile(
    r"\b(?:between|(?<!choose )(?<!pick )(?<!select )from|zwischen|von|entre|de|desde)"
    r"\s(?:the )?\Z",
    re.IGNORECASE,
)
LISTING: Final = re.compile(
    r"(?:[\s,;/&]|\b(?:and|or|und|oder|sowie|y|o|et|ou|e|on|am|el|le|na|no)\b)*", re.IGNORECASE
)


def swap_faults(
    template: str,
    reply: str,
    expected: Sequence[Fact],
    found: Sequence[Fact],
    expected_units: Sequence[Unit],
    found_units: Sequence[Unit],
) -> Iterator[Finding]:
    """Pairs of facts of one kind that stand, in the reply, each where the other stood.

    A fact's context is the words and the other facts near it, nearer ones heavier, and the little
    word right before it ("from", "to"). A pair is swapped when exchanging the two would make the
    contexts clearly more alike.
    """
    ours, theirs = _paired(template, reply, expected, found)
    shared = list(ours)[:_MOST]
    if len(shared) < 2:
        return
    here = Contexts(template, expected, expected_units)
    there = Contexts(reply, found, found_units)
    contexts = {key: (here.of(ours[key]), there.of(theirs[key])) for key in shared}
    for one, other in combinations(shared, 2):
        if sort_of(ours[one]) != sort_of(ours[other]):
            continue
        if _listed(template, ours[one], ours[other]) and _listed(reply, theirs[one], theirs[other]):
            continue
        if _kept_in_order(template, reply, (ours[one], ours[other]), (theirs[one], theirs[other])):
            continue
        if _kept_in_a_list(
            (template, reply),
            (expected, found),
            (ours[one], ours[other]),
            (theirs[one], theirs[other]),
        ):
            continue
        if _for_so_many(ours[one], ours[other], expected):
            continue
        kept, exchanged = evidence(contexts[one], contexts[other], {one, other})
        strength = exchanged - 1.2 * kept
        if strength > _DOUBT:
            first, second = ours[one], ours[other]
            message = f"{first.text} and {second.text} must not change places"
            span, place = (first.start, first.end), (theirs[one].start, theirs[one].end)
            kind = "places" if strength > _CERTAIN else first.kind
            yield Finding("facts_swapped", kind, message, span, place)


def _for_so_many(one: Fact, other: Fact, facts: Sequence[Fact]) -> bool:
    """Whether one amount is what the other is for each, which go by the same words.

    "2 travellers, €1,088, i.e. €544 per person".
    """
    if one.kind != "amount" or one.value.split()[-1] != other.value.split()[-1]:
        return False
    low, high = sorted(Decimal(fact.value.split()[0]) for fact in (one, other))
    counts = {fact.value.split()[0] for fact in facts if fact.kind in _COUNTS}
    return bool(low) and high % low == 0 and str(high // low) in counts


def _listed(text: str, one: Fact, other: Fact) -> bool:
    """Whether two facts are members of one list, whose order says nothing."""
    if one.kind not in ("name", "quoted", "time"):
        return False
    first, last = sorted((one, other), key=lambda fact: fact.start)
    between = text[first.end : last.start]
    before = text[max(0, first.start - 10) : first.start]
    pattern = _MEMBERS if one.kind != "time" else _TIMES
    return bool(pattern.fullmatch(between)) and not _DIRECTED.search(before)


def _kept_in_order(
    template: str, reply: str, ours: tuple[Fact, Fact], theirs: tuple[Fact, Fact]
) -> bool:
    """Whether what lies between two facts is the same, or a dash for "to": "Lisbon–Oslo"."""
    (first, last), (one, other) = ours, theirs
    if (first.start < last.start) != (one.start < other.start):
        return False
    if first.start > last.start:
        first, last, one, other = last, first, other, one
    between, told = (
        _ARTICLE.sub(" ", text)
        for text in (template[first.end : last.start], reply[one.end : other.start])
    )
    if len(between) > _STRETCH:
        return False
    same = between == told or bool(_TO.fullmatch(between + told))
    return same or all(
        _PART_OF.fullmatch(text) or _QUOTED_LIST.fullmatch(text) for text in (between, told)
    )


def _kept_in_a_list(
    texts: tuple[str, str],
    facts: tuple[Sequence[Fact], Sequence[Fact]],
    ours: tuple[Fact, Fact],
    theirs: tuple[Fact, Fact],
) -> bool:
    """Whether two days are members of one list, in the same order in both texts."""
    if ours[0].kind != "date" or (ours[0].start < ours[1].start) != (
        theirs[0].start < theirs[1].start
    ):
        return False
    for text, all_facts, pair in zip(texts, facts, (ours, theirs), strict=True):
        first, last = sorted(pair, key=lambda fact: fact.start)
        between = text[first.end : last.start]
        for fact in all_facts:
            if fact.kind == "date" and first.end <= fact.start and fact.end <= last.start:
                between = between.replace(text[fact.start : fact.end], "")
        if not LISTING.fullmatch(between):
            return False
    return True


def _paired(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> tuple[dict[Key, Fact], dict[Key, Fact]]:
    """The facts that stand once in each text, by value or, where read in two ways, by spelling."""
    ours, theirs = _single(expected), _single(found)
    by_text = {
        (fact.kind, reply[fact.start : fact.end]): fact
        for key, fact in theirs.items()
        if key not in ours
    }
    pairs: dict[Key, Fact] = {}
    for key, fact in ours.items():
        partner = theirs.get(key) or by_text.get((fact.kind, template[fact.start : fact.end]))
        if partner is not None:
            pairs[key] = partner
    return {key: ours[key] for key in pairs}, pairs


def _single(facts: Sequence[Fact]) -> dict[Key, Fact]:
    found: dict[Key, Fact | None] = {}
    for fact in facts:
        if fact.kind in COMPARED and not fact.soft:
            key = key_of(fact)
            found[key] = None if key in found else fact
    return {key: fact for key, fact in found.items() if fact is not None}
