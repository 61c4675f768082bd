"""Compares the protected facts of a template with those of a reply, in both directions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from nlg_server.fidelity.names.same_names import names_again
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact
from prompts.facts.calendar import weekday_of
from prompts.facts.languages.listed import listed

_COUNTED = frozenset(
    listed("number amount percentage quantity ordinal date time duration phone iban code")
)
_DIGIT = re.compile(r"\d")
_HALF_NAMED = re.compile(
    r"morn|night|am\b|mañana|matin|manhã|madrugada|vormittag|morgens|früh|midnight|mitternacht"
    r"|noon",
    re.I,
)
# Behind a time without its half of the day.
_LATER_HALF = re.compile(
    r"\s(?:tonight|this (?:evening|afternoon)|in the (?:evening|afternoon)|at night"
    r"|(?:or|and|to|until|till)\s(?:at )?(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))? ?p\.?m\b)",
    re.IGNORECASE,
)
# "At ten past midnight (00:10)": said again in brackets right behind itself.
BRACKETED = re.compile(r"\s?[(\[](?:at |um |(?:a )?las? |à |às )?", re.IGNORECASE)
_BREAK = re.compile(r"[.!?]\s|\n")
# Characters between a weekday and the date it belongs to: "on Tuesday then, the 3rd of May".
_NEAR = 20
# Characters that lead a day in its sentence: "last one for tomorrow".
_LED_BY = 8
_TEXTUAL = frozenset({"quoted", "name", "label"})


def key_of(fact: Fact) -> tuple[str, str]:
    """What two facts must share to state the same: kinds that only differ in layout are one."""
    if (
        fact.kind in ("phone", "code", "number")
        and fact.value.lstrip("+").isdigit()
        and (fact.kind != "number" or len(fact.value) >= 7)
    ):
        return "digits", fact.value
    if fact.kind == "code":
        return "code", fact.value
    return fact.kind, fact.value


def same_values(
    expected: Sequence[Fact], found: Sequence[Fact], kinds: Set[str]
) -> Iterator[tuple[Fact, Fact]]:
    """Each of the template's facts of these kinds beside the reply's last one of its value.

    One that is only a word ("a pair") stands back behind one that is told as a fact.
    """
    told = {
        key_of(fact): fact
        for soft in (True, False)
        for fact in found
        if fact.kind in kinds and fact.soft == soft
    }
    for fact in expected:
        other = told.get(key_of(fact))
        if other is not None and fact.kind in kinds and not fact.soft:
            yield fact, other


def fact_differences(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Facts lost, added or changed; a lost and an added fact of one kind are one change."""
    found = _contradicting(expected, _settle_spoken_times(expected, found, reply))
    lost = list(_unmatched(_once(expected, template, reply), found, template, reply))
    weekdays = {fact.value for fact in expected if fact.value.startswith("weekday")}
    added = [
        fact
        for fact in _unmatched(found, expected, reply, template)
        if fact.kind != "date" or fact.value not in weekdays
    ]
    if not any(_misdated(fact, expected) for fact in expected):
        added += [fact for fact in found if fact not in added and _misdated(fact, found)]
    for fact in list(lost):
        partner = next((other for other in added if other.kind == fact.kind), None)
        if partner is not None:
            lost.remove(fact)
            added.remove(partner)
            yield Finding(
                "fact_changed",
                fact.kind,
                f"the {fact.kind} must stay {fact.text}, not {partner.text}",
                (fact.start, fact.end),
                (partner.start, partner.end),
            )
    for fact in lost:
        message = f"the {fact.kind} {fact.text} must be in the reply"
        yield Finding("fact_lost", fact.kind, message, (fact.start, fact.end), None)
    for fact in added:
        code = "placeholder" if fact.kind == "placeholder" else "fact_added"
        message = f"the {fact.kind} {fact.text} must not be in the reply"
        yield Finding(code, fact.kind, message, None, (fact.start, fact.end))


def _once(facts: Sequence[Fact], text: str, other: str) -> list[Fact]:
    """`facts` of `text` without what tells its only day again: one mention serves all that is told.

    Where the other text tells the second as this one does, the first is what it lacks.
    """
    kept = list(facts)
    for weekdays in (True, False):
        days = [
            fact
            for fact in facts
            if fact.kind == "date" and fact.value.startswith("weekday") == weekdays
        ]
        if len({day.value for day in days}) == 1:
            kept = [
                fact
                for fact in kept
                if fact not in days[1:] or text[max(0, fact.start - _LED_BY) : fact.end] in other
            ]
    return kept


