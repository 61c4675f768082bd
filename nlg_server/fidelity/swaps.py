"""Finds facts that changed places: "2 rooms on floor 4" told as "4 rooms on floor 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from nlg_server.fidelity.comparison import key_of
from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.former import is_left
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

COMPARED: Final = frozenset(
    listed(
        "number amount percentage quantity ordinal date time duration phone code url email iban "
        "quoted name"
    )
)
_NEAR = 34
_FAR = 70
_LEAST = 0.12
# What something moves away from, in both texts, outweighs the words around it.
_LEFT = 1.5
# Less evidence than this speaks for nothing.
_DOUBT = 0.1
_MOST = 16
# "Max. 8 kg" goes on.
_BREAK = re.compile(
    r"[!?\n]|(?<!max)(?<!Max)(?<!min)(?<!máx)(?<!mín)(?<!\bca)[.;](?=\s|$)|\.(?=\s+[^\W\d_a-zäöüßáéíóúñç])"
)
# What stands beyond one of these belongs less to a fact than what stands on its side.
_JOINT = re.compile(
    r",\s|\s[/&+|·•]\s|\b(?:and|or|but|while|then|plus|versus|vs|und|oder|aber|y|o|pero|et|ou|mais|e"
    r"|mas)\b",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\s?(?:[,;/]|[,;]?\s(?:and|or|und|oder|y|o|u|et|ou"
    r"|e)\b)\s?(?:(?:[\"“'‘][^\"“”'’\n]{1,30}[\"”'’]|[\"“'‘]?[^\W\d_a-z][\w'’-]*[\"”'’]?"
    r"(?:\s[A-Z][\w-]*)?)\s?(?:,|[,;]?\s(?:and|or|und|oder|y|o|u|et|ou|e)\b)\s?){0,8}[\"“'‘]?"
)
_TIMES = re.compile(
    r"(?:[\d:.,;/\s]|at |[ap]\.?m\.?|noon|and|or|und|oder|y|o|et|ou|e)+", re.IGNORECASE
)
# Characters between two facts that stand together.
_STRETCH = 24
_ARTICLE = re.compile(r" (?:the|your|our|der|den|las?|los|el|les?|os?|as|seus?|suas?) ", re.IGNORECASE)
# A joint and at most a little word stand before the next fact.
_BESIDE = 6
_COUNTS = frozenset(("number", "duration", "quantity"))
_TO = re.compile(
    r"(?:\s?(?:[-–—>→/]|to|and|until|till|through|bis|nach|und|al?|para|à|y|e|et)\s?){2}",
    re.IGNORECASE,
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
_ARTICLES = frozenset(listed("the der die das den dem el la los las le les os as"))
# They stand for any thing: "the nearest one".
_PRONOUNS = frozenset(("one", "ones", "it", "this", "that", "there", "es", "das"))
Key = tuple[str, str]
Feature = str | int | Key
Place = tuple[float, int]
Context = dict[Feature, Place]
_NOWHERE: Final = (0.0, 0)


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
    here = _Text(template, expected, expected_units)
    there = _Text(reply, found, found_units)
    contexts = {key: (here.context(ours[key]), there.context(theirs[key])) for key in shared}
    for one, other in combinations(shared, 2):
        if _sort(ours[one]) != _sort(ours[other]):
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
        kept, exchanged = _evidence(contexts[one], contexts[other], {one, other})
        if exchanged > _DOUBT + 1.2 * kept:
            first, second = ours[one], ours[other]
            message = f"{first.text} and {second.text} must not change places"
            span, place = (first.start, first.end), (theirs[one].start, theirs[one].end)
            yield Finding("facts_swapped", first.kind, message, span, place)


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
    return len(between) <= _STRETCH and (between == told or bool(_TO.fullmatch(between + told)))


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


def _sort(fact: Fact) -> str:
    """What facts must share to be mistaken for one another: a weekday is no date."""
    return "weekday" if fact.value.startswith("weekday") else fact.kind


def _single(facts: Sequence[Fact]) -> dict[Key, Fact]:
    found: dict[Key, Fact | None] = {}
    for fact in facts:
        if fact.kind in COMPARED and not fact.soft:
            key = key_of(fact)
            found[key] = None if key in found else fact
    return {key: fact for key, fact in found.items() if fact is not None}


class _Text:
    """A text's words and facts, for the contexts of its facts."""

    def __init__(self, text: str, facts: Sequence[Fact], units: Sequence[Unit]) -> None:
        self._text = text
        self._breaks = [match.start() for match in _BREAK.finditer(text)]
        self._facts = [fact for fact in facts if fact.kind in COMPARED and not fact.soft]
        # What belongs to a name or quotation speaks as that fact.
        self._units = [
            unit
            for unit in units
            if unit.text.lower() not in _PRONOUNS
            and not any(fact.start <= unit.start < fact.end for fact in self._facts)
        ]
        self._depths = _depths(text)
        self._joints = [match.start() for match in _JOINT.finditer(text)]

    def context(self, fact: Fact) -> Context:
        """Features of a fact's part of its sentence, each with its weight and where it stands."""
        low, high = self._part(fact)
        context: Context = {"<left": (_LEFT, -1)} if is_left(self._text, fact) else {}
        for unit in self._units:
            if unit.end <= low or unit.start >= high:
                continue
            weight = _weight(fact, unit.start, unit.end)
            if weight and unit.entry.function and not unit.entry.concepts:
                if fact.start - unit.end in (0, 1) and unit.text.lower() not in _ARTICLES:
                    context[f"<{unit.stem}"] = 0.8, -1
            elif weight:
                features: tuple[Feature, ...] = (unit.stem, *unit.entry.concepts)
                for feature in features:
                    context[feature] = max(context.get(feature, (0.0, 0)), (weight, unit.start))
        for near in self._facts:
            if low < near.end and near.start < high:
                weight = _weight(fact, near.start, near.end)
                if weight:
                    context[key_of(near)] = weight, near.start
        return context

    def _part(self, fact: Fact) -> tuple[int, int]:
        """From the joint before a fact to the one behind it, where others of its sort stand."""
        low = max((at for at in self._breaks if at < fact.start), default=-1)
        high = min((at for at in self._breaks if at >= fact.end), default=len(self._text))
        sort = _sort(fact)
        for other in self._facts:
            if _sort(other) != sort:
                continue
            if low < other.end <= fact.start:
                low = self._joint(other.end, fact.start, other.end)
            elif fact.end <= other.start < high:
                high = self._joint(fact.end, other.start, other.start)
        return low, high

    def _joint(self, start: int, end: int, otherwise: int) -> int:
        """Where what belongs to the fact that ends at `start` gives way to the next one's."""
        depths = self._depths
        least = min(depths[start : end + 1])
        joints = [at for at in self._joints if start <= at < end and depths[at] == least]
        if joints:
            # "Adults pay €12, children, who must be with one, €6": the words come first.
            words_first = not self._text[start : joints[0]].strip() and end - joints[-1] <= _BESIDE
            return joints[0] if words_first else joints[-1]
        brackets = [
            at
            for at in range(start, end)
            if (depths[at + 1] > depths[at] == least == depths[start] and depths[end] > least)
            or (
                depths[at + 1] < depths[at]
                and depths[at + 1] == least == depths[end] < depths[start]
            )
        ]
        return brackets[-1] if brackets else otherwise


