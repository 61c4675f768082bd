"""Bounds on facts: "up to", "at least", "before", "about" and the like stay with their fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlg_server.fidelity.bounds import ages, days, denials, durations, words
from nlg_server.fidelity.bounds.ages import age_bounds
from nlg_server.fidelity.bounds.days import DATED, day_bounds, group_of, place_in_range
from nlg_server.fidelity.bounds.denials import denials_around
from nlg_server.fidelity.bounds.durations import duration_bounds
from nlg_server.fidelity.facts.sentences import (
    NOT_SHORT,
    PICTURES,
    sentence_around,
    sentence_before,
)
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

MEASURED: Final = frozenset(listed("number amount percentage quantity date time duration"))
# A bound that opens the sentence reaches its first fact: "At the very least, you pay $35".
_OPENING = re.compile(
    r"(?:^|[.!?\n]\s?)((?:at|as) (?:the (?:very )?|an? (?:absolute )?)?"
    r"(?:least|most|minimum|maximum|latest)),"
    r"[^.!?\d\n]{1,60}$",
    re.IGNORECASE,
)
_OPENED = {"least": "min", "minimum": "min", "most": "max", "maximum": "max", "latest": "max"}
_NEGATED = re.compile(
    r"n['’]t\b|\b(?:not|cannot|no|none|nothing|nobody|never|unable|impossible|without|too|only"
    r"|free|nicht"
    r"|kein\w{0,2}|nur|nie|pas|aucun\w?|não|nenhum\w?|sin|sem|sans)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|aged?|ab|desde|dès|à partir de|a partir d[eao]s?|once you['’]re)\s"
    r"(?:(?:[^\W\d]{1,10}) )?$",
    re.IGNORECASE,
)
# "Rechnung über 64,30 €" names the sum.
_WORTH = re.compile(
    r"(?:rechnung|betrag|überweisung|gutschein|zahlung|lastschrift|spende|bestellung|schaden|summe|kosten"
    r"|kredit|darlehen|angebot|scheck|anzahlung)\w{0,3}\b"
    r"(?:[^.!?]|(?<=\d)\.){0,30}\büber\s$",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:bis|hasta|até|up to)\s$", re.IGNORECASE)
_DOZENS = re.compile(r"[^\W\d]{3,9}aine\b", re.IGNORECASE)  # "une vingtaine"
_TO_ALONE = re.compile(r"\b(?:bis|hasta|até)\s$", re.IGNORECASE)
_LIMITED = re.compile(
    r"\b(?:plafond|tope|teto|limit\w{0,3}|max\w{0,4}|allowed|cap(?:ped)?|most|erlaubt|límite|limite)\b",
    re.I,
)
_CLOSES = re.compile(
    r"\b(?:closes?|shuts?|ends|expires?|schließ(?:t|en)|endet|enden|cierran?|ferment?|fecham?)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(?:open\w*|start\w*|begin\w*|from|after|earliest|öffne\w*|beginn\w*|start\w*|ab|nach"
    r"|abr\w+|empie\w+|comien\w+|desde|ouvr\w+|débu\w+|après|dès|começ\w+|depois|después)\b",
    re.IGNORECASE,
)
# "I only have 48 hours" is no more than two days.
_ONLY = re.compile(
    r"\b(?:only|just|nur|solo|sólo|solamente|seulement|só|somente|apenas)\s(?:[^\W\d_]{1,12}\s){0,2}$",
    re.IGNORECASE,
)
# "The first 30 km are free" is "up to 30 km".
_THE_FIRST = re.compile(
    r"\b(?:first|ersten|primer[oa]s|premiers|premières|primeir[oa]s)\s$", re.IGNORECASE
)
_AGAINST = re.compile(r"\bgegen\s$", re.IGNORECASE)  # in return for it
# "Call us under 555-0142" is a phone number of seven digits, and under nothing.
_NUMBER_GOES_ON = re.compile(r"-\d{4}\b")
# Whether the named value itself is within: "under 18" is not "up to 18".
_STRICT = re.compile(
    r"(?:\b(?:under|below|(?:less|fewer|younger|older|more|larger|longer) than|over|above|beyond"
    r"|exceed\w{0,3}"
    r"|unter|über|weniger als|mehr als|jünger als|älter als"
    r"|menos de|más de|moins de|plus de|mais de)|[<>])(?!\w)[^\w.!?]{0,3}(?:\w{1,12}\W{1,2})?$",
    re.IGNORECASE,
)
_INCLUSIVE = re.compile(
    r"(?:\b(?:up to|at most|at least|max(?:imum)?(?: of)?|min(?:imum)?(?: of)?|limit(?: of)?"
    r"|no more than"
    r"|höchstens|mindestens|bis zu"
    r"|hasta|al menos|jusqu'à|au plus|au moins|até|pelo menos|no máximo)|[≤≥])(?!\w)[^\w!?]{0,3}"
    r"(?:\w{1,12}\W{1,2}){0,2}$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\b(?:or|and|oder|o|ou)\b|\+", re.IGNORECASE)
_CUT = re.compile(
    rf"[!?;\n{PICTURES}]|(?<!máximo),(?=\s)|{NOT_SHORT}(?<!mind)\.(?=\s)", re.IGNORECASE
)
# Bounds that are part of a word: "isn't", "Mindestlaufzeit".
_COMPOUNDED = re.compile(r"n['’]t\b|\b(?:mindest|höchst|maximal)", re.IGNORECASE)
_WINDOW, _BEHIND = 60, 140
# "Two days (48 hours) before".
_AGAIN = re.compile(r"\A\s?\([^()]{1,20}\)")
_ESCAPED = re.compile(r"\\[a-z]")
Bounds = frozenset[str]


_TERM = re.compile(r"[^\W\d_]+|[~≈≤≥<>]")
# Every word of the bounds, so that most facts are passed by at the cost of a look-up.
_VOCABULARY = frozenset(
    word
    for module in (words, ages, days, durations, denials, None)
    for pattern in tuple((vars(module) if module else globals()).values())
    if isinstance(pattern, re.Pattern)
    for word in _TERM.findall(_ESCAPED.sub(" ", pattern.pattern.lower()))
) - frozenset("abcdefghijklmnpqrstuvwxyz")


def is_day_of_month(fact: Fact) -> bool:
    """Whether an ordinal in figures may be a day: "salaries are paid on the 25th"."""
    return fact.kind == "ordinal" and fact.text[0].isdigit()


def _is_year(fact: Fact) -> bool:
    """Years have the bounds of days: "until 2027" is "up to 2027"."""
    return (
        fact.kind == "number"
        and fact.value.isdigit()
        and fact.value[:2] in ("19", "20")
        and (len(fact.value) == 4)
    )


def bounds_at(text: str, fact: Fact, facts: Sequence[Fact] = (), *, excused: bool = True) -> Bounds:
    """The bounds that stand next to a fact; a name with a tilde is what excuses one's absence.

    Excuses cost most of the time; unless `excused` some are not looked for.
    """
    start, end = group_of(text, fact, facts)
    before, last = text[max(0, start - _WINDOW) : start], 0
    for cut in _CUT.finditer(before):
        at = cut.start() + start - len(before)
        if not any(other.start < at < other.end for other in facts):  # "am 2. April"
            last = cut.end()
    for other in facts:
        dated = other.kind in DATED
        if other.end <= start and not other.soft and other.kind in MEASURED and not dated:
            last = max(last, other.end - start + len(before))
    before = before[last:]
    if _VOCABULARY.isdisjoint(_TERM.findall(before.lower())) and not _COMPOUNDED.search(before):
        before = ""
    after = _AGAIN.sub("", text[end : end + 64])[:40]
    sentence = sentence_around(text, fact)
    if fact.kind in DATED or is_day_of_month(fact) or _is_year(fact):
        found = day_bounds(
            before, after, _clause(text, fact, facts, DATED), place_in_range(text, fact, facts)
        )
        if fact.kind == "time":  # free after four is free from four
            found.discard("~strict")
        if excused and (words.ESTIMATED.search(sentence) or _only_ends(sentence)):
            found.add("~before")
    else:
        found = _measured(before, after, fact, text, facts)
        if fact.kind == "duration":
            found = duration_bounds(found, before, after, sentence)
        elif words.INSIDE.search(before):
            found.add("inside")
        if excused:
            _excuse(found, before, after, sentence, _clause(text, fact, facts, MEASURED))
            first, last = place_in_range(text, fact, facts)
            found |= ({"~min"} if first else set()) | ({"~max"} if last else set())
    about = words.ABOUT.search(before) and not (fact.kind == "amount" and _AGAINST.search(before))
    if about or words.ABOUT_AFTER.match(after) or _DOZENS.match(fact.text):
        found.add("about")
    if excused and words.ESTIMATED.search(sentence):
        found.add("~about")
    return frozenset(found)


def _only_ends(sentence: str) -> bool:
    """Whether times are told only of what ends: "The pool closes at 9, the gym at 11"."""
    return bool(_CLOSES.search(sentence)) and not _STARTS.search(sentence)


def _excuse(found: set[str], before: str, after: str, sentence: str, clause: str) -> None:
    if _NEGATED.search(sentence):
        found.add("~negated")
    if _FROM.search(before):
        found.add("~min")
    only = _ONLY.search(before) or after.lower().startswith(" only")
    if only or _LIMITED.search(clause) or _THE_FIRST.search(before):
        found.add("~max")


def _clause(text: str, fact: Fact, facts: Sequence[Fact], kinds: frozenset[str]) -> str:
    """The sentence's part around a fact that no other fact of these kinds cuts off."""
    own, (start, end) = sentence_around(text, fact), group_of(text, fact, facts)
    begin = text.find(own, max(0, fact.start - len(own)))
    others = [other for other in facts if other.kind in kinds and not other.soft]
    low = max((other.end for other in others if begin <= other.end <= start), default=begin)
    stop = begin + len(own)
    return text[low : min((one.start for one in others if end <= one.start <= stop), default=stop)]


