"""Facts that follow from those of the other text by counting: "the remaining three" of "1 of 4"."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

from nlg_server.fidelity.told.unsettled import Unsettled, as_told
from prompts.facts import Fact

_REST_BEFORE: Final = re.compile(
    r"\b(?:remaining|other|leav(?:es|ing)(?: you)?(?: with)?|still (?:have|got|has)"
    r"|übrig(?:en|e)?|restlichen?|anderen|verbleiben(?:den?)?|bleiben(?: dir| ihnen)?(?: noch)?"
    r"|restantes?|otr[oa]s|quedan|les autres|reste|il (?:te|vous) reste|outr[oa]s|restam)\s\Z",
    re.IGNORECASE,
)
_REST_BEHIND: Final = re.compile(
    r"\s(?:more |other )?(?:left|remaining|remain|to go|übrig|restantes?|restants?|de reste)\b",
    re.IGNORECASE,
)
# Where the other text tells what is left, its part is the rest.
_LEFT: Final = re.compile(
    r"\b(?:left|remain\w*|to go|still|übrig\w*|verbleib\w+|noch|rest\w*|quedan?|aún|encore"
    r"|ainda|faltan?)\b",
    re.IGNORECASE,
)
# "1 of 4 items", "7.5 GB of your 10 GB", "3 von 5".
_OF: Final = re.compile(
    r"\s(?:of|out of|von|de|sur|aus)\s(?:the |your |our |ihren? |deinen? |den |las? |los |tus? "
    r"|sus? |vos |tes |les |os |as |seus |suas )?(?:total |total of )?\Z",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\s?(?:[-–—]|to|until|till|bis|a las?|à|às|até as|hasta las?)\s?")
# A duration so led, or so followed, does not tell how long the span lasts.
_WHEN_BEFORE: Final = re.compile(
    r"\b(?:in|within|after|every|innerhalb von|binnen|nach|alle|en|dentro de|tras|dans|sous|après"
    r"|em|após)\s\Z",
    re.IGNORECASE,
)
_WHEN_BEHIND: Final = re.compile(
    r"\s(?:before|in advance|ahead|earlier|later|after|ago|vor|vorher|davor|früher|später|nach"
    r"|antes|después|avant|après|plus t\w+|depois|mais \w+)\b",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(\d\d):(\d\d)( .+)?")
_COUNTS: Final = frozenset({"number", "quantity", "amount"})
_NEAR = 30
_DAY = 86_400


def implied(here: Unsettled) -> tuple[Fact, ...]:
    """The facts without those that the other text's imply: what is left of a whole, how long a
    span of hours lasts, and when it ends.
    """
    changes: dict[Fact, Fact | None] = {}
    for fact in here.extra:
        if _is_rest(here, fact) or _is_span(here, fact):
            changes[fact] = None
        elif lasted := _ended(here, fact):
            changes[fact] = as_told(fact, lasted)
    return here.read_as(changes)


def _is_rest(here: Unsettled, fact: Fact) -> bool:
    """Whether a number is what its text calls the rest: of a whole whose part the other tells."""
    if fact.kind not in _COUNTS:
        return False
    before = here.text[max(0, fact.start - _NEAR) : fact.start]
    if not (_REST_BEFORE.search(before) or _REST_BEHIND.match(here.text, fact.end)):
        return False
    number, _, unit = fact.value.partition(" ")
    for part, whole in pairwise(here.other_facts):
        joined = _OF.fullmatch(here.other[part.end : whole.start])
        if not joined or _LEFT.search(here.other, max(0, part.start - _NEAR), whole.end + _NEAR):
            continue
        few, _, few_unit = part.value.partition(" ")
        all_, _, all_unit = whole.value.partition(" ")
        if unit == all_unit and few_unit in ("", unit) and _less(all_, few) == _plain(number):
            return True
    return False


def _plain(number: str) -> Decimal | None:
    return Decimal(number) if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", number) else None


def _less(whole: str, part: str) -> Decimal | None:
    first, second = _plain(whole), _plain(part)
    return None if first is None or second is None or first <= second else first - second


def _is_span(here: Unsettled, fact: Fact) -> bool:
    """Whether the other text's only span of hours lasts so long."""
    before = here.text[max(0, fact.start - _NEAR) : fact.start]
    if fact.kind != "duration" or _WHEN_BEFORE.search(before):
        return False
    if _WHEN_BEHIND.match(here.text, fact.end):
        return False
    spans = [
        lasts
        for start, end in pairwise(here.other_facts)
        if _TO.fullmatch(here.other[start.end : end.start])
        and (lasts := _lasts(start, end)) is not None
    ]
    return spans == [fact.value]


def _ended(here: Unsettled, fact: Fact) -> Fact | None:
    """The duration that a span from a time of the other text until `fact` tells, if missing."""
    place = here.facts.index(fact)
    start = here.facts[place - 1] if place else fact
    if not _TO.fullmatch(here.text[start.end : fact.start]):
        return None
    if all(one.value != start.value for one in here.other_facts if one.kind == "time"):
        return None
    lasts = _lasts(start, fact)
    return next((one for one in here.missing if one.value == lasts), None)


def _lasts(start: Fact, end: Fact) -> str | None:
    """The duration between two times of one zone; None where they are none."""
    first, last = _CLOCK.fullmatch(start.value), _CLOCK.fullmatch(end.value)
    if not start.kind == end.kind == "time" or not first or not last or first[3] != last[3]:
        return None
    minutes = 60 * (int(last[1]) - int(first[1])) + int(last[2]) - int(first[2])
    return f"{minutes * 60 % _DAY} s"
