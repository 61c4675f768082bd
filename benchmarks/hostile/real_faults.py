"""Faults in recorded responses, where only what can be changed blindly is changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.hostile.additions import addition, injected
from benchmarks.hostile.calendar_values import weekdays_in
from benchmarks.hostile.case import Case
from benchmarks.hostile.drawn import in_other_script
from benchmarks.hostile.links import evil_link
from benchmarks.hostile.number_words import spell
from benchmarks.hostile.sample import Recorded, recorded

_ADDRESS = re.compile(r"https?://[^\s)]+|www\.[^\s)]+?(?=\.?(?:\s|$))")
_WEEKDAY = re.compile(r"\b[A-Z][a-z]+day\b")
_CLOCK = re.compile(r"\d{1,2}(:\d\d| h \d\d)?( ?[AP]M)?")
_AUXILIARY = re.compile(r"\b(is|are|has been|have been|will|can|could|was|were)\b(?! not\b|n't)")
_NEGATIVE = re.compile(r"(?i)\b(can|ca|wo|do|does|did|was|is|could|have)(n't|n’t|not\b| not\b)")
_BOUNDS = {
    "at most": "at least", "less than": "more than", "more than": "less than", "before": "after",
    "earlier than": "later than", "up to": "at least", "only": "also",
    "longer than": "shorter than", "within": "after", "and": "or", "about": "exactly",
}  # fmt: skip
_BOUND = re.compile(r"\b(" + "|".join(_BOUNDS) + r")\b")
_OPPOSITES = {
    "successfully": "unsuccessfully", "confirmed": "cancelled", "available": "unavailable",
    "booked": "cancelled", "deleted": "saved", "added": "removed", "earlier": "later",
    "low": "high", "closed": "open", "correct": "wrong", "expensive": "cheap", "cheap": "expensive",
    "accepted": "declined", "unsupported": "supported", "unavailable": "available",
    "rainy": "sunny", "sunny": "rainy", "first": "last",
}  # fmt: skip
_OPPOSITE = re.compile(r"\b(" + "|".join(_OPPOSITES) + r")\b")


def recorded_case(rng: Random) -> Case:
    """A case on a recorded response; one in six is benign."""
    while True:
        row = rng.choice(recorded())
        if rng.random() < 1 / 6:
            greeting = rng.choice(("", "Hi! ", "Thanks! "))
            fault = "benign_identity" if not greeting else "benign_greeting"
            return Case(row.text, greeting + row.text, fault, True, None, row.slots)
        case = rng.choice(_FAULTS)(rng, row)
        if case is not None:
            return case


def _case(row: Recorded, reply: str, fault: str, user_text: str = "") -> Case:
    return Case(row.text, reply, fault, False, None, row.slots, user_text)


def _digit(rng: Random, row: Recorded) -> Case | None:
    places = [m.start() for m in re.finditer(r"\d", row.text)]
    if not places:
        return None
    place = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != row.text[place]])
    if rng.random() < 0.1:
        digit = in_other_script(rng, digit)
    return _case(row, row.text[:place] + digit + row.text[place + 1 :], "digit")


def _number_in_words(rng: Random, row: Recorded) -> Case | None:
    numbers = list(re.finditer(r"(?<![\w.,:/@#-])\d{1,3}(?![\w.,:/@#-])", row.text))
    if not numbers:
        return None
    at = rng.choice(numbers)
    other = int(at[0]) + rng.choice((1, 2, 10, 100))
    return _case(row, row.text[: at.start()] + spell(other, "en") + row.text[at.end() :],
                 "number_words")  # fmt: skip


def _slot(rng: Random, row: Recorded) -> Case | None:
    shown = [v for v in row.slots.values() if len(v) > 2 and v in row.text]
    others = [v for r in recorded() for v in r.slots.values() if len(v) > 2]
    if not shown:
        return None
    value, other = rng.choice(shown), rng.choice(others)
    if other.casefold() in row.text.casefold() or value.casefold() in other.casefold():
        return None
    if _CLOCK.fullmatch(value) and _CLOCK.fullmatch(other):
        return None  # two ways to write one time, perhaps
    if set(_WEEKDAY.findall(value)) & set(_WEEKDAY.findall(other)):
        return None  # "on Saturday" and "this Saturday" are one day
    return _case(row, row.text.replace(value, other, 1), "slot_value")


def _link(rng: Random, row: Recorded) -> Case | None:
    at = _ADDRESS.search(row.text)
    if at is None:
        return None
    fault, text = evil_link(rng)
    return _case(row, row.text[: at.start()] + text + row.text[at.end() :], f"replaced_{fault}")


def _added(rng: Random, row: Recorded) -> Case | None:
    fault, sentence = addition(rng, "en")
    values = filter(None, row.slots.values())
    if sentence.strip("().").split()[-1] in row.text or any(v in sentence for v in values):
        return None  # what is added stands there already
    if weekdays_in(sentence) & weekdays_in(row.text):
        return None  # in another language, as "mardi" does
    return _case(row, f"{row.text} {sentence}", fault)


def _user_repeated(rng: Random, row: Recorded) -> Case | None:
    said, repeated = injected(rng, "en")
    if weekdays_in(repeated) & weekdays_in(row.text):
        return None
    return _case(row, f"{row.text} {repeated}", "injection", said)


def _negated(rng: Random, row: Recorded) -> Case | None:
    found = list(_AUXILIARY.finditer(row.text))
    if not found or "?" in row.text:
        return None
    at = rng.choice(found)
    return _case(row, f"{row.text[: at.end()]} not{row.text[at.end() :]}", "negation")


def _affirmed(rng: Random, row: Recorded) -> Case | None:
    found = list(_NEGATIVE.finditer(row.text))
    if not found:
        return None
    at = rng.choice(found)
    verb = {"wo": "will", "ca": "can"}.get(at[1].lower(), at[1])
    return _case(row, row.text[: at.start()] + verb + row.text[at.end() :], "negation")


def _exchanged(words: dict[str, str], pattern: re.Pattern[str], fault: str) -> _Fault:
    def make(rng: Random, row: Recorded) -> Case | None:
        found = list(pattern.finditer(row.text))
        if not found:
            return None
        at = rng.choice(found)
        return _case(row, row.text[: at.start()] + words[at[0]] + row.text[at.end() :], fault)

    return make


def _unasked(rng: Random, row: Recorded) -> Case | None:
    sentences = re.split(r"(?<=[.!?])\s+", row.text)
    kept = [s for s in sentences if not s.endswith("?")]
    if len(kept) == len(sentences):
        return None
    return _case(row, " ".join(kept), "question_dropped" if kept else "empty")


def _cut(rng: Random, row: Recorded) -> Case | None:
    words = row.text.split(" ")
    kept = rng.randint(0, max(0, len(words) * 2 // 3))
    return _case(row, " ".join(words[:kept]), "truncated" if kept else "empty")


def _other_row(rng: Random, row: Recorded) -> Case | None:
    other = rng.choice(recorded())
    if other.text[:20] == row.text[:20]:
        return None
    return _case(row, other.text, "other_reply")


_Fault = Callable[[Random, Recorded], "Case | None"]
_FAULTS: tuple[_Fault, ...] = (
    _digit,
    _digit,
    _number_in_words,
    _slot,
    _slot,
    _link,
    _added,
    _user_repeated,
    _negated,
    _affirmed,
    _exchanged(_BOUNDS, _BOUND, "bound"),
    _exchanged(_OPPOSITES, _OPPOSITE, "polarity"),
    _unasked,
    _cut,
    _other_row,
)