def _settle_spoken_times(expected: Sequence[Fact], found: Sequence[Fact], reply: str) -> list[Fact]:
    """Times in words ("half past five") read in the half of the day that the template names.

    So are those in figures whose half is told behind them: "6:15 or 8:45 PM", "10:40 tonight".
    """
    wanted = {fact.value for fact in expected if fact.kind == "time"}
    settled = []
    for fact in found:
        open_half = not _DIGIT.search(fact.text) or _half_behind(fact, reply)
        if fact.kind == "time" and fact.value not in wanted and open_half:
            hour, _, minute = fact.value.partition(":")
            later = f"{int(hour) + 12:02}:{minute}"
            if 0 < int(hour) < 12 and later in wanted and not _HALF_NAMED.search(fact.text):
                fact = replace(fact, value=later)
        settled.append(fact)
    return settled


def _half_behind(fact: Fact, text: str) -> bool:
    """Whether what stands behind a time in figures tells that it is of the day's later half.

    Not of "05:20", nor of the morning's 11:10 in "from 11:10 to 3:25 PM".
    """
    found = _LATER_HALF.match(text, fact.end)
    if found is None or fact.text[:1] == "0":
        return False
    if found["hour"] is None:
        return True
    behind = f"{int(found['hour']) % 12:02}:{found['minute'] or '00'}"
    return fact.value < behind


def _contradicting(expected: Sequence[Fact], found: Sequence[Fact]) -> list[Fact]:
    """`found`, where "a pound" is an amount if the template names another amount of pounds."""
    stated = {fact.value for fact in expected if fact.kind == "amount"}
    currencies = {value.rpartition(" ")[2] for value in stated}
    return [
        replace(fact, soft=False)
        if fact.soft
        and fact.kind == "amount"
        and fact.value not in stated
        and fact.value.rpartition(" ")[2] in currencies
        else fact
        for fact in found
    ]


def _unmatched(
    wanted: Sequence[Fact], given: Sequence[Fact], own: str, other: str
) -> Iterator[Fact]:
    """Facts of `wanted` (in text `own`) for which `given` (in text `other`) has no counterpart."""
    have: Counter[tuple[str, str]] = Counter()
    soft: set[tuple[str, str]] = set()
    for fact in given:
        if fact.soft:
            soft.add(key_of(fact))
        else:
            have[key_of(fact)] += 1
    entailed = {("date", day) for fact in given if (day := weekday_of(fact.value)) is not None}
    # A fact that stands letter for letter in the other text may be read there in another way; but
    # of two equal ones in a sentence each has its own part, so that the second counts.
    spelled = {other[fact.start : fact.end] for fact in given if not fact.soft}
    ends: dict[tuple[str, str], int] = {}
    for fact in wanted:
        if fact.soft:
            continue
        key = key_of(fact)
        previous, ends[key] = ends.get(key), fact.end
        repeated = previous is not None and not _BREAK.search(own[previous : fact.start])
        if previous is not None and BRACKETED.fullmatch(own[previous : fact.start]):
            continue
        if fact.kind in _TEXTUAL:
            if not names_again(other, fact, own):
                yield fact
        elif have[key] > 0:
            if fact.kind in _COUNTED:
                have[key] -= 1
        elif not (
            (key in soft and not _alone(fact, own))
            or (key in entailed and _dated(fact, wanted, own) and not _misdated(fact, wanted))
            or (not repeated and _DIGIT.search(fact.text) and own[fact.start : fact.end] in spelled)
        ):
            yield fact


def _alone(fact: Fact, text: str) -> bool:
    """Whether a number counts nothing: "(2)", "Mention 2." and "1 4" are more than "both"."""
    behind = text[fact.end : fact.end + 2]
    return (
        fact.kind == "number"
        and bool(_DIGIT.search(fact.text))
        and (behind[:1] in ("", *").!?") or (behind[0] == " " and behind[1:].isdigit()))
    )


def _dated(fact: Fact, facts: Sequence[Fact], text: str) -> bool:
    """Whether a weekday stands near a full date, so that it is that date's."""
    for other in facts:
        if other.kind == "date" and weekday_of(other.value) == fact.value:
            first, last = sorted((fact, other), key=lambda one: one.start)
            between = text[first.end : last.start]
            if len(between) <= _NEAR and not _BREAK.search(between):
                return True
    return False


def _misdated(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a weekday stands beside a full date that falls on another day."""
    return fact.value.startswith("weekday") and any(
        other.kind == "date"
        and max(other.start - fact.end, fact.start - other.end) in range(5)
        and weekday_of(other.value) not in (None, fact.value)
        for other in facts
    )
