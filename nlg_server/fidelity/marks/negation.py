"""Compares what is negated in a template with what is negated in a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.marks.vocabulary import NEGATORS
from nlg_server.fidelity.verdict import Finding

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HARMLESS = re.compile(
    r"\b(?:no (?:matter|biggie|sweat|hard feelings|problem|worries|rush|need to worry|doubt"
    r"|trouble)|not (?:a problem|to worry|quite)"
    r"|don['’]t (?:hesitate|worry)|never mind|why not|can['’]t wait|not only|nothing to worry"
    r"|won['’]t (?:take long|hurt)|kein problem|keine (?:sorge|ahnung)|no (?:te preocupes|se "
    r"preocupe"
    r"|hay problema|dudes)|sin problemas?|pas de (?:problème|souci)|aucun (?:problème|souci)"
    r"|n['’]hésitez pas|ne vous inquiétez pas|sem problemas?|não (?:se preocupe|hesite)"
    r"|(?:can['’]t|cannot|(?:should|must)(?:n['’]t| not)) (?:be|go|exceed|last|run|take)(?: for)?"
    r" (?:more|longer|over|above|beyond)"
    r"|(?:won['’]t|will not|doesn['’]t|does not) (?:be|take|cost|last)"
    r" (?:you )?(?:any )?(?:more|longer)"
    r"|(?:no|não) (?:puede|pode)[nm]? (?:\w{2,10} ){0,2}(?:m[áa]i?s|menos) de"
    r"|nicht (?:länger|größer|älter) als"
    r"|ne (?:peut|peuvent|doit|doivent) pas (?:\w{2,10} )?(?:dépasser|plus de)"
    r"|(?:no|not|cannot be|can.t be|nicht|pas|não) (?:more|less|later|longer(?= than)|fewer|earlier"
    r"|mehr|weniger|plus de|moins de|mais de|más de|menos de)"
    r"|not (?:so |too |at all )?bad|not a fan|no, |nope|nothing to it|not to mention|if not"
    r"|do not hesitate|(?:don['’]t|do not|never) forget|feel free not|oh,? no|in no time|no fun"
    r"|no joke|not alone|isn['’]t it|doesn['’]t it|aren['’]t you|don['’]t you|right or not)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?;:\n]|,\s|\b(?:but|aber|pero|mais|mas|however|and)\b", re.IGNORECASE)
# Words that deny without a negator: they may stand for one that the other text has.
_DENIES = re.compile(
    r"\b(?:avoid\w*|refrain\w*|leave [^.!?]{1,40} alone|stay away|keep (?:off|away)|hands off"
    r"|sold out|(?:all|both|every \w+) [^.!?]{0,50}(?:taken|booked|occupied|full|gone)|dead|broken"
    r"|out of (?:stock|order|service|reach)|offline"
    r"|(?:is|are|be|been|was|were|['’]s|go|goes|went) (?:currently )?down|closed|shut|fully booked"
    r"|off limits|too \w+ to|yet to|lacks?|lacking|prohibited|forbidden|banned"
    r"|non-?stop|direct(?! deposit| debit| message)|direkt\w*|directos?|diretos?|unchanged|remains?"
    r"|stays? the same"
    r"|zero|h[eo]ld(?:ing)? off|keep [^.!?]{1,40} to yourself|wrong|incorrect)\b",
    re.IGNORECASE,
)
# What limits or leaves out may be told with a negator, and the other way round: "only Ann may" is
# "nobody but Ann may", "until 6" is "not after 6".
_LIMITS = re.compile(
    r"\b(?:only|until|unless|except|up to|after|before|even if|as long as|optional|free|instead"
    r"|rather than|gone|missed|empty|leaves? out|out of|stays?|keeps?)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[^.!?\n]{2,80}[.!?](?=\s)")
_STEM = re.compile(r"\b[^\W\d_]{4,6}")
_REACH = 45
# No message denies more; a text of nothing but "no" must not take long.
_MOST = 40
_NEXT, _BESIDE = 24, 2
_NOT_PREFIXED = frozenset({"unless", "until", "united", "unique", "unit", "units", "unfortunately"})
_OPPOSITES = (
    ("vacant", "occupied"),
    ("permitted", "prohibited"),
    ("accurate", "incorrect"),
    ("success", "failed"),
    ("remember", "forget"),
    ("open", "closed"),
    ("available", "down"),
    ("available", "busy"),
    ("valid", "expired"),
    ("continue", "stop"),
)


class Negation(NamedTuple):
    """A negator and the units it may reach, within its clause."""

    start: int
    end: int
    scope: tuple[Unit, ...]
    prefix: bool = False


def negations(text: str, units: Sequence[Unit], language: str) -> list[Negation]:
    """Negators of `text`; those next to each other ("ne … pas", "no … nunca") count once."""
    harmless = [match.span() for match in _HARMLESS.finditer(text)]
    breaks = [match.start() for match in _CLAUSE.finditer(text)]
    found: list[Negation] = []
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'")
        prefix = not _negates(word, language)
        if prefix and not _prefixed(word, language):
            continue
        start, end = match.span()
        if text[end : end + 1] in ("@", "_") or re.match(r"\.\w", text[end : end + 2]):
            continue  # part of an address
        if any(left <= start < right for left, right in harmless):
            continue
        low = max([at for at in breaks if at < start], default=0)
        high = min([at for at in breaks if at >= end], default=len(text))
        if found and found[-1].start >= low and start - found[-1].end < 25 and language != "en":
            continue
        if len(found) == _MOST:
            break
        found.append(Negation(start, end, _scope(units, start, end, low, high), prefix))
    return found


def _negates(word: str, language: str) -> bool:
    if word == "no":
        return language in ("en", "es")
    if word in NEGATORS:
        return word not in ("n", "sin") or language in ("fr", "es")
    return language == "fr" and word.startswith("n'")


def _prefixed(word: str, language: str) -> bool:
    """Whether an English "un-" turns a word the lexicon knows ("unsupported", "unread")."""
    if language != "en" or not word.startswith("un") or len(word) < 6 or word in _NOT_PREFIXED:
        return False
    entry = lexicon_of("en").entry(word[2:])
    return bool(entry.concepts)


def _scope(units: Sequence[Unit], start: int, end: int, low: int, high: int) -> tuple[Unit, ...]:
    return tuple(
        unit
        for unit in units
        if low <= unit.start < high
        and (unit.carries or unit.entry.concepts)
        and start - _REACH <= unit.start <= end + _REACH
    )


def negation_faults(
    expected: Sequence[Negation],
    found: Sequence[Negation],
    expected_units: Sequence[Unit],
    found_units: Sequence[Unit],
    texts: tuple[str, str],
) -> Iterator[Finding]:
    """Negations lost or added, by whether some concept they reach is the same.

    "Not available" may become "busy": the opposite of what is negated stands for a negation, and
    so do words like "avoid" and "sold out". `texts` are the template and the reply.
    """
    if bool(expected) != bool(found):
        side, units = (expected, found_units) if expected else (found, expected_units)
        if any(_opposed(one, units) for one in side) and not any(_said(one, units) for one in side):
            return
        own, other = texts if expected else texts[::-1]
        denied = _DENIES.search(other)
        if len(side) == 1 and denied and not _DENIES.search(own):
            return
        lost = bool(expected)
        place = (side[0].start, side[0].end)
        message = "what is negated must stay negated" if lost else "nothing new may be negated"
        kind = "limited" if _LIMITS.search(other) else "alone"
        yield Finding("negation", kind, message, place if lost else None, None if lost else place)
        return
    for one, others, units, lost in (
        *((negation, found, found_units, True) for negation in expected),
        *((negation, expected, expected_units, False) for negation in found),
    ):
        if any(_shared(one, other) for other in others) or not _affirmed(one, others, units):
            continue
        yield Finding(
            "negation",
            "affirmed",
            "what is negated must stay negated, and nothing else",
            (one.start, one.end) if lost else None,
            None if lost else (one.start, one.end),
        )
    plain, told = _plain(expected), _plain(found)
    if (plain == 0) != (told == 0) and len(expected) - plain == len(found) - told:
        yield Finding("negation", "negation", "nothing new may be negated, and nothing less")
    if _doubled(expected) != _doubled(found):
        yield Finding("negation", "negation", "no double negation may arise")
    if abs(len(expected) - len(found)) > 1:
        yield Finding("negation", "negation", "as many negations as before")


def beyond_kind_words(
    found: tuple[Negation, ...], template: str, reply: str
) -> tuple[Negation, ...]:
    """Negations of a reply but those of an opening that speaks of nothing in the template.

    "No panic! Residents can …", "Waiting around airports is no fun. Fog has …"
    """
    opening = _OPENING.match(reply) if found else None
    if opening is None or found[0].start >= opening.end():
        return found
    if not set(_STEM.findall(opening[0].lower())).isdisjoint(_STEM.findall(template.lower())):
        return found
    return tuple(negation for negation in found if negation.start >= opening.end())


def _said(one: Negation, units: Sequence[Unit]) -> bool:
    """Whether the other text says the very word that is negated: then no opposite stands for it."""
    following = [unit for unit in one.scope if 0 <= unit.start - one.end <= 2]
    return not one.prefix and any(
        unit.text.lower() == following[0].text.lower() or unit.stem == following[0].stem
        for unit in units
        if following
    )


def _plain(found: Sequence[Negation]) -> int:
    """How many negators are words of their own, not an "un-" before another."""
    return sum(not one.prefix for one in found)


def _affirmed(one: Negation, others: Sequence[Negation], units: Sequence[Unit]) -> bool:
    """Whether the other text states, outside its negations, what this one negates next to it."""
    near = [
        unit
        for unit in one.scope
        if -_NEXT <= unit.start - one.end <= _NEXT
        # A light word counts right behind it: "please don't call".
        and (not unit.entry.light or 0 <= unit.start - one.end <= _BESIDE)
    ]
    negated = {unit.start for other in others for unit in other.scope}
    return any(
        mine.stem == yours.stem or not mine.entry.concepts.isdisjoint(yours.entry.concepts)
        for mine in near
        for yours in units
        if yours.start not in negated
    )


def _doubled(found: Sequence[Negation]) -> int:
    """How many negators stand directly before another: "isn't unavailable"."""
    return sum(0 <= other.start - one.end <= 2 for one, other in pairwise(found))


def _opposed(one: Negation, units: Sequence[Unit]) -> bool:
    opposites = _opposites()
    wanted = {
        opposites[concept]
        for unit in one.scope
        if unit.start != one.start
        for concept in unit.entry.concepts
        if concept in opposites
    }
    for unit in one.scope:
        if unit.start == one.start:
            wanted |= unit.entry.concepts
    return any(not unit.entry.concepts.isdisjoint(wanted) for unit in units)


@lru_cache(maxsize=1)
def _opposites() -> dict[int, int]:
    lexicon = lexicon_of("en")
    found: dict[int, int] = {}
    for one, other in _OPPOSITES:
        for first in lexicon.entry(one).concepts:
            for second in lexicon.entry(other).concepts:
                found[first], found[second] = second, first
    return found


def _shared(one: Negation, other: Negation) -> bool:
    return (
        any(
            mine.stem == yours.stem or not mine.entry.concepts.isdisjoint(yours.entry.concepts)
            for mine in one.scope
            for yours in other.scope
        )
        or not other.scope
    )
