"""Dates in figures alone, in the order in which the other text tells them: "11/6" for 11 June."""

from __future__ import annotations

import re

from nlg_server.fidelity.told.unsettled import Unsettled, as_told, joined
from prompts.facts import Fact

_SHORT = re.compile(r"(?<![\d.,/])(\d{1,2})\s?[./]\s?(\d{1,2})(?![\d/])(?:\.(?!\d))?")
# What a short date may have been read as: whole, for "08.10.2027/tomorrow" is none.
_OF_A_DATE = frozenset({"number", "quantity", "time", "code"})
_LETTER = re.compile(r"[^\W\d_]")
_FULL = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTHS = 12
_ENGLISH = re.compile(r"\b(?:the|you|your|is|we|and|from|till|until)\b", re.IGNORECASE)


def short_dates(here: Unsettled, facts: tuple[Fact, ...], told: list[Fact]) -> tuple[Fact, ...]:
    """`facts`, with "22/11" read as the one of the dates `told` that it is."""
    for match in _SHORT.finditer(here.text):
        for fact in list(told):
            month, _, day = fact.value[-5:].partition("-")
            first, second = match[1].zfill(2), match[2].zfill(2)
            if not day or {first, second} != {day, month}:
                continue
            if first != second and not _in_this_order(here, fact, first):
                continue
            told.remove(fact)
            start, end = match.span()
            inside = [one for one in facts if one.start < end and start < one.end]
            if any(
                one.kind not in _OF_A_DATE or one.start < start or one.end > end for one in inside
            ):
                continue
            new = Fact("date", fact.value, match[0], match.start(), match.end())
            facts = joined((one for one in facts if one not in inside), [new])
            break
    return facts


def full_dates(here: Unsettled, told: list[Fact]) -> dict[Fact, Fact | None]:
    """Days with their year in figures of which English leaves the order open: "12/05/2026"."""
    changes: dict[Fact, Fact | None] = {}
    for fact in here.extra:
        figures = _FULL.fullmatch(fact.text) if fact.kind == "date" else None
        for day in told if figures else ():
            if figures and _LETTER.search(day.text):
                one, two = figures[1].zfill(2), figures[2].zfill(2)
                for month, date in ((two, one), (one, two)):
                    same = day.value == f"{figures[3]}-{month}-{date}"
                    if same and (one == two or _in_this_order(here, day, one)):
                        changes[fact] = as_told(fact, day)
    return changes


def _in_this_order(here: Unsettled, told: Fact, first: str) -> bool:
    """Whether figures that begin with `first` may be read as the day `told`.

    English leaves the order of days and months open. There a reply's follow the template, where it
    tells the month by its name; a template's stay open.
    """
    day_first = first == told.value[-2:]
    if not _ENGLISH.search(here.text):
        return day_first
    if int(told.value[-2:]) > _MONTHS:
        return True
    named = here.of_reply and _LETTER.search(told.text)
    return bool(named) and day_first == told.text[0].isdigit()
