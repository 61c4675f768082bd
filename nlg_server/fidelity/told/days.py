"""Days that the other text spells out: "the 8th to the 10th of May", "Mo", "weekdays"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from nlg_server.fidelity.told.dates import full_dates, short_dates
from nlg_server.fidelity.told.unsettled import Unsettled, as_told, joined
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

_RANGED = re.compile(
    r"(?:\s|[-–—,&+/]|\b(?:to|and|or|until|till|through|the|of|on|from|bis|und|oder|zum|auf|den|dem"
    r"|der|vom"
    r"|al?|y|o|el|de|del|hasta|au|et|ou|le|du|e|até|ao|st|nd|rd|th|\w{2,8}days?|\d{1,2}(?:st|nd"
    r"|rd|th)?"
    r"|mon|tue|wed|thu|fri|sat|sun|\w{3,10}tag|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|\.(?=\s?(?:[-–—]|bis|und|/)))*\Z",
    re.IGNORECASE,
)
_DAYS_SHORT = {
    name: number
    for row in (
        "Mo Di Mi Do Fr Sa So",
        "lun mar mer jeu ven sam dim",
        "lun mar mié jue vie sáb dom",
        "segunda terça quarta quinta sexta sábado domingo",
        "seg ter qua qui sex sáb dom",
        "montags dienstags mittwochs donnerstags freitags samstags sonntags",
    )
    for number, name in enumerate(listed(row.casefold()), start=1)
}
_NAMED = re.compile(
    r"(?<![\w])(" + "|".join(sorted(_DAYS_SHORT, key=len, reverse=True)) + r")(?![\w])",
    re.IGNORECASE,
)
_WORDS_TOO = frozenset(listed("so do sam mar mer dim sex ven"))
# They are days where an hour, a date or the end of a range follows: "Do-So", "So 8-12 Uhr".
_AS_A_DAY = re.compile(r"\.?,?\s?(?:\d|[-–/&]|(?:bis|und|um|ab|von)\b|\)|$)")
_WEEKDAYS = re.compile(
    r"\b(?:week-?days?|werktag\w{0,10}|wochentags|unter der woche|entre semana"
    r"|días? laborables?|en semaine"
    r"|dias? (?:úteis|de semana))\b",
    re.IGNORECASE,
)
_WEEK = {
    "weekdays": (("weekday 1", "weekday 5"), _WEEKDAYS),
    "weekend": (("weekday 6", "weekday 7"), None),
}
_AGAIN = frozenset({"date", "time"})
_THEN = re.compile(
    r"\b(?:that (?:day|month|date|week|time|year)|then|same (?:day|month|date)|before that"
    r"|after that"
    r"|still|same|again|unchanged|immer noch|weiterhin|wieder|gleiche[nrms]?|toujours|mêmes?"
    r"|mism[oa]s?|sigue|mesm[oa]s?|continua"
    r"|dann|davor|danach|entonces|alors|então)\b",
    re.IGNORECASE,
)
# "Every day except Monday" is Tuesday to Sunday.
_EXCEPT = re.compile(
    r"\b(?:except|but|apart from|other than|save|außer|ausgenommen|bis auf|excepto|menos|salvo|sauf"
    r"|exceto)\s(?:for |on |not |de )?(?:the |el |los |le |à |às |am |a )?\Z",
    re.IGNORECASE,
)
# "The end of March (31st)"
_ASIDE = re.compile(r",?\s?\(?(?:the )?")
_END_OF_MONTH = re.compile(
    r"\b(?:end of|ende|fin|fin de|final(?:es)? de|fim de|último dia de|letzten? tag (?:im|des)"
    r"|last day of)\s\Z",
    re.IGNORECASE,
)


_WEEKDAY_THE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?\Z",
    re.IGNORECASE,
)
_DAY_NUMBER = re.compile(r"\b(?:d[ií]a|am|le|el)\s\Z", re.IGNORECASE)
_NEXT_WEEK = re.compile(r",?\s(?:of )?")
_COMING = re.compile(r"\bkommende\w?\s\Z", re.IGNORECASE)
_COMING_BEHIND = re.compile(r"\s(?:prochain|que viene|que vem)\b", re.IGNORECASE)


def told_days(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, with days read as the dates that the other text states."""
    facts = here.read_as(_of_the_week(here))
    if facts is not here.facts:
        return facts
    facts = here.read_as(_repeated(here) | _coming(here) | _ending_months(here))
    facts = _numbered(here, facts)
    told = [fact for fact in here.missing if fact.kind == "date"]
    if told:
        facts = _changed(facts, full_dates(here, told) | _of_the_month(here, told))
        facts = short_dates(here, facts, told)
        facts = _sharing_a_month(here, facts, told)
        facts = joined(facts, _abbreviated(here, told))
    return facts


