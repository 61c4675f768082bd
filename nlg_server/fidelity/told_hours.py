"""Hours without "o'clock" or half of the day: "at six", "9-5", "between 8 and 12", "13–17h"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlg_server.fidelity.unsettled import Unsettled, as_told
from prompts.facts import Fact

_LEADS = re.compile(
    r"(?:\b(?:at|from|until|till|by|between|to|through|around|near|past|before|after|about"
    r"|roughly|and"
    r"|or|then|is|not|than|for|up to|um|bis|ab|von|vor|nach|gegen|zwischen|und|oder|a|las?"
    r"|desde|hasta"
    r"|sobre|entre|à|de|dès|vers|ou|et|às?|das|até|ao|e|o|tomorrow|today|tonight|morgen|heute"
    r"|demain"
    r"|matin|mañana|hoy|amanhã|hoje|open|\w{2,8}days?|mon|tue|wed|thu|fri|sat|sun)"
    r"|[-–—(,:;→+/])\s{0,2}\Z"
    r"|^\W{0,3}\Z",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s?(?:[-–—.,;:!?)\]/+→]|\Z|\n)|\s(?:and|or|to|until|till|through|in|on|this|the next"
    r"|tomorrow|today"
    r"|tonight|sharp|each|every|at|when|with|then|then|for|o['’]clock|uhr|h\b|hs\b|hrs\b|bis"
    r"|und|oder|am"
    r"|im|y|o|a|al|de|del|hasta|et|ou|à|du|jusqu|e|às|da|do|até|ao|is|sind|ist|haben|hat|macht|gibt|geht|est|sont|es|está|estamos|é|são|as|if|but|instead|rather"
    r"|now|daily"
    r"|\w{2,8}days?\b|mon\b|tue|wed|thu|fri|sat\b|sun\b|noon|midday)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:tonight|evening|afternoon|night|p\.?m\b|abends?|nachmittags?|nachts|tarde|noche|soir"
    r"|après-midi"
    r"|noite)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:morning|a\.?m\b|morgens|vormittags?|mañana|matin|manhã|madrugada)", re.IGNORECASE
)
_END = re.compile(r"[.!?;,\n]")
_CLOCK = re.compile(r"\d[:.]\d|\d{3}")
_TWELVE_IN_WORDS = re.compile(r"12\s(?![ap]\.?\s?m\b)[^\W\d]", re.IGNORECASE)
_HOURS = re.compile(
    r"(?:\d{1,2}|[^\W\d_]{2,12})\s?(?:h|hs|hrs|heures?|horas?|uhr)\Z", re.IGNORECASE
)


def told_hours(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, with bare hours read as the times that the other text states."""
    times = [fact for fact in here.missing if fact.kind == "time"]
    changes: dict[Fact, Fact | None] = {}
    if times and not here.exchangeable:
        for fact in _hours(here):
            told = next((time for time in times if _fits(here.text, fact, time)), None)
            if told is not None:
                times.remove(told)
                changes[fact] = as_told(fact, told)
    for fact in here.extra:  # "12 noon", "12 midnight"
        if fact.kind == "number" and fact.value == "12" and fact not in changes:
            near = (other for other in here.facts if other.start - fact.end in (0, 1))
            if any(other.kind == "time" for other in near):
                changes[fact] = None
    return here.read_as(changes)


def _hours(here: Unsettled) -> Iterator[Fact]:
    """What may be an hour: bare numbers, "one", hours told as durations, times."""
    for fact in here.facts:
        extra = fact in here.extra
        number = fact.kind == "number" and (extra or (fact.soft and fact.value == "1"))
        hour = fact.kind == "time" or (fact.kind == "duration" and _HOURS.match(fact.text))
        if number or (extra and hour):
            yield fact


def _fits(text: str, fact: Fact, told: Fact) -> bool:
    hour, _, minute = told.value.partition(":")
    if not hour.isdigit() or not minute.isdigit():
        return False
    own, own_minute = _clock(fact)
    if own is None or own_minute != minute or int(hour) % 12 != own % 12:
        return False
    after = text[fact.end : fact.end + 40]
    if fact.kind == "time":
        if own == 0 and int(hour) == 12 and _TWELVE_IN_WORDS.match(fact.text):
            return True  # "8 to 12 in the morning"
        if own % 12 == 0 or own > 12 or _named(fact.text) or _CLOCK.search(fact.text):
            return False
        if any(character.isdigit() for character in fact.text) and not _LATER.search(after):
            return False
    if own > 12 and own != int(hour):
        return False
    if fact.kind == "number" and not (
        _LEADS.search(text[max(0, fact.start - 16) : fact.start]) and _NEXT.match(after)
    ):
        return False
    stop = _END.search(after)
    behind = after[: stop.start()] if stop else after
    if _LATER.search(behind) and not _EARLIER.search(behind):
        return int(hour) >= 12 or int(hour) < 5
    return not (_EARLIER.search(behind) and not _LATER.search(behind)) or int(hour) < 12


def _clock(fact: Fact) -> tuple[int | None, str]:
    if fact.kind == "time":
        hour, _, minute = fact.value.partition(":")
        return (int(hour), minute) if hour.isdigit() else (None, "")
    if fact.kind == "duration":
        seconds = fact.value.removesuffix(" s")
        whole = seconds.isdigit() and int(seconds) % 3600 == 0
        return (int(seconds) // 3600 if whole else None), "00"
    return (int(fact.value) if fact.value.isdigit() and int(fact.value) <= 24 else None), "00"


def _named(text: str) -> bool:
    return bool(
        _LATER.search(text) or _EARLIER.search(text) or re.search(r"[ap]\.?\s?m", text, re.I)
    )
