"""Days in a list that share a month: "2, 9 and 16 February", "February 2nd, 9th or 16th"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from prompts.facts.fact import Fact
from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.tokens import Token, fact_of
from prompts.facts.years import year_at

# What may stand between a day and its month.
LINKS: Final = frozenset({"of", "de", "the", "do", "den", "dem", "le", "el", "o"})
_LAST_JOINTS: Final = frozenset(listed("and or & und oder sowie y o e ou et"))
_ENDINGS: Final = frozenset({"st", "nd", "rd", "th", "º", "ª", "er", "."})
_MOST: Final = 8
Dates = tuple[list[Fact], int]


class _Day(NamedTuple):
    """A day of the month, and the tokens (from, to) that tell it."""

    day: int
    start: int
    end: int


def days_before_a_month(tokens: Sequence[Token], i: int, words: Words) -> Dates | None:
    """ "2, 9 and 16 February"."""
    days = _listed(tokens, i)
    at = days[-1].end if days else len(tokens)
    while days and at < len(tokens) and at < days[-1].end + 2 and tokens[at].norm in LINKS:
        at += 1
    if at >= len(tokens) or tokens[at].norm not in words.months:
        return None
    year, end = year_at(tokens, at + 1)
    return _each(tokens, days, words.months[tokens[at].norm], year), end


def days_behind_a_month(tokens: Sequence[Token], i: int, words: Words) -> Dates | None:
    """ "February 2nd, 9th or 16th"."""
    days = _listed(tokens, i + 1) if words.code == "en" else []
    return (_each(tokens, days, words.months[tokens[i].norm], None), days[-1].end) if days else None


def _each(
    tokens: Sequence[Token], days: Sequence[_Day], month: int, year: int | None
) -> list[Fact]:
    known = f"{year:04}" if year is not None else "-"
    return [
        fact_of("date", f"{known}-{month:02}-{day.day:02}", tokens, day.start, day.end)
        for day in days
    ]


def _listed(tokens: Sequence[Token], i: int) -> list[_Day]:
    """The days of the list that begins at token `i`; empty where none does.

    Its last member stands behind an "and" or "or", and there are three; of two, both are told by
    ordinals in figures, so that "for 2 and 16 February" is no list.
    """
    days: list[_Day] = []
    closed = False
    while len(days) < _MOST and (day := _day(tokens, i)) is not None:
        days.append(day)
        i = day.end
        if closed or i >= len(tokens):
            break
        comma = tokens[i].text == ","
        i += comma
        closed = i < len(tokens) and tokens[i].norm in _LAST_JOINTS
        if not (comma or closed):
            break
        i += closed
    ranked = all(day.end > day.start + 1 for day in days)
    return days if closed and len(days) > (1 if ranked else 2) else []


def _day(tokens: Sequence[Token], i: int) -> _Day | None:
    if i >= len(tokens) or not tokens[i].text.isdigit() or not 1 <= int(tokens[i].text[:3]) <= 31:
        return None
    end = i + 1
    if end < len(tokens) and tokens[end].norm in _ENDINGS and tokens[end].start == tokens[i].end:
        end += 1
    return _Day(int(tokens[i].text[:3]), i, end)
