"""Hours without "o'clock" or half of the day: "at six", "9-5", "13–17h", "ten to six"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nlg_server.fidelity.facts.comparison import BRACKETED
from nlg_server.fidelity.told.unsettled import Unsettled, as_told
from prompts.facts import Fact

_LEADS = re.compile(
    r"(?:\b(?:at|from|until|till|by|between|to|through|around|near|past|before|after|about"
    r"|roughly|and"
    r"|or|then|is|not|than|for|up to|um|bis|ab|von|vor|nach|gegen|zwischen|und|oder|a|las?"
    r"|desde|hasta"
    r"|sobre|entre|as|à|de|dès|vers|ou|et|às?|das|até|ao|e|o|there['’]s|tomorrow|today|tonight|morgen|heute"
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
    r"|now|daily|für|pour|para|por"
    r"|\w{2,8}days?\b|mon\b|tue|wed|thu|fri|sat\b|sun\b|noon|midday)",
    re.IGNORECASE,
)
# "Um neun beginnt es", but "um neun Plätze größer".
_AT = re.compile(r"\bum\s\Z", re.IGNORECASE)
_VERB = re.compile(r"\s[a-zäöüß]")
_LATER = re.compile(
    r"\b(?:tonight|evening|afternoon|night|p\.?m\b|abends?|nachmittags?|nachts|tarde|noche|soir"
    r"|après-midi"
    r"|noite)",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:morning|a\.?m\b|morgens|vormittags?|mañana|matin|manhã|madrugada)", re.IGNORECASE
)
# The words for twelve o'clock, which name the half of the day of what counts from them.
_NOON = re.compile(
    r"noon|mid(?:day|night|i\b)|mittag|mitternacht|mediodía|medianoche|minuit|meio-dia|meia-noite",
    re.IGNORECASE,
)
# Between minutes and an hour: "one minute before midnight", "ten to six".
_RECKONED = re.compile(
    r"\s(?:(?P<past>past|after|nach|después de|pasad[ao]s?|après|depois d[aeo]s?)"
    r"|to|till|before|vor|antes d[aeo]s?|antes del|para|avant)\s(?:las? |el |as |o )?",
    re.IGNORECASE,
)
# "From ten to six" is a range.
_OF_A_RANGE = re.compile(
    r"\b(?:from|between|open|von|de|das|desde|entre|zwischen)\s\Z", re.IGNORECASE
)
_PARTED = re.compile(r"\b(?:past|half|quarter)\b", re.IGNORECASE)
_END = re.compile(r"[.!?;,\n]")
# "Takes up nine until half past twelve"
_UNTIL = re.compile(r"\s(?:until|till|bis|hasta|jusqu['’]à|até)\s")
# "15.20" for 15:20
_DOTTED = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)")
_CLOCK = re.compile(r"\d[:.]\d|\d{3}")
_TWELVE_IN_WORDS = re.compile(r"12\s(?![ap]\.?\s?m\b)[^\W\d]", re.IGNORECASE)
_TWELVES = frozenset({"12:00", "00:00"})
_HOURS = re.compile(
    r"(?:\d{1,2}|[^\W\d_]{2,12})\s?(?:h|hs|hrs|heures?|horas?|uhr)\Z", re.IGNORECASE
)


def told_hours(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, with bare hours read as the times that the other text states."""
    times = [fact for fact in here.missing if fact.kind == "time"]
    changes = _reckoned(here, times)
    if times and not here.exchangeable:
        for fact in _hours(here):
            told = next((time for time in times if _fits(here.text, fact, time)), None)
            if told is not None and fact not in changes:
                times.remove(told)
                changes[fact] = as_told(fact, told)
    for fact in here.extra:  # "12 noon", "12 midnight", "noon (12)"
        if fact.kind == "number" and fact.value == "12" and fact not in changes:
            near = (
                other
                for other in here.facts
                if other.start - fact.end in (0, 1)
                or BRACKETED.fullmatch(here.text[other.end : fact.start])
            )
            if any(other.kind == "time" and other.value in _TWELVES for other in near):
                changes[fact] = None
    return here.read_as(changes)


