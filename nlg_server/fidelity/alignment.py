"""Aligns the content of a reply with its template's: what is new, what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlg_server.fidelity.content import CRITICAL, Unit, aligned, vocabulary
from nlg_server.fidelity.marks.vocabulary import NEGATORS
from nlg_server.fidelity.vectors import word_vectors
from nlg_server.fidelity.verdict import Finding

_LIGHT = 0.22
_LOST = 0.45
_HEAVY = 0.8
# From this cosine on a word says what another says.
_SAME = 0.75
# The weight from which a member of a list is lost, or new; options may never be lost.
_ITEM = 0.4
# So many of the heaviest new words count: a reply may open with a sentence of its own.
_COUNTED = 3
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(
    r"\s?[,;/]\s?(?:and/or|or|and|oder|und|o|y|ou|et|e)?\b|\b(?:or|and|oder|und|o|y|u|ou|et|e)\b"
)
_ALTERNATIVE = re.compile(r"\b(?:or|oder|o|u|ou)\b")
_LONGEST_ITEM = 3
# Letters that words of one family share.
_FAMILY = 4
_ABBREVIATION = re.compile(r"\b[A-Z]{2,4}\b")


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between two texts: (weight, unit) of those that nothing in the other covers.

    The heaviest come first.
    """

    novel: tuple[tuple[float, Unit], ...]
    lost: tuple[tuple[float, Unit], ...]
    english: bool

    @property
    def score(self) -> float:
        """How unlike the two texts are: 0 for the same content."""
        return self.added + _LOST * sum(weight for weight, _ in self.lost)

    @property
    def added(self) -> float:
        """The weight of what is new."""
        return sum(weight for weight, _ in self.novel[:_COUNTED])


# The highest score of a change that is no mark: both texts English, or any other pair.
_LIMITS = (0.78, 6.0)


def content_faults(
    template: str,
    reply: str,
    expected: Sequence[Unit],
    found: Sequence[Unit],
    change: Change,
) -> Iterator[Finding]:
    """Much content added or lost, or words a customer acts on; members of a list lost or gained."""
    for _, unit in change.novel:
        if unit.text.lower() in CRITICAL:
            message = f"nothing in the message says {unit.text!r}"
            yield Finding("content_added", "critical", message, None, (unit.start, unit.end))
    yield from _beyond(change, _LIMITS[0 if change.english else 1])
    for place in _changed_items(template, expected, change.lost, change.english, 0.0):
        message = f"the option {template[slice(*place)]!r} must stay"
        yield Finding("content_lost", "option", message, place, None)
    for place in _changed_items(reply, found, change.novel, change.english, _ITEM):
        message = f"nothing in the message says {reply[slice(*place)]!r}"
        yield Finding("content_added", "option", message, None, place)


def protected_faults(
    reply: str,
    change: Change,
    expected: Sequence[Unit],
    found: Sequence[Unit],
    protected: frozenset[int],
    verbatim: frozenset[int],
) -> Iterator[Finding]:
    """Units that `reply` may not lose: `protected` are the starts of the template's `expected`.

    For those in `verbatim` a word of the same meaning will not do ("grocery" for "shopping"),
    unless it is of the same family ("rain" for "rainy") or their abbreviation ("NW").
    """
    lost = {unit.start for _, unit in change.lost}
    initials = "".join(unit.text[0] for unit in expected if unit.start in verbatim).upper()
    abbreviated = any(short in initials for short in _ABBREVIATION.findall(reply))
    families = {unit.text[:_FAMILY].lower() for unit in found}
    for unit in expected:
        other_word = (
            unit.start in verbatim
            and unit.text[:_FAMILY].lower() not in families
            and not abbreviated
        )
        if (unit.start in lost and unit.start in protected) or other_word:
            message = f"{unit.text!r} must stay"
            yield Finding("content_lost", "slot", message, (unit.start, unit.end), None)


def _changed_items(
    text: str,
    units: Sequence[Unit],
    changed: Sequence[tuple[float, Unit]],
    english: bool,
    option: float,
) -> Iterator[tuple[int, int]]:
    """Places of list members of which every unit changed; options need the weight `option`."""
    starts = {unit.start for _, unit in changed}
    if not starts:
        return
    for item, chosen in list_items(text, units):
        if any(unit.start not in starts for unit in item):
            continue
        heaviest = max(_weight(unit, english) for unit in item)
        adverb = len(item) == 1 and item[0].entry.light and not item[0].entry.concepts
        if heaviest >= (option if chosen else _ITEM) and not adverb:
            yield item[0].start, item[-1].end