def _depths(text: str) -> list[int]:
    """How many brackets are open before each character, and at the end."""
    depths, depth = [0], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        depths.append(depth)
    return depths


def _weight(fact: Fact, start: int, end: int) -> float:
    """How near `[start, end)` is to a fact: 1 beside it, 0 out of reach or within it."""
    left, right = (end, fact.start) if end <= fact.start else (fact.end, start)
    if not 0 <= right - left <= _FAR:
        return 0.0
    return max(_LEAST, (1.0 - min(right - left, _NEAR) / (_NEAR + 6)) ** 3)


def _evidence(
    one: tuple[Context, Context], other: tuple[Context, Context], ignored: set[Feature]
) -> tuple[float, float]:
    """How much speaks for two facts keeping their places, and for exchanging them.

    A feature speaks as far as it is nearer to one of them than to the other, in both texts; not
    where it stands beside each. A word and what it means, which are equally far, speak once.
    """
    kept = exchanged = 0.0
    distances = {
        (
            _lead(one[0].get(feature), other[0].get(feature)),
            _lead(one[1].get(feature), other[1].get(feature)),
        )
        for feature in (one[0].keys() | other[0].keys()) - ignored
    }
    for before, after in distances:
        if before * after > 0:
            kept += before * after
        else:
            exchanged -= before * after
    return kept, exchanged


def _lead(mine: Place | None, yours: Place | None) -> float:
    """How much nearer one and the same word stands to the first fact."""
    (weight, at), (other, place) = mine or _NOWHERE, yours or _NOWHERE
    return weight - other if at == place or not (mine and yours) else 0.0
