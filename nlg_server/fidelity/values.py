"""Checks a reply against values alone, where there is no template: a response given as slots."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from nlg_server.fidelity.verdict import ACCEPTED, Finding, Verdict, refused
from prompts.facts import Fact, find_facts
from prompts.facts.languages.listed import listed

_WORD = re.compile(r"\w+")
_FLAGS = frozenset({"true", "false", "yes", "no", "none", "dontcare", ""})
_MEASURED = frozenset(listed("number amount percentage quantity date time duration ordinal"))
_ABBREVIATIONS = {
    "street": "st",
    "avenue": "ave",
    "boulevard": "blvd",
    "road": "rd",
    "drive": "dr",
    "east": "e",
    "west": "w",
    "north": "n",
    "south": "s",
    "and": "&",
    "theater": "theatre",
    "center": "centre",
    "saint": "st",
    "company": "co",
}
_SMALL = frozenset(listed("the of a an and at in on de la el le by"))
_SHARE = 0.67


def check_values(
    values: Iterable[tuple[str, str]], reply: str, *, language: str | None = None
) -> Verdict:
    """Whether every (slot, value) stands in `reply`, in any usual format.

    Numbers, dates and times compare by what they mean: a date may lose its year, a bare number may
    stand with a currency or unit. Flags ("True", "dontcare") say nothing that a text must repeat.
    Other values must stand word by word; of three words or more one may be missing, unless it is a
    number.
    """
    facts = find_facts(reply, language)
    words = frozenset(_words(reply))
    findings = [
        Finding("slot_lost", slot, f"the {slot} must be {value}")
        for slot, value in values
        if value.casefold() not in _FLAGS and not _stands(value, reply, facts, words)
    ]
    return refused(*findings) if findings else ACCEPTED


def _stands(value: str, reply: str, facts: Sequence[Fact], words: frozenset[str]) -> bool:
    measured = find_facts(value)
    whole = next(
        (fact for fact in measured if fact.kind in _MEASURED and fact.text.strip() == value), None
    )
    if whole is not None or (measured and value.replace(".", "").isdigit()):
        fact = whole or measured[0]
        return any(_same(fact, other) for other in facts)
    phones = [fact for fact in measured if fact.kind in ("phone", "email", "url", "code")]
    if phones and phones[0].text == value:
        return any(phones[0].value == other.value for other in facts)
    wanted = [word for word in _words(value) if word not in _SMALL] or list(_words(value))
    missing = [word for word in wanted if word not in words and not _inflected(word, words)]
    if any(word.isdigit() for word in missing):
        return False
    return len(missing) == 0 or (len(wanted) > 2 and 1 - len(missing) / len(wanted) >= _SHARE)


def _same(fact: Fact, other: Fact) -> bool:
    if fact.kind == "date":
        return other.kind == "date" and fact.value[-6:] == other.value[-6:]
    if fact.kind == "time":
        return other.kind == "time" and other.value in (fact.value, _half_unsaid(fact, other))
    number = fact.value.split(" ")[0]
    return number in (other.value.split(" ")[0], *other.text.split())


def _half_unsaid(fact: Fact, other: Fact) -> str:
    """The other's value where it names no half of the day and the fact's is the later one."""
    hour, _, minute = fact.value.partition(":")
    named = re.search(r"[ap]\.?\s?m|morning|noon|night|evening", other.text, re.IGNORECASE)
    return "" if named or int(hour) < 12 else f"{int(hour) - 12:02}:{minute}"


def _inflected(word: str, words: frozenset[str]) -> bool:
    return len(word) > 3 and (f"{word}s" in words or word.rstrip("s") in words)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold().replace("'", "").replace("’", ""))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return [_ABBREVIATIONS.get(word, word) for word in _WORD.findall(plain.replace("&", " and "))]
