"""What happens at a time: "it leaves at 7:20" is not "it lands at 7:20"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.facts.told_of import told_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_DATED: Final = frozenset({"time", "date"})
# One line an event, in five languages; `_OPPOSED` tells which exclude each other.
_EVENTS: Final = {
    "departure": r"leav(?:es?|ing)(?! now)|depart(?:s|ing)?(?! now)|departures?|take-?off"
    r"|tak(?:es?|ing) off|sets? off|setting off|pull(?:s|ing) out|abfahrt\w*|abflug\w*|abfährt"
    r"|fährt|abfahren|abfliegt|geht es los|sal(?:e|es|en|ir|drá)|salida|saliendo(?! ahora)|despega"
    r"|part(?:ez|ent|ant|ira)|(?<!à )partir(?! d)|(?:qui|bus|train|vol|il|le) part|départ|quitte"
    r"|décolle|sai|sairá|saída(?! agora)|decola|partida",
    "arrival": r"arriv(?:es?|al|als|ing)|lands?|landing|touch(?:es)? down|gets? (?:in|to|there|you)"
    r"|reach(?:es)?|pulls? in(?:to)?|ankunft\w*|ankommt|kommt|ankommen|landet|landung|erreicht"
    r"|lleg(?:a|as|an|ar|ará|ada)|aterriza|arriv(?:e|ez|ent|ée|era)|atterri\w+"
    r"|cheg(?:a|am|ar|ará|ada)|pousa|aterrissa",
    "doors": r"doors? opens?|doors? opening|opens its doors|einlass|apertura de puertas",
    "start": r"starts?|starting|begins?|beginning|kick(?:s|ing)? off|commences|beginnt|anfängt"
    r"|fängt|startet|beginn|empieza\w?|empez\w+|comien[zc]a\w*|inicia|inicio|commenc\w+|débute\w*"
    r"|début|começ\w+|início",
    "opening": r"opens|opening|öffnet|öffnung|abr(?:e|en|imos)|apertura|ouvre|ouverture|abertura"
    r"|abrem",
    "end": r"ends?|ending|wrap(?:s|ping)? up|finish(?:es)?|(?:is|are) over|clos(?:es?|ing)|shuts?"
    r"|endet|enden|zu ende"
    r"|schließ\w+|cierr\w+|cierre|ferm(?:e|ent|ons|eture)"
    r"|fech(?:am|amento|a(?= (?:às|à|no|na|aos|em|ao)))"
    r"|termina[ns]?|termine(?:nt)?|terminará|acaba[ns]?|acabará|finaliza\w*|fin|finit|terminé\w?|fim",
    "check-in": r"check(?:s|ed|ing)?[ -]in|einchecken|anreise|entrada|arrivée",
    "check-out": r"check(?:s|ed|ing)?[ -]out|auschecken|abreise|salida|saída|départ",
    "pick-up": r"pick(?:s|ed|ing)?[ -]?ups?|pick(?:s|ed|ing)? (?:it|her|him|you|them|the \w+) up"
    r"|collect\w*|abhol\w*|recog\w+|recoj\w+|récup\w+|retir\w+",
    "return": r"returns?|returned|returning|drop(?:s|ped)?[ -]?off|drop (?:it|you|the \w+) off"
    r"|brings? (?:it )?back|gives? (?:it )?back|hand (?:it )?back|zurückgeb\w*|rückgabe"
    r"|zurückbring\w*|devol\w+|devuel\w+|rend(?:re|ez|s|u)|restitu\w+|déposer",
    "issue": r"issued?|ausgestellt|émis\w?|délivré\w?|expedid[oa]|emitid[oa]",
    "expiry": r"expir\w+|valid (?:until|till|through|to)|runs? out|gültig|läuft\w* ab|abläuft"
    r"|caduc\w+|vence\w?|válid\w+|périm\w+|valable",
    "last": r"last|letzte[nrms]?|último|última|dernier|dernière",
    "next": r"next|nächste[nrms]?|próxim[oa]|prochaine?",
}
_OPPOSED: Final = (
    ({"departure"}, {"arrival"}),
    ({"doors"}, {"start"}),
    ({"doors", "opening", "start"}, {"end"}),
    ({"check-in"}, {"check-out"}),
    ({"pick-up"}, {"return"}),
    ({"issue"}, {"expiry"}),
    ({"last"}, {"next"}),
)
_EVENT: Final = {
    name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in _EVENTS.items()
}


def event_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Times of which another thing is told, of two that exclude each other."""
    for fact, other in same_values(expected, found, _DATED):
        ours = _events(template, fact, expected)
        theirs = _events(reply, other, found) if ours else ours
        if exchanged := events_exchanged(ours, theirs):
            message = f"{fact.text!r} must stay the {exchanged[0]}, not the {exchanged[1]}"
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("facts_swapped", "event", message, *spans)


def events_exchanged(ours: Set[str], theirs: Set[str]) -> tuple[str, str] | None:
    """An event of `ours` and the one of `theirs` that excludes it; None where both tell of either.

    >>> events_exchanged({"departure"}, {"arrival"})
    ('departure', 'arrival')
    >>> events_exchanged({"departure", "arrival"}, {"arrival"})
    """
    for pair in _OPPOSED:
        for first, second in (pair, pair[::-1]):
            clear = not ours & second and not theirs & first
            if clear and ours & first and theirs & second:
                return min(ours & first), min(theirs & second)
    return None


def _events(text: str, fact: Fact, facts: Sequence[Fact]) -> frozenset[str]:
    return told_of(text, fact, facts, _DATED, events_named)


def events_named(words: str) -> frozenset[str]:
    """The events that words tell of: "departure", "arrival", "start", "end" and others."""
    found = {name for name, pattern in _EVENT.items() if pattern.search(words)}
    return frozenset(found - {"opening"} if "doors" in found else found)