def _changed(facts: tuple[Fact, ...], changes: dict[Fact, Fact | None]) -> tuple[Fact, ...]:
    read = (changes.get(fact, fact) for fact in facts)
    return tuple(fact for fact in read if fact is not None) if changes else facts


def _of_the_month(here: Unsettled, told: list[Fact]) -> dict[Fact, Fact | None]:
    """ "Friday the 6th" of the month that another date names, "Monday next week"."""
    changes: dict[Fact, Fact | None] = {}
    months = {fact.value[:-2] for fact in here.facts if fact.value[-3:-2] == "-"}
    for fact in here.extra:
        before = here.text[max(0, fact.start - 20) : fact.start]
        for day in told:
            month, number = day.value[:-2], day.value[-2:]
            same = fact.kind in ("ordinal", "number") and number == fact.value.zfill(2)
            led = (_WEEKDAY_THE if fact.kind == "ordinal" else _DAY_NUMBER).search(before)
            if same and month in months and led:
                changes[fact] = as_told(fact, day)
            if day.value == f"next {fact.value}":
                week = next((one for one in here.extra if one.value == "next w"), None)
                if week and _NEXT_WEEK.fullmatch(here.text[fact.end : week.start]):
                    changes |= {fact: as_told(fact, day), week: None}
    return changes


def _sharing_a_month(
    here: Unsettled, facts: tuple[Fact, ...], told: list[Fact]
) -> tuple[Fact, ...]:
    """ "the 8th to the 10th of October", "July 3rd to 10th": one month serves several days."""
    dates = [fact for fact in facts if fact.kind == "date" and fact.value[-3:-2] == "-"]
    changes: dict[Fact, Fact] = {}
    for fact in facts:
        if fact.kind not in ("number", "ordinal") or not fact.value.isdigit():
            continue
        for date in dates:
            first, last = sorted((fact, date), key=lambda one: one.start)
            wanted = next((one for one in told if _same_month(one, date, int(fact.value))), None)
            near = first.end <= last.start <= first.end + 60
            if wanted and near and _RANGED.fullmatch(here.text[first.end : last.start]):
                told.remove(wanted)
                changes[fact] = as_told(fact, wanted)
                break
    return tuple(changes.get(fact, fact) for fact in facts)


