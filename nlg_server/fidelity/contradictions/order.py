"""What comes before what: "before your next flight" is not "after your next flight"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding
from prompts.facts.languages.listed import listed

_LED: Final = re.compile(
    r"\b(?:(?P<before>before|prior to|ahead of|bevor|ehe|vor de[rmn]|antes de(?: que)?"
    r"|avant(?: de| que)?)"
    r"|(?P<after>after|once|as soon as|following|nachdem|sobald|nach de[rmn]"
    r"|después de(?: que)?|en cuanto|tras|après(?: que)?|une fois|dès|depois (?:de|que)"
    r"|assim que|após))(?=[\s'’])(?! th(?:at|is)\b)",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"n['’]t\b|\b(?:not?|never|cannot|none|nothing|unable|until|leave|only|too|nicht|kein\w{0,2}|nie"
    r"|nur|erst|sin|nunca|solo|sólo|solamente|pas|ne|n['’]\w+|jamais|seulement|não|sem|só|somente"
    r"|apenas)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[.!?;:\n](?=\s|$)|\s(?:and|und|y|et|e)\s")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LIGHT: Final = frozenset(
    listed(
        "your the this that their they have been with then our his her its you from just next first"
        " ihre ihrer ihrem ihren dein deine deiner diese dieser haben wird"
        " usted este esta haya que sus tus votre vous cette avez sera seu sua ele tiver"
    )
)
_STEM: Final = 6
_SHORTEST: Final = 4
_MOST: Final = 5

_EITHER: Final = re.compile(
    r"\b(?:before|vor|antes|avant)\s(?:or|and|oder|und|o|y|ou|et|e)\s\Z", re.IGNORECASE
)
Place = tuple[int, int]


def order_faults(template: str, reply: str) -> Iterator[Finding]:
    """A thing before which something is to happen, told as one after which, or the reverse.

    "You can't before you have paid" may be told as "you can after you have paid", so that what is
    denied is passed by.
    """
    ours, theirs = _led(template), _led(reply)
    for thing in ours.keys() & theirs.keys():
        before, after = ours[thing], theirs[thing]
        if len(before) == len(after) == 1 and before.keys() != after.keys():
            ((way, place),), (span,) = before.items(), after.values()
            yield Finding("bound", "order", f"it must stay {way} {thing!r}", place, span)
            return


def _led(text: str) -> dict[str, dict[str, Place]]:
    """The first word of weight behind each "before" or "after" whose sentence denies nothing."""
    found: dict[str, dict[str, Place]] = {}
    for match in _LED.finditer(text):
        before = _SENTENCE.split(text[: match.start()])[-1]
        behind = _SENTENCE.split(text[match.end() :])[0]
        words = _WORD.findall(behind.split(",")[0])[:_MOST]
        thing = next(
            (word for word in words if len(word) >= _SHORTEST and word.casefold() not in _LIGHT), ""
        )
        if thing and not _DENIED.search(before + behind) and not _EITHER.search(before):
            ways = found.setdefault(thing.casefold()[:_STEM], {})
            ways[match.lastgroup or ""] = match.span()
    return found
