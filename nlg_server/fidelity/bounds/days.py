"""Bounds of days and times: "by Friday", "until 5 PM", "from March 3 to March 7"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlg_server.fidelity.bounds import words
from prompts.facts import Fact

DATED = frozenset({"date", "time"})
_NOT_BEFORE = re.compile(
    r"(?:n['’]t|not|cannot|impossible|nothing|never|nicht|no|pas|não|nobody)\b[^.!?]{0,60}"
    r"(?:before|(until|till|bis|hasta|jusqu)|sooner than|earlier than|vor|antes|avant|até)",
    re.IGNORECASE,
)
# "If you don't cancel before Friday" and "don't forget to before Friday" mean before it.
_CONDITION = re.compile(
    r"\b(?:if|unless|wenn|falls|sofern|si|sauf|se|caso|de no|a menos que|forget|vergessen"
    r"|vergiss|oublie\w{0,2}"
    r"|olvid\w{1,3}|esque[cç]\w{1,3})\b",
    re.IGNORECASE,
)
# "The offer starts on June 1" is "from June 1".
_BEGINS = re.compile(
    r"\b(?:beginnt|beginnend|startet|débute|commence|empieza|empezando|comienza|começa|começando"
    r"|inicia|in[ií]cio|opens|öffnet|abre|ouvre)\b",
    re.IGNORECASE,
)
# "Before 10 AM no lifeguard is on duty" is "none is on duty before 10 AM".
_OPENS = re.compile(r"\s*(?:and |but )?(?:before|prior to)\b", re.IGNORECASE)
_DENIED = re.compile(r"[^.!?;\n]{0,20}(?:n['’]t|\b(?:no|not|cannot|nobody|nothing))\b", re.I)
# "After 10 PM it's shut" is "it closes at 10 PM".
_THEN_SHUT = re.compile(
    r"[^.!?;\n]{0,20}\b(?:shut|closed|geschlossen|cerrad[oa]|fermée?|fechad[oa])\b", re.IGNORECASE
)
_NO_EARLIER = re.compile(
    r"\b(?:not?|never|n['’]t|nicht) (?:earlier|sooner|früher)\b", re.IGNORECASE
)
_NOT_AFTER = re.compile(
    r"(?:n['’]t|not|no|never|nicht|pas|não)\s(?:after|later than|past|nach|después|après|depois)"
    r"|\b(?:no|não)\s[^\W\d]{2,14}\s(?:después|depois)",
    re.IGNORECASE,
)
# A state that ends: "closed until March 3" is "not open before March 3".
_AWAY = re.compile(
    r"\b(?:closed|out of|off|away|unavailable|blocked|busy|absent|sold out|locked|paused|muted"
    r"|on leave"
    r"|muting|geschlossen|gesperrt|abwesend|cerrad\w|ferme\w?|fechad\w|indisponible|ausente)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|bis|hasta|jusqu['’]a?u?à?|até)\b", re.IGNORECASE)
_STRICTLY = re.compile(
    r"\b(?:before|prior to|(?:earlier|sooner) than|ahead of|vor|antes d\w{1,2}|avant)\b",
    re.IGNORECASE,
)
_IN_RANGES = frozenset({"date", "time", "number", "ordinal", "amount"})
_OF_MEASURES = frozenset({"number", "quantity"})
_DAYS = 31
_MOST_TOGETHER = 3
_REACH = 14
_UNTIL_THEN = re.compile(
    r",?\s(?:until|till|bis|hasta|até|jusqu['’]à|by|before|vor|antes de|avant)\s"
    r"(?:las? |às |o |a )?",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"[\s,]{0,2}(?:at|on|um|am|of|du|del|do|em|a las?|à|às|the|den|el|le|o|de[rn]|,)?"
    r"\s?(?:the\s)?\Z",
    re.I,
)
_JOINER = re.compile(
    r"\s?(?:-|–|—|to|until|till|through|thru|and|bis(?: zum)?|und|al?|hasta(?: las?| el)?|y|à|au|et"
    r"|jusqu['’](?:à|au)|e|às|até(?: as| às)?)\s?(?:the |las? |el |den |les? |o )?\Z",
    re.IGNORECASE,
)


def group_of(text: str, fact: Fact, facts: Sequence[Fact]) -> tuple[int, int]:
    """The span of a fact with the day and the time beside it: "by Friday at 5 PM" bounds both.

    So does "two days (48 hours)".
    """
    start, end = fact.start, fact.end
    if text[start - 1 : start] == "(":
        start = next(
            (
                one.start
                for one in facts
                if 0 < start - one.end <= 2 and (one.kind == fact.kind or fact.kind in DATED)
            ),
            start,
        )
    if fact.kind not in DATED:
        return start, end
    if fact.kind == "date":
        for other in facts:
            if other.kind == "time" and _is_its_day(text, fact, other, facts):
                return other.start, other.end
    recurring = fact.value in ("weekend", "weekdays")  # "until 11 on weekends" ends no weekend
    joined = 0
    for other in () if recurring else reversed(facts):
        near = other.kind in DATED and 0 <= start - other.end < 8 and joined < _MOST_TOGETHER
        if near and _TOGETHER.fullmatch(text[other.end : start]):
            start, joined = other.start, joined + 1
    for other in facts:
        near = other.kind in DATED and 0 <= other.start - end < 8 and joined < _MOST_TOGETHER
        if near and _TOGETHER.fullmatch(text[end : other.start]):
            end, joined = other.end, joined + 1
    return start, end


_JOINT = re.compile(r"[,;]\s|\(|\s(?:and|but|und|aber|y|pero|et|mais|e|mas)\s", re.IGNORECASE)
# What a day or a time is of: "the offer begins on 4 May" is not "the offer ends on 4 May".
_OF_A_START = re.compile(
    r"\b(?:starts|starting with|begins|beginning with|first payment"
    r"|commences|opens|opening time|beginnt|startet|öffnet|empieza|comienza|abre"
    r"|commence|débute|ouvre|começa)\b",
    re.IGNORECASE,
)
_OF_AN_END = re.compile(
    r"\b(?:ends|expires|closes|finishes|ending|closing time"
    r"|(?:last|final) (?:payment|instal?lment)"
    r"|endet|schließt|terminando|termina|finalizando|finaliza|cierra|ferme"
    r"|finit)\b",
    re.IGNORECASE,
)


def day_bounds(before: str, after: str, clause: str, place: tuple[bool, bool]) -> set[str]:
    """The bounds of a day or a time; `clause` is what no other fact cuts off around it."""
    part = _JOINT.split(before)[-1] + " " + _JOINT.split(after)[0]
    start, end = _OF_A_START.search(part), _OF_AN_END.search(part)
    found: set[str] = {"~start" if start else "~end"} if bool(start) != bool(end) else set()
    if words.ENDS.search(clause):
        found.add("~before")
    begun = words.FROM.search(before) or words.ONWARDS.match(after) or _BEGINS.search(clause)
    if begun or words.FIRST_OF.search(before):
        found.add("~after")
    if words.FROM.search(before) and not any(place) and not (end or _AWAY.search(clause)):
        found.add("~start")
    if any(place):
        return found | {"~before" if place[1] else "~after"}
    if words.BEFORE.search(before) or words.BEFORE_AFTER.match(after):
        found.add("before")
        if _STRICTLY.search(before):
            found.add("~strict")
    if words.AFTER.search(before):
        itself = words.FROM.search(before) or _NO_EARLIER.search(before)
        found |= {"after"} if itself else {"after", "~strict"}
    shut = _THEN_SHUT.match(after)
    if "before" in found and _OPENS.match(before) and (shut or _DENIED.match(after)):
        found = found - {"before", "~strict"} | {"after"}
    elif "after" in found and shut:
        found = found - {"after", "~strict"} | {"before"}
    conditional = _CONDITION.search(before)
    turned = _NOT_BEFORE.search(before) if "before" in found and not conditional else None
    if turned:
        found = found - {"before", "~strict"} | {"after"}
    if (turned and turned[1]) or (
        "before" in found and _UNTIL.search(before) and _AWAY.search(clause)
    ):
        found.add("~either")
    elif "after" in found and _NOT_AFTER.search(before):
        found = found - {"after", "~strict"} | {"before"}
    if not found & {"before", "after"}:
        if words.EARLIEST.search(before) or words.EARLIEST_IS.match(after):
            found.add("after")
        elif words.LATEST.search(before):
            found.add("before")
    return found


def _is_no_hour(fact: Fact) -> bool:
    return fact.kind == "number" and (not fact.value.isdigit() or int(fact.value) > _DAYS)


def _is_its_day(text: str, day: Fact, time: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a time has its own bound behind its day: "today until eight"."""
    return (
        day.kind == "date"
        and 0 < time.start - day.end < _REACH
        and bool(_UNTIL_THEN.fullmatch(text[day.end : time.start]))
        and not any(other.kind == "time" and 0 < day.start - other.end < _REACH for other in facts)
    )


def place_in_range(text: str, fact: Fact, facts: Sequence[Fact]) -> tuple[bool, bool]:
    """Whether a range begins, and whether one ends, with this fact."""
    first = last = False
    start, end = group_of(text, fact, facts)
    for other in facts:
        # "Below 30 km until Friday" is no range.
        if other.soft and other.value == "0":  # "sin"
            continue
        if other.kind not in (_OF_MEASURES if fact.kind == "quantity" else _IN_RANGES):
            continue
        if fact.kind in DATED and (other.kind == "amount" or _is_no_hour(other)):
            continue
        if fact.kind == "time" and _is_its_day(text, other, fact, facts):
            continue
        if 0 < start - other.end < 14 and _JOINER.fullmatch(text[other.end : start]):
            last = True
        if 0 < other.start - end < 14 and _JOINER.fullmatch(text[end : other.start]):
            first = True
    return first, last