def _reckoned(here: Unsettled, times: list[Fact]) -> dict[Fact, Fact | None]:
    """Minutes and the hour they count from, read as the one of `times` that they tell."""
    changes: dict[Fact, Fact | None] = {}
    for minutes, hour in pairwise(here.facts) if times else ():
        joint = _RECKONED.fullmatch(here.text[minutes.end : hour.start])
        count = _minutes(minutes) if joint and hour in here.extra else 0
        if not joint or not count or not (minutes.soft or minutes in here.extra):
            continue
        ranged = minutes.kind == "number" and _OF_A_RANGE.search(here.text[: minutes.start])
        for told in times if not ranged else ():
            if _counts(here.text, hour, count if joint["past"] else -count, told):
                times.remove(told)
                whole = here.text[minutes.start : hour.end]
                changes[minutes] = None
                changes[hour] = replace(as_told(hour, told), text=whole, start=minutes.start)
                break
    return changes


def _minutes(fact: Fact) -> int:
    """The minutes that a number or a duration below an hour tells; 0 for none."""
    value, _, unit = fact.value.partition(" ")
    each = {"number": 1, "duration": 60}.get(fact.kind)
    if each is None or unit not in ("", "s") or not value.isdigit() or int(value) % each:
        return 0
    return int(value) // each if int(value) // each < 60 else 0


def _counts(text: str, fact: Fact, minutes: int, told: Fact) -> bool:
    """Whether so many minutes past `fact`, before it where they are below zero, are `told`."""
    hour, _, minute = told.value.partition(":")
    own, own_minute = _clock(fact)
    if own is None or fact.kind == "duration" or not (hour.isdigit() and minute.isdigit()):
        return False
    apart = 60 * int(hour) + int(minute) - 60 * own - int(own_minute) - minutes
    exact = own > 12 or _CLOCK.search(fact.text) or _NOON.search(fact.text) or _named(fact.text)
    if fact.kind == "time" and exact:
        return apart % 1440 == 0
    after = text[fact.end : fact.end + 40]
    if apart % 720 or (fact.kind == "number" and not (1 <= own <= 12 and _NEXT.match(after))):
        return False
    return _in_that_half(after, int(hour))


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
        midnight = _NOON.search(fact.text) or _LATER.search(fact.text)
        if own == 0 and int(hour) == 12 and _TWELVE_IN_WORDS.match(fact.text) and not midnight:
            return True  # "8 to 12 in the morning"
        if own % 12 == 0 or own > 12 or _named(fact.text) or _CLOCK.search(fact.text):
            return False
        if _NOON.search(fact.text):
            return False
        figures = any(character.isdigit() for character in fact.text)
        if figures and not (_LATER.search(after) or _PARTED.search(fact.text)):
            return False
    if own > 12 and own != int(hour):
        return False
    before = text[max(0, fact.start - 16) : fact.start]
    ranged = _UNTIL.match(after)
    told_when = (_LEADS.search(before) or ranged) and (
        _NEXT.match(after) or (_AT.search(before) and _VERB.match(after))
    )
    if fact.kind == "number" and not told_when and not _DOTTED.fullmatch(fact.text):
        return False
    return _in_that_half(after, int(hour))


def _in_that_half(after: str, hour: int) -> bool:
    """Whether an hour is in the half of the day that the sentence names behind it, if any."""
    stop = _END.search(after)
    behind = after[: stop.start()] if stop else after
    if _LATER.search(behind) and not _EARLIER.search(behind):
        return hour >= 12 or hour < 5
    return not (_EARLIER.search(behind) and not _LATER.search(behind)) or hour < 12


def _clock(fact: Fact) -> tuple[int | None, str]:
    if fact.kind == "time":
        hour, _, minute = fact.value.partition(":")
        return (int(hour), minute) if hour.isdigit() else (None, "")
    if fact.kind == "duration":
        seconds = fact.value.removesuffix(" s")
        whole = seconds.isdigit() and int(seconds) % 3600 == 0
        return (int(seconds) // 3600 if whole else None), "00"
    dotted = _DOTTED.fullmatch(fact.text)
    if dotted:
        return int(dotted[1]), dotted[2]
    return (int(fact.value) if fact.value.isdigit() and int(fact.value) <= 24 else None), "00"


def _named(text: str) -> bool:
    return bool(
        _LATER.search(text) or _EARLIER.search(text) or re.search(r"[ap]\.?\s?m", text, re.I)
    )
