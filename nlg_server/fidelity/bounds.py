"""Bounds on facts: "up to", "at least", "before" and the like stay with their fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlg_server.fidelity.comparison import key_of
from nlg_server.fidelity.marks import BOUNDS, MAXIMUM_AFTER, MINIMUM_AFTER
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

_MEASURED = frozenset(listed("number amount percentage quantity date time duration"))
# A bound that opens the sentence reaches its first fact: "At the very least, you pay $35".
_OPENING = re.compile(
    r"(?:^|[.!?\n]\s?)((?:at|as) (?:the (?:very )?|an? (?:absolute )?)?"
    r"(?:least|most|minimum|maximum|latest)),"
    r"[^.!?\d\n]{1,60}$",
    re.IGNORECASE,
)
_OPENED = {"least": "min", "minimum": "min", "most": "max", "maximum": "max", "latest": "max"}
_NOT_LESS = re.compile(
    r"(?:n['’]t|not|cannot|nicht|no|pas|não)\b[^.!?]{0,40}(?:less|fewer|shorter|earlier) than"
)
_FROM = re.compile(r"\b(?:from|since)\W{1,3}(?:\w{1,12}\W{1,2}){0,2}$", re.IGNORECASE)
_NOT_MORE = re.compile(
    r"(?:n['’]t|not|cannot|no|nicht|pas|não)\b[^.!?]{0,30}"
    r"(?:more than|longer than|older than|over|above|exceed"
    r"|mehr als|länger als|más de|plus de|mais de)"
)
_DIRECTLY_AFTER = re.compile(
    r"\b(?:after|once|nach|después de|après|depois de)\s(?:an? |the )?(?:first |next |initial )?$",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
# Every word of the bounds' patterns, so that most facts are passed by at the cost of a look-up.
_BOUND_WORDS = frozenset(
    word for pattern in BOUNDS.values() for word in _WORD.findall(pattern.pattern.lower())
)
# Whether the named value itself is within: "under 18" is not "up to 18".
_STRICT = re.compile(
    r"(?:under|below|less than|fewer than|over|above|more than|unter|über|weniger als|mehr als"
    r"|menos de|más de|moins de|plus de|mais de)\W{0,3}(?:\w{1,12}\W{1,2})?$",
    re.IGNORECASE,
)
_INCLUSIVE = re.compile(
    r"(?:up to|at most|at least|maximum(?: of)?|minimum(?: of)?|höchstens|mindestens|bis zu"
    r"|hasta|al menos|jusqu'à|au plus|au moins|até|pelo menos|no máximo)\W{0,3}"
    r"(?:\w{1,12}\W{1,2}){0,2}$",
    re.IGNORECASE,
)
_WINDOW = 34
# "within 30 days" and "up to 30 days" say the same.
_INSIDE = re.compile(
    r"\b(?:within|inside|innerhalb)\W{1,2}(?:\w{1,12}\W{1,2}){0,2}$", re.IGNORECASE
)
# "by 5 pm" and "until 5 pm" differ, but so do languages; only these are compared across them.
_ALWAYS = frozenset({"max", "min", "about"})


def bound_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact], *, same: bool
) -> Iterator[Finding]:
    """Facts whose bound differs; `same` says that both texts are in one language."""
    given: dict[tuple[str, str], list[tuple[Fact, frozenset[str]]]] = {}
    for fact in found:
        if fact.kind in _MEASURED:
            given.setdefault(key_of(fact), []).append((fact, bounds_at(reply, fact)))
    for fact in expected:
        others = given.get(key_of(fact))
        if fact.kind not in _MEASURED or not others or fact.soft:
            continue
        bounds = bounds_at(template, fact)
        if any(_agree(bounds, theirs, same) for _, theirs in others):
            continue
        other = others[0][0]
        named = "/".join(sorted(bounds)) or "no bound"
        message = f"the bound of {fact.text} must stay ({named})"
        yield Finding("bound", fact.kind, message, (fact.start, fact.end), (other.start, other.end))


def bounds_at(text: str, fact: Fact) -> frozenset[str]:
    """The bounds that stand next to a fact."""
    before = text[max(0, fact.start - _WINDOW) : fact.start]
    cut = max(before.rfind(mark) for mark in ".!?;\n,")
    before = before[cut + 1 :]
    after = text[fact.end : fact.end + _WINDOW]
    found: set[str] = set()
    if not _BOUND_WORDS.isdisjoint(_WORD.findall(before.lower())):
        found = {name for name, pattern in BOUNDS.items() if pattern.search(before)}
    opening = _OPENING.search(text, max(0, fact.start - 90), fact.start)
    if opening:
        found |= {_OPENED[opening[1].split()[-1].lower()], "within"}
    if not found.isdisjoint({"max", "min"}):
        negated = _NOT_LESS.search(before) or _NOT_MORE.search(before)
        if _STRICT.search(before) and not negated:
            found.add("beyond")
        if _INCLUSIVE.search(before):
            found.add("within")
    if fact.kind in ("date", "time") and "max" in found:
        found = found - {"max"} | {"before"}
    if "max" in found and _NOT_LESS.search(text[max(0, fact.start - 60) : fact.start]):
        found = found - {"max"} | {"min"}
    if "min" in found and _NOT_MORE.search(text[max(0, fact.start - 60) : fact.start]):
        found = found - {"min"} | {"max"}
    if fact.kind == "duration" and not _DIRECTLY_AFTER.search(before):
        found -= {"after"}
    if fact.kind not in ("date", "time"):
        found -= {"before"} if fact.kind == "duration" else {"before", "after"}
    elif "after" in found and _FROM.search(before):
        found -= {"after"}
    if fact.kind == "duration" and _INSIDE.search(before):
        found.add("inside")
    if MAXIMUM_AFTER.match(after):
        found.add("max")
    if MINIMUM_AFTER.match(after):
        found.add("min")
    return frozenset(found)


def _agree(one: frozenset[str], other: frozenset[str], same: bool) -> bool:
    compared = _ALWAYS | {"before", "after"} if same else _ALWAYS
    sided = one | other
    if "inside" in sided and not (one & other):
        return sided <= {"inside", "max", "within"}
    if same and "beyond" in sided and "within" in sided:
        return one == other
    return one & compared == other & compared