def change_between(expected: Sequence[Unit], found: Sequence[Unit], *, english: bool) -> Change:
    """What a reply with units `found` adds to a template with units `expected`, and leaves out."""
    novel = tuple(_weigh(_uncovered(found, expected), expected, english))
    lost = tuple(_weigh(_uncovered(expected, found), found, english))
    return Change(novel, lost, english)


def _uncovered(units: Sequence[Unit], others: Sequence[Unit]) -> list[Unit]:
    words, concepts = vocabulary(others)
    return [unit for unit in units if unit.carries and not aligned(unit, words, concepts)]


def _weight(unit: Unit, english: bool) -> float:
    """How much a unit counts: in English by rarity and part of speech, else by the lexicon."""
    if unit.entry.light and (not english or " " in unit.text):
        return _LIGHT
    if not english:
        return 1.0
    words = _WORD.findall(unit.text.lower())
    heaviest = max(map(word_vectors().weight, words), default=0.0)
    return heaviest if CRITICAL.isdisjoint(words) else max(heaviest, _HEAVY)


def _weigh(
    units: Sequence[Unit], others: Sequence[Unit], english: bool
) -> Iterator[tuple[float, Unit]]:
    """Units with their weights, less what a near word of the other text covers; heaviest first."""
    near = [0.0] * len(units)
    if english and units:
        words = [unit.text.lower() for unit in units]
        near = word_vectors().nearest(words, [unit.text.lower() for unit in others if unit.carries])
        # "isn't available" may be told as "isn't free"; unnegated, "free" may mean the price.
        vacant = {"free"} if any(unit.text.lower() in NEGATORS for unit in others) else set()
        near = [
            0.0 if word in CRITICAL - vacant else cosine
            for word, cosine in zip(words, near, strict=True)
        ]
    weighed = [
        (_weight(unit, english) * max(0.0, 1.0 - cosine / _SAME), unit)
        for unit, cosine in zip(units, near, strict=True)
    ]
    yield from sorted(weighed, key=lambda pair: (-pair[0], pair[1].start))


def _beyond(change: Change, limit: float) -> Iterator[Finding]:
    if change.score <= limit:
        return
    if 2 * change.added >= change.score:
        for _, unit in change.novel[:3]:
            message = f"nothing in the message says {unit.text!r}"
            yield Finding("content_added", "content", message, None, (unit.start, unit.end))
    else:
        _, first = change.lost[0]
        message = f"{first.text!r} must not be left out"
        yield Finding("content_lost", "content", message, (first.start, first.end), None)


def list_items(template: str, units: Sequence[Unit]) -> list[tuple[tuple[Unit, ...], bool]]:
    """The members of each list in a text: three or more, or two joined by "or".

    The flag says whether they are options: joined by "or", or asked.
    What stands before the list is cut off its first member, what follows off its last.
    """
    items: list[tuple[tuple[Unit, ...], bool]] = []
    for clause in sorted({unit.clause for unit in units}):
        carrying = [unit for unit in units if unit.clause == clause and unit.carries]
        if len(carrying) < 2:
            continue
        start, end = carrying[0].start, carrying[-1].end
        cuts = [match.span() for match in _SEPARATOR.finditer(template, start, end)]
        edges = [start, *(right for _, right in cuts)]
        ends = [*(left for left, _ in cuts), end]
        members = [
            tuple(unit for unit in carrying if left <= unit.start < right)
            for left, right in zip(edges, ends, strict=True)
        ]
        members = [member for member in members if member]
        alternative = any(_ALTERNATIVE.search(template[left:right]) for left, right in cuts)
        asked = template[end : end + 80].lstrip("\"'”’»)").startswith("?")
        if len(members) == 2 and asked and not alternative:
            items += [(member, True) for member in members]
        if len(members) < 2 or (len(members) == 2 and not alternative):
            continue
        first, *middle, last = members
        if all(len(member) <= _LONGEST_ITEM for member in middle):
            option = alternative or asked
            items += [(member, option) for member in (first[-1:], *middle, last[:2])]
    return items
