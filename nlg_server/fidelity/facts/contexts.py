"""What stands near a fact and belongs to it, to tell it from others of its sort."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.facts.comparison import key_of
from nlg_server.fidelity.facts.former import is_left
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
# A joint and at most a little word stand before the next fact.
_BESIDE = 6
# Little words that tell nothing of what stands behind them: articles, and "is".
_ARTICLES = frozenset(
    listed("the der die das den dem el la los las le les os as is are was ist sind es son est é")
)
# They stand for any thing: "the nearest one".
_PRONOUNS = frozenset(("one", "ones", "it", "this", "that", "there", "es", "das"))
Key = tuple[str, str]
Feature = str | int | Key
Place = tuple[float, int]
Context = dict[Feature, Place]
_NOWHERE: Final = (0.0, 0)


def sort_of(fact: Fact) -> str:
    """What facts must share to be mistaken for one another: a weekday is no date."""
    return "weekday" if fact.value.startswith("weekday") else fact.kind


class Contexts:
    """The contexts of the facts of a text, from its words and other facts."""

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

    def of(self, fact: Fact) -> Context:
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
        sort = sort_of(fact)
        for other in self._facts:
            if sort_of(other) != sort:
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
        closed = self._text[start : start + 1] in (")", "]")
        if joints and closed and joints[0] - start <= 1:  # "7 °C (Sunday), partly sunny and 11 °C"
            return joints[0]
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


def evidence(
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
