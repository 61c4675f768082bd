"""Asking to confirm: "Please confirm: 2 tickets" is "2 tickets, right?"."""

from __future__ import annotations

import re
from typing import Final

# What asks to confirm and says nothing else, at the start of a text or at its end.
_START: Final = re.compile(
    r"\A\W{0,3}(?:(?:ok(?:ay)?|alright|great|sure|so|and)[,!.]?\s){0,2}"
    r"(?:(?:can|could|would) you (?:please )?(?:confirm|double-check)(?: that| for me)?"
    r"(?: it['’]s)?|(?:please |kindly )?(?:confirm|verify)(?: please| that| the following)?"
    r"|(?:just )?to (?:confirm|check|be sure)|just (?:checking|confirming)"
    r"|let me (?:just )?(?:confirm|check|double-check|repeat that)"
    r"|is (?:this|it|that) (?:right|correct)"
    r"|(?:können|könnten) sie (?:bitte )?bestätigen(?:, dass)?|(?:nur )?zur bestätigung"
    r"|(?:bitte )?bestätigen sie(?: bitte)?(?:, dass)?"
    r"|(?:por favor,? )?confirm[ae](?: por favor)?(?: que)?|para confirmar"
    r"|(?:veuillez|pouvez-vous) confirmer(?: que)?|pour (?:confirmer|vérifier))\s?[:,–-]?\s",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"[,.!;]?\s(?:"
    r"(?:is|was|are) (?:that|this|it|everything|all(?: of)? (?:that|this)|those)(?: all)?"
    r" (?:right|correct|ok(?:ay)?|good)|(?:have i got|did i get) (?:that|it|this) right"
    r"|(?<=[,.!;]\s)(?:right|correct|ok(?:ay)?)|can you (?:please )?confirm(?: that| this| it)?"
    r"|stimmt (?:das|alles)(?: so)?|passt das(?: so)?|richtig"
    r"|können sie das (?:bitte )?bestätigen|¿?(?:es|está) (?:correcto|bien)|¿?correcto"
    r"|¿?me lo confirmas?|est-ce (?:correct|exact|bien ça)|c['’]est (?:bien ça|correct)"
    r"|est[áa] (?:certo|correto)|certo|correto|confirma)\s?\?\W*\Z",
    re.IGNORECASE,
)


def without_confirmation(template: str, reply: str) -> tuple[str, str]:
    """Both texts with what asks to confirm blanked out, where both ask; else as they are.

    Every other character keeps its place.

    >>> without_confirmation("Please confirm: 2 tickets.", "2 tickets, right?")
    ('                2 tickets.', '2 tickets        ')
    >>> without_confirmation("2 tickets.", "2 tickets, right?")
    ('2 tickets.', '2 tickets, right?')
    """
    bare = _blanked(template), _blanked(reply)
    return bare if bare[0] != template and bare[1] != reply else (template, reply)


def _blanked(text: str) -> str:
    start, end = _START.search(text), _END.search(text)
    if start is not None:
        text = " " * start.end() + text[start.end() :].replace("?", ".", 1)
    if end is not None:
        text = text[: end.start()] + " " * (end.end() - end.start()) + text[end.end() :]
    return text
