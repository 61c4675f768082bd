"""What a span of time tells: how long, how soon, how long ago, how often, how much is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_DURATION: Final = frozenset({"duration"})
# What stands before a span, and what behind it, in five languages.
_LEADING: Final[Mapping[str, str]] = {
    "how long ago": r"(?:(?:the|these|your|within|in) (?:past|last|previous)|letzten|vergangenen"
    r"|últim[oa]s|derni[eè]re?s|since|vor|seit|desde hace|hace|il y a|depuis|há)",
    "how often": r"(?:every|all|alle|cada|tou(?:te)?s les)",
    "how long": r"(?:takes?|taking|took|lasts?|lasting|dauer[tn]?|dura|durée"
    r"|duración|duração)"
    r"(?: (?:you|about|around|roughly|etwa|circa|ca\.|unos|environ|cerca de))?",
    "how soon": r"(?:next|coming|nächsten|kommenden|próxim[oa]s|prochaine?s"
    r"|(?:arriv\w{1,3}|here|with you|you up|pulls? up|starts?|begins?|rings?"
    r"|ends?|expires?|leaves?|startet|beginnt|endet|klingelt|empieza|commence|começa)\s(?:in|dans"
    r"|en|em|dentro de|within)(?: about)?)(?: the)?",
    "no sooner": r"(?:wait|warte[nt]?|espera?r?|attend(?:re|ez)|aguarde|frühestens(?: in| nach)?"
    r"|not (?:before|for)|only after|au plus tôt (?:dans|après)|no antes de|não antes de)",
    "no later": r"(?:within|inside|innerhalb von|binnen|dentro de|en menos de|sous|em até)"
    r"(?: the)?(?: next)?",
}
_TRAILING: Final[Mapping[str, str]] = {
    "how long ago": r"ago|old|zuvor|alt|atrás",
    "how long": r"long|lang",
    "how much is left": r"left|remaining|to go|übrig|verbleib\w+|restantes?",
    "how early": r"early|earlier(?! than)|ahead|beforehand|in advance|before|früher|vorher|antes"
    r"|avant(?! que)|en avance|de antelación|de antecedência|à l['’]avance",
    "how late": r"late|later(?! than)|afterwards?|after|später|nachher|danach|después"
    r"|más tarde|plus tard|après|depois|mais tarde",
}
_BEFORE: Final = {
    sense: re.compile(rf"\b{pattern}\s\Z", re.IGNORECASE) for sense, pattern in _LEADING.items()
}
_BEHIND: Final = {
    sense: re.compile(rf"[^\w.!?;,]{{0,2}}(?:{pattern})\b", re.IGNORECASE)
    for sense, pattern in _TRAILING.items()
}
_REACH: Final = 40
# "It takes 35 minutes for your food to get there" is how long, and when it will be there.
_TO_BE_THERE: Final = re.compile(
    r"\s(?:for (?:the|your) [^.!?,]{1,20})?\s?to (?:get|arrive|be)\b", re.IGNORECASE
)
# Others may tell the same: "takes 5 minutes" and "is here within 5 minutes".
_OPPOSED: Final = (
    ("how long ago", "how often"),
    ("how long ago", "how soon"),
    ("how long ago", "until then"),
    ("how long ago", "how long"),
    ("how long ago", "how much is left"),
    ("how long ago", "no later"),
    ("how often", "how soon"),
    ("how often", "until then"),
    ("how often", "how long"),
    ("how often", "how much is left"),
    ("how often", "no later"),
    ("how long", "how soon"),
    ("no sooner", "no later"),
    ("no sooner", "how soon"),
    ("no sooner", "until then"),
    ("how early", "how late"),
)


def span_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Spans of time that tell another thing in the reply."""
    for fact, other in same_values(expected, found, _DURATION):
        before, after = _sense(template, fact), _sense(reply, other)
        if (before, after) in _OPPOSED or (after, before) in _OPPOSED:
            message = f"{fact.text!r} must stay {before}, not {after}"
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("fact_changed", "duration", message, *spans)


def _sense(text: str, fact: Fact) -> str:
    before = text[max(0, fact.start - _REACH) : fact.start]
    behind = text[fact.end : fact.end + _REACH]
    if _TO_BE_THERE.match(behind):
        return "until then"
    senses = [sense for sense, pattern in _BEFORE.items() if pattern.search(before)]
    senses += [sense for sense, pattern in _BEHIND.items() if pattern.match(behind)]
    return senses[0] if senses else ""