def _measured(before: str, after: str, fact: Fact, text: str, facts: Sequence[Fact]) -> set[str]:
    found: set[str] = set()
    if _NUMBER_GOES_ON.match(after):
        return found
    opening = _OPENING.search(text, max(0, fact.start - 90), fact.start) if "," in text else None
    if opening:
        found |= {_OPENED[opening[1].split()[-1].lower()], "within"}
    most = words.MAXIMUM.search(before) or words.MAXIMUM_IS.search(before)
    least = words.MINIMUM.search(before) or words.MINIMUM_IS.search(before)
    if most and least and most.start() > least.start():  # "at least one and at most six"
        least = None
    if most:
        found.add("max")
    if least or "+" in fact.text[1:]:
        found.add("min")
    if fact.kind == "amount" and words.STARTING_PRICE.search(before):
        found |= set() if any(place_in_range(text, fact, facts)) else {"min"}
    to = _TO_ALONE if fact.kind == "duration" else _TO
    if _WORTH.search(before) or (to.search(before) and place_in_range(text, fact, facts)[1]):
        found -= {"min", "max"}
    told = sentence_before(text, fact)
    denied = denials_around(before, text[fact.end : fact.end + _BEHIND], told)
    if found and denied.behind:
        found = {"min" if "max" in found else "max", "~turned"}
    elif found and not any(denied) and _STRICT.search(before):
        found.add("beyond")
    if found and _INCLUSIVE.search(before):
        found.add("within")
    if "max" in found and denied.less:
        found = found - {"max"} | {"min", "~turned"}
    elif "min" in found and denied.more:
        found = found - {"min"} | {"max", "~turned"}
    for name, pattern in (("max", words.MAXIMUM_AFTER), ("min", words.MINIMUM_AFTER)):
        match = pattern.match(after)
        if match:
            found |= {name, "within"} if _INCLUDING.search(match[0]) else {name}
    return found | age_bounds(before, after, fact.kind)