def _numbered(here: Unsettled, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Days before the month's: "8 to 10 October" for "the 8th to the 10th of October"."""
    changes: dict[Fact, Fact] = {}
    for fact in here.extra:
        if fact.kind != "ordinal":
            continue
        for other in here.missing:
            if other.kind == "number" and other.value == fact.value:
                ours = _date_behind(here.text, fact, facts)
                if ours and ours == _date_behind(here.other, other, here.other_facts):
                    changes[fact] = as_told(fact, other)
    return tuple(changes.get(fact, fact) for fact in facts)


def _date_behind(text: str, day: Fact, facts: tuple[Fact, ...]) -> str:
    for fact in facts:
        behind = day.end <= fact.start <= day.end + 20
        if fact.kind == "date" and behind and _RANGED.fullmatch(text[day.end : fact.start]):
            return fact.value
    return ""


def _same_month(wanted: Fact, date: Fact, day: int) -> bool:
    return wanted.value[-5:] == f"{date.value[-5:-2]}{day:02}"


def _abbreviated(here: Unsettled, told: list[Fact]) -> Iterator[Fact]:
    for match in _NAMED.finditer(here.text):
        name = match[1].casefold()
        if len(name) == 2 and not match[1][0].isupper():
            continue
        listed_day = here.text[: match.start()].rstrip().endswith(("→", "–", "/", "->"))
        if name in _WORDS_TOO and not (listed_day or _AS_A_DAY.match(here.text, match.end())):
            continue
        wanted = next((one for one in told if one.value == f"weekday {_DAYS_SHORT[name]}"), None)
        if wanted is not None:
            told.remove(wanted)
            yield Fact("date", wanted.value, match[1], *match.span())


def _of_the_week(here: Unsettled) -> dict[Fact, Fact | None]:
    """Monday to Friday where the other text says "weekdays", Saturday and Sunday for the"
    " weekend."""
    changes: dict[Fact, Fact | None] = {}
    for name, (ends, phrase) in _WEEK.items():
        told = [fact for fact in here.missing if fact.value == name]
        said = phrase is not None and phrase.search(here.other)
        if not (told or said or any(fact.value == name for fact in here.other_facts)):
            continue
        days = [fact for fact in here.extra if fact.value in ends]
        if {fact.value for fact in days} == set(ends):
            first, *rest = days
            changes[first] = as_told(first, told[0]) if told else None
            changes |= dict.fromkeys(rest)
    return changes or _all_but_one(here)


def _all_but_one(here: Unsettled) -> dict[Fact, Fact | None]:
    """Tuesday to Sunday where the other text says "every day except Monday"."""
    for told in here.other_facts:
        if not told.value.startswith("weekday "):
            continue
        if not _EXCEPT.search(here.other[max(0, told.start - 24) : told.start]):
            continue
        day = int(told.value[-1])
        ends = [f"weekday {day % 7 + 1}", f"weekday {(day - 2) % 7 + 1}"]
        days = [fact for fact in here.extra if fact.value.startswith("weekday ")]
        if [fact.value for fact in days] == ends:
            said = told not in here.missing  # "Sunday to Friday; on Saturday, no"
            return {days[0]: None if said else as_told(days[0], told), days[1]: None}
    return {}


def _ending_months(here: Unsettled) -> dict[Fact, Fact | None]:
    """Months whose last day the other text states: "until the end of May" for "until 31 May"."""
    changes: dict[Fact, Fact | None] = {}
    for fact in here.extra:
        if not _END_OF_MONTH.search(here.text[max(0, fact.start - 24) : fact.start]):
            continue
        years = (one for one in here.missing if one.value == f"{fact.value}-12-31")
        if fact.kind == "number" and (year := next(years, None)):
            changes[fact] = as_told(fact, year)
        if fact.kind != "date":
            continue
        for told in here.missing:
            month, _, day = told.value.rpartition("-")
            if month == fact.value and day.isdigit() and int(day) == _last_day(month):
                changes[fact] = as_told(fact, told)
                changes |= dict.fromkeys(
                    one
                    for one in here.extra
                    if one.value == day and _ASIDE.fullmatch(here.text[fact.end : one.start])
                )
    return changes


def _last_day(month: str) -> int:
    """The last day of "2025-05" or "--05"; of a February without its year, 28."""
    year, _, number = month.rpartition("-")
    return monthrange(int(year) if year.isdigit() else 2023, int(number))[1]


def _coming(here: Unsettled) -> dict[Fact, Fact | None]:
    """Weekdays beside "kommenden", "prochain", "que viene" where the other says "next Tuesday"."""
    changes: dict[Fact, Fact | None] = {}
    for fact in here.extra:
        told = next((one for one in here.missing if one.value == f"next {fact.value}"), None)
        near = here.text[max(0, fact.start - 10) : fact.start], here.text[fact.end : fact.end + 12]
        if told is not None and (_COMING.search(near[0]) or _COMING_BEHIND.match(near[1])):
            changes[fact] = as_told(fact, told)
    return changes


def _repeated(here: Unsettled) -> dict[Fact, Fact | None]:
    """Days and times said again where the other text says "that month", "then", "still"."""
    known = {fact.value for fact in here.other_facts if fact.kind in _AGAIN}
    again = [fact for fact in here.extra if fact.kind in _AGAIN and fact.value in known]
    return dict.fromkeys(again) if again and _THEN.search(here.other) else {}
