"""What a question asks for: "for how long?" must not become "at what time?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding

_SENTENCE: Final = re.compile(r"[^.!?\n]{0,400}\?")
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
    r"|(?:what|which) (?:\w+ and )?(?:times?|days?|dates?)\b"
    r"|wann\b(?! immer)|um (?:wie ?viel uhr|welche uhrzeit)"
    r"|welche[mnrs]? (?:tag|datum|uhrzeit)"
    r"|quand (?:est|voulez|souhaitez|veux|voudr|dois|faut)\w*|à quelle (?:heure|date)"
    r"|quel(?:le)? (?:jour|heure|date)\b"
    r"|(?<=¿)cu[áa]ndo\b|qu[ée] (?:hora|d[íi]a|fecha)\b"
    r"|quando (?:você|quer|gostaria|é|devo|deseja)|(?:que|qual) (?:horas?|dia|data)\b"
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
        ("where", _WHERE),
        ("who", _WHO),
        ("why", _WHY),
        ("how much", _HOW_MUCH),
    )
}


def asked_faults(template: str, reply: str) -> Iterator[Finding]:
    """A question for one kind of thing where the template asks for another."""
    wanted, asked = _asked(template), _asked(reply)
    if len(wanted) == len(asked) == 1 and wanted.keys() != asked.keys():
        (ours, place), (theirs, span) = *wanted.items(), *asked.items()
        message = f"the question must stay {ours!r}, not {theirs!r}"
        yield Finding("question_dropped", "asked", message, place, span)


def _asked(text: str) -> dict[str, tuple[int, int]]:
    """Kinds of thing that the questions of a text ask for, and where each is told."""
    found: dict[str, tuple[int, int]] = {}
    for sentence in _SENTENCE.finditer(text):
        for kind, pattern in _KINDS.items():
            match = pattern.search(text, *sentence.span())
            if match is not None:
                found.setdefault(kind, match.span())
    return found
