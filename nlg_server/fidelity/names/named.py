"""Which names of a text are protected facts, and which are content in capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nlg_server.fidelity.content import Unit, aligned, vocabulary
from nlg_server.fidelity.vectors import word_vectors
from prompts.facts import Fact
from prompts.facts.names import KIN

_PERSON = re.compile(r"(?:Herrn?|Frau|Fr|Hr|Dr|Prof)\b")
_OWNING = re.compile(
    r"(?:Ihr|Dein|Mein|Unser|Euer|Sein|Kein|Dies|Jed|Welch|Neu|Gut|Super|Best|Schön|Klein|Groß"
    r"|Halb|Kurz|Lang|Direkt|Einzeln|Privat|Rein|Letzt|Nächst|Erst|Frei|Froh|Beid|Ähnlich|Herzlich"
    r"|Aktuell|Zusätzlich|Kostenlos|Offen|Voll|Ganz|Weiter|Ander|Früh|Spät|Schnell|Sperrig|Wichtig)"
    r"[a-zäöü]{0,4}|Laut|Beim|Alle[nrs]?|Viele|Ach|Kein"
    r"|[A-ZÄÖÜ][a-zäöüß]{2,14}(?:lich|ig|bar|sam|los|voll|end|iert|ell|iv)(?:e[nmrs]?)"
)
_GERMAN = re.compile(
    r"\w{3,}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|chen"
    r"|ismus|ling"
    r"|nis|nisse|sal|tum|innen|zeit|zeiten|platz|fach|korb|konto|karte|preis|nummer|termin|vertrag"
    r"|ische[nrms]?|liche[nrms]?|ige[nrms]?|bedarf|pflicht|ruhe|nacht|rat|limit|dateien|datei|weg"
    r"|filiale|team|ruhetag|vorlauf)"
    r"|Abschnitt|Strecke|Linie|Filiale|Formate?|Größen?|Hotels?|Bereich|Flughafen|Bahnhof|Tarif"
    r"|Kurs|Paket|Abo|Terminal|Gleis|Saal|Zimmer|Flug|Zug|Restaurant|Museum|Stadion|Projekt"
    r"|Ordner|Kalender|Film|Serie|Buch|Gerät|Modell|Programm|Bestellnummer",
    re.IGNORECASE,
)


def settled_names(
    facts: Sequence[Fact],
    units: Sequence[Unit],
    other: Sequence[Unit],
    *,
    reply: bool,
    languages: tuple[str, str],
) -> tuple[Fact, ...]:
    """`facts` with their names reduced to what must stand in the other text, of units `other`.

    What the lexicon does not know of a name is the name; a `reply` must not vary the rest either.
    A name of common words alone ("Travel Plus") stays whole; a single one is content, unless the
    other text says nothing like it. A strange word that opens a sentence is a name in a `reply`
    alone: a template may lose it. It is none where the two `languages` differ, nor where it is a
    common English word.
    """
    own, others = languages[::-1] if reply else languages
    words, concepts = vocabulary(other)
    kept: list[Fact] = []
    for fact in facts:
        if fact.kind != "name":
            kept.append(fact)
            continue
        if own == "de" and _is_of_nouns(fact, units, reply=reply):
            continue
        if reply and fact.value in KIN and not any(one.text.lower() in KIN for one in other):
            continue  # "That must be hard for your Oma"
        if fact.soft and (not reply or own != others):
            continue
        inside = [unit for unit in units if fact.start <= unit.start < fact.end]
        unknown = [unit for unit in inside if not unit.known]
        if fact.soft and own == "en":
            unknown = [unit for unit in unknown if not word_vectors().common(unit.text.lower())]
        carrying = [unit for unit in inside if unit.carries]
        noun = own == "de" and any(_GERMAN.fullmatch(unit.text) for unit in inside)
        if unknown:
            proper = [unit for unit in unknown if not (noun and _GERMAN.fullmatch(unit.text))]
            whole = reply and fact.text.istitle() and not noun
            kept.append(fact if whole else _of(proper or unknown, soft=fact.soft))
        elif fact.soft or noun:  # "Der Kurs Spanisch": its words are content
            continue
        else:
            unsaid = carrying and not any(aligned(unit, words, concepts) for unit in carrying)
            if unsaid or len(fact.text) == 1 or (" " in fact.text and carrying):
                kept.append(fact)
    return tuple(kept)


def _is_of_nouns(fact: Fact, units: Sequence[Unit], *, reply: bool) -> bool:
    """Whether a German run of capitals is nouns and what belongs to them: "Ihrem Postfach"."""
    words = [word for word in fact.text.replace("-", " ").split() if word[:1].isupper()]
    if len(words) < 2 or _PERSON.match(fact.text):
        return False
    if any(_OWNING.fullmatch(word) for word in words):
        return True
    if not reply:
        return False
    known = {unit.text for unit in units if fact.start <= unit.start < fact.end and unit.known}
    nouns = [word in known or bool(_GERMAN.fullmatch(word)) for word in words]
    return any(nouns) and not any(not one and not next_ for one, next_ in pairwise(nouns))


def _of(units: Sequence[Unit], *, soft: bool) -> Fact:
    found = " ".join(unit.text for unit in units)
    return Fact("name", found.casefold(), found, units[0].start, units[-1].end, soft)
