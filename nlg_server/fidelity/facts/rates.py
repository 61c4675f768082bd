"""What a number is for each time, how often something is, which part of a day: none may change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_UNITS: Final = {
    "hour": r"hours?|hourly|stunde|stündlich|hora|heure",
    "day": r"days?|daily|nightly|nights?|tag|täglich|nacht|día|dia|noche|jour|nuit|noite"
    r"|diari[oa]|quotidien\w*",
    "week": r"weeks?|weekly|woche|wöchentlich|semana|semaine|semanal|hebdomadaire",
    "month": r"months?|monthly|monat|monatlich|mes|mês|mois|mensual|mensuel\w*|mensal",
    "year": r"years?|yearly|annual(?:ly)?|jahr|jährlich|año|ano|an|anual|annuel\w*",
    "person": r"person|people|guests?|heads?|adults?|traveller|player|gast|persona|personne|pessoa",
    "piece": r"items?|pieces?|table|room|copy|ticket|litre|liter|km|kilomet\w+|mile"
    r"|installment|zimmer|tisch|chambre|article|habitación|artículo|quarto|item|stück|pièce",
}
_EACH: Final = (
    r"(?:per|each|every(?! half| other)|(?:(?:once|twice|times|\d|dollars|euros|pounds|bucks"
    r"|hours|days)\s)an?"
    r"|/|pro|je|jede[nrms]?|por|al|cada|par|chaque|à l['’])"
)
# A rate told as a duration, and so no duration: "every 24 hours", "seven days a week".
_EVERY: Final = r"(?:every|alle|(?:a )?cada|tou(?:te)?s les)\s"
_SEVEN: Final = r"(?:7|seven|sieben|siete|sept|sete)\s(?:days|tagen?|días|jours|dias)"
_AS_DURATION: Final = re.compile(
    rf"\b(?:(?P<day3>{_EVERY}(?:24|twenty[ -]four|vierundzwanzig|veinticuatro|vingt-quatre"
    r"|vinte e quatro)\s(?:hours|stunden|horas|heures))"
    rf"|(?P<day4>{_SEVEN}\s?(?:/|an?|per|each|every|in (?:the|der)|die|pro|(?:a|de) la|por|par|sur"
    r"|da|na)\s?(?:week|woche|semana|semaine|7|sept))"
    rf"|(?P<week3>{_EVERY}{_SEVEN})"
    rf"|(?P<year3>{_EVERY}(?:12|twelve|zwölf|doce|douze|doze)\s(?:months|monate|meses|mois)))\b",
    re.IGNORECASE,
)
_A: Final = r"\s(?:an?|per|each|every|am|pro|im|in der|die|al?|a la|por|par|ao)\s"
# "Once a week", "every week"; "twice every week" is another rate.
_ONCE: Final = (
    rf"(?:(?:once|einmal|una vez|une fois|uma vez){_A}|(?<!times )(?<!twice )(?:each|every)\s"
    r"|(?:jede[nrms]?|cada|chaque|tou(?:te)?s les|tod[oa]s?(?: l?[ao]s)?)\s)"
)
_PLAINLY: Final = {
    unit: re.compile(rf"\b(?:{_ONCE}(?:{_UNITS[unit]})s?|{alone})\b", re.IGNORECASE)
    for unit, alone in (
        ("day", r"daily|täglich|a diario|di[aá]ri\w+|quotidien\w*"),
        ("week", r"weekly|wöchentlich|semanalmente|hebdomadaire\w*"),
        ("year", r"yearly|annually|jährlich|anualmente|annuellement"),
    )
}
_MORE_OFTEN: Final = re.compile(
    rf"\b(?:twice|\w+ times|zweimal|dreimal|\w+ veces|(?!une )\w+ fois|(?:duas|três) vezes){_A}(?:"
    + "|".join(rf"(?P<{unit}>(?:{_UNITS[unit]})\b)" for unit in _PLAINLY)
    + ")",
    re.IGNORECASE,
)
_ALWAYS: Final = re.compile(
    r"24\s?/\s?7|round the clock|rund um die uhr|tag und nacht|las 24 horas|24 hours an? day"
    r"|24 hours per day|24 stunden (?:am|pro) tag|24\s?h(?:eures)?(?:/| sur )24|24 horas por dia"
    r"|at all hours|any ?(?:hour|time)|day and night|día y noche|jour et nuit|dia e noite",
    re.IGNORECASE,
)
_RATE: Final = re.compile(
    rf"{_AS_DURATION.pattern}|(?:\b{_EACH}|/)\s?(?:"
    + "|".join(rf"(?P<{name}>(?:{pattern})\b)" for name, pattern in _UNITS.items())
    + r")|\b(?P<hour2>hourly|stündlich)\b|\b(?P<day2>daily|nightly|täglich\w{0,2}|quotidien\w*"
    r"|diari[oa]s?|diári[oa]s?)\b"
    r"|\b(?P<week2>weekly|wöchentlich\w{0,2}|semanal|hebdomadaire)\b"
    r"|\b(?P<month2>monthly|monatlich\w*|mensual|mensuel\w*|mensal)\b"
    r"|\b(?P<year2>yearly|annual(?:ly)?|jährlich\w*|anual|annuel\w*)\b"
    r"|\b(?P<person2>apiece|pro kopf"
    r"|a head)\b",
    re.IGNORECASE,
)
_SORTS: Final = (
    frozenset({"hour", "day", "week", "month", "year"}),
    frozenset({"person", "piece"}),
)
_TOTAL: Final = re.compile(
    r"\b(?:in total|altogether|one-off|flat|all in|insgesamt|en total|au total)\b", re.I
)
_PARTS: Final = (
    ("am", r"mornings?|vormittags?|morgens|mañana|matin(?:ée)?|manhã"),
    ("pm", r"afternoons?|nachmittags?|tarde|après-midi"),
    ("night", r"evenings?|nights?|tonight|abends?|nachts?|noche|soir(?:ée)?|nuit|noite"),
)
_PART: Final = re.compile(
    r"\b(?:" + "|".join(rf"(?P<{name}>{pattern})" for name, pattern in _PARTS) + r")\b",
    re.IGNORECASE,
)
# "good morning" greets, "per night" is a rate.
_BEFORE: Final = re.compile(
    r"(?:good|nice|guten|lovely|great|wonderful|per|first|each|buenas|boa|bonne) \Z", re.IGNORECASE
)
_LONGEST: Final = 10
_ADDRESSED: Final = re.compile(r"\b(?:morning|afternoon|evening|night)[!,]", re.IGNORECASE)


def frequency_faults(template: str, reply: str) -> Iterator[Finding]:
    """A rate told for another unit ("a week" for "a month"), or morning told for evening."""
    ours = _rates(template)
    theirs = _rates(reply) if ours else ours
    lost, added = ours - theirs, theirs - ours
    changed = any(lost & sort and added & sort for sort in _SORTS)
    if lost and (changed or (_TOTAL.search(reply) and not _TOTAL.search(template))):
        named = f"for each {min(lost)}, not {min(added) if added else 'in total'}"
        yield Finding("fact_changed", "rate", f"it must stay {named}")
    for unit in _more_often(reply) - _more_often(template):
        if _PLAINLY[unit].search(template) or unit in _as_durations(template):
            yield Finding("fact_changed", "rate", f"it must stay once for each {unit}")
    each_day = any(match.lastgroup == "day4" for match in _AS_DURATION.finditer(template))
    if each_day and _ALWAYS.search(reply) and not _ALWAYS.search(template):
        yield Finding("fact_changed", "rate", "each day must not become all day long")
    before = _parts(template)
    after = _parts(reply) if before else before
    if before and after and not before & after:
        message = f"the part of the day must stay {min(before)}"
        yield Finding("fact_changed", "time", message)


def without_recurrences(text: str, facts: Sequence[Fact], other: str) -> tuple[Fact, ...]:
    """The facts of `text` without the durations that tell a rate which `other` tells plainly.

    >>> without_recurrences("Daily.", (), "Every 24 hours.")
    ()
    """
    always = bool(_ALWAYS.search(text) and _ALWAYS.search(other))
    spans = [
        match.span()
        for match in _AS_DURATION.finditer(text)
        if _PLAINLY[(match.lastgroup or "").rstrip("34")].search(other)
        or (always and match.lastgroup == "day4")
    ]
    return tuple(
        fact for fact in facts if not any(start <= fact.start < end for start, end in spans)
    )


def _as_durations(text: str) -> frozenset[str]:
    return frozenset((match.lastgroup or "").rstrip("34") for match in _AS_DURATION.finditer(text))


def _more_often(text: str) -> frozenset[str]:
    return frozenset(match.lastgroup or "" for match in _MORE_OFTEN.finditer(text))


def _rates(text: str) -> frozenset[str]:
    return frozenset(
        match.lastgroup.rstrip("234") for match in _RATE.finditer(text) if match.lastgroup
    )


def _parts(text: str) -> frozenset[str]:
    return frozenset(
        match.lastgroup
        for match in _PART.finditer(text)
        if match.lastgroup
        and not _ADDRESSED.match(text, match.start())
        and not _BEFORE.search(text[max(0, match.start() - _LONGEST) : match.start()])
    )
