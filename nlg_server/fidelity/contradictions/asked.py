"""What a question asks for: "for how long?" must not become "at what time?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.facts.events import events_exchanged, events_named
from nlg_server.fidelity.verdict import Finding

# "Dr. Alexis" ends no sentence.
_SENTENCE: Final = re.compile(
    r"[^.!?\n]{0,400}(?:(?:(?<=\b[DMS][rst])|(?<=Mrs))\.[^.!?\n]{0,200}){0,3}\?"
)
_AUXILIARY: Final = (
    r"(?:is|are|was|were|do|does|did|can|could|would|will|should|shall|may|must|have|has|['’]s"
    r"|['’]d)\b"
)
# In five languages. Words that also open other clauses ("when you arrive", "quand vous serez là")
# count only where a verb shows that they ask.
_HOW_LONG: Final = (
    r"how long(?! ago| have| has)|how much time"
    r"|how many (?:days|nights|hours|minutes|weeks|months)\b"
    r"|wie lange|wie viele (?:tage|nächte|stunden|minuten|wochen)\b"
    r"|combien de (?:temps|jours|nuits|heures|minutes|semaines)\b|pendant combien"
    r"|cu[áa]nto tiempo|cu[áa]nt[oa]s (?:d[íi]as|noches|horas|minutos|semanas)\b"
    r"|quanto tempo|quant[oa]s (?:dias|noites|horas|minutos|semanas)\b"
)
_WHEN: Final = (
    rf"(?<!since )(?:when|how soon) {_AUXILIARY}"
    r"|wann\b(?! immer)"
    r"|quand (?:est|voulez|souhaitez|veux|voudr|dois|faut)\w*"
    r"|(?<=¿)cu[áa]ndo\b"
    r"|quando (?:você|quer|gostaria|é|devo|deseja)"
)
_TIME: Final = (
    r"(?:what|which) (?:\w+ and )?times?\b(?! of (?:year|month))"
    r"|um (?:wie ?viel uhr|welche uhrzeit)|welche[mnrs]? uhrzeit"
    r"|à quelle heure|quel(?:le)? heure\b|qu[ée] hora\b|(?:que|qual) horas?\b"
)
_DAY: Final = (
    r"(?:what|which) (?:\w+ and )?(?:days?|dates?)\b|welche[mnrs]? (?:tag|datum)"
    r"|à quelle date|quel(?:le)? (?:jour|date)\b|qu[ée] (?:d[íi]a|fecha)\b"
    r"|(?:que|qual) (?:dia|data)\b"
)
_WHERE: Final = (
    rf"where (?:to\b|from\b|and\b|{_AUXILIARY})"
    r"|(?:what|which) (?:city|town|place|airport|address|location)\b"
    r"|wo(?:hin|her)? (?:soll|möcht|woll|will|liegt|ist|sind|kann|geht)\w*"
    r"|où\b(?= (?:voulez|souhaitez|est|dois|faut))"
    r"|d[óo]nde (?:quier|dese|est[áa]|qued|pued)\w*"
    r"|onde (?:você|quer|fica|é|está|gostaria)"
)
_WHO: Final = (
    rf"whom?\b (?:to\b|{_AUXILIARY}|else\b)"
    r"|we[nmr] (?:soll|möcht|woll|will|ist|sind|kann)\w*|mit wem\b|à qui\b|avec qui\b"
    r"|qui[ée]n(?:es)? (?:quier|dese|es|deb|pued)\w*|quem (?:você|quer|é|devo|gostaria)"
)
_WHY: Final = (
    r"why\b (?!not)|(?:what|which) reasons?\b|what['’]s the reason|warum\b|weshalb\b|pourquoi\b"
    r"|por qu[ée] (?!no)|por que (?!não)"
)
_HOW_MUCH: Final = (
    r"how much (?!time|longer)|what (?:amount|sum|price)\b|your budget"
    r"|wie viel(?! uhr)\b(?! \w+ (?:tage|zeit))|welche[rn]? betrag"
    r"|quel(?:le)? (?:montant|somme)\b|qué (?:importe|cantidad|monto)\b"
    r"|qual (?:o )?(?:valor|montante)\b"
)
_KINDS: Final = {
    kind: re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
    for kind, pattern in (
        ("how long", _HOW_LONG),
        ("when", _WHEN),
        ("at what time", _TIME),
        ("on which day", _DAY),
        ("where", _WHERE),
        ("who", _WHO),
        ("why", _WHY),
        ("how much", _HOW_MUCH),
    )
}

_OF_TIME: Final = {"when", "at what time", "on which day"}


def asked_faults(template: str, reply: str) -> Iterator[Finding]:
    """A question for one kind of thing where the template asks for another."""
    wanted, asked = _asked(template), _asked(reply)
    lost, new = wanted.keys() - asked.keys(), asked.keys() - wanted.keys()
    if len(lost) == len(new) == 1 and not _alike(*lost, *new):
        ours, theirs = *lost, *new
        message = f"the question must stay {ours!r}, not {theirs!r}"
        yield Finding("question_dropped", "asked", message, wanted[ours], asked[theirs])
    elif _OF_TIME & wanted.keys() and _OF_TIME & asked.keys():
        exchanged = events_exchanged(_events_asked(template), _events_asked(reply))
        if exchanged:
            message = "the question must stay of the {}, not of the {}".format(*exchanged)
            yield Finding("question_dropped", "asked", message)


def _alike(ours: str, theirs: str) -> bool:
    """Whether one question may be meant by the other: "when?" asks for a day or a time."""
    return "when" in (ours, theirs) and {ours, theirs} <= _OF_TIME


def _events_asked(text: str) -> frozenset[str]:
    """The events that the questions of a text are about: "when does it end?"."""
    return events_named("\n".join(match[0] for match in _SENTENCE.finditer(text)))


def _asked(text: str) -> dict[str, tuple[int, int]]:
    """Kinds of thing that the questions of a text ask for, and where each is told."""
    found: dict[str, tuple[int, int]] = {}
    if "?" not in text:
        return found
    for sentence in _SENTENCE.finditer(text):
        for kind, pattern in _KINDS.items():
            match = pattern.search(text, *sentence.span())
            if match is not None:
                found.setdefault(kind, match.span())
    return found
