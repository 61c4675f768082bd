"""The content words of a text, as concepts that compare across wordings and languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlg_server.fidelity.lexicon import Entry, Lexicon, lexicon_of
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

_WORD = re.compile(r"[^\W\d_]+(?:['’&][^\W\d_]+)*|&")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_ELIDED = re.compile(r"(?:[dljmntsc]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m)$")
_EMPATHY = re.compile(
    r"\b(?:sorry|condolences|sad|saddened) (?:to (?:hear|learn) )?(?:about|for|on|that) "
    r"[^.!?,;:\d\n]{1,40}(?=[.!,])|\bsorry (?:that )?you(?:['’]re| are|['’]ve) "
    r"[^.!?,;:\d\n]{1,40}(?=[.!])|(?:^|(?<=[.!] ))that (?:took|must|sounds) "
    r"[^.!?,;:\d\n]{1,24}(?=[.!])|\bwhat an? \w{1,16}(?: \w{1,16})?(?=[.!,])"
    r"|\b(?:nice|great|good|excellent|lovely|wise) (?:choice|pick|question|taste)(?=[.!,])"
    r"|\b(?:congratulations|congrats|good luck|best of luck|enjoy|have fun|hope)"
    r" [^.!?,;:\d\n]{1,40}(?=[.!])|\bthank(?:s| you) for \w{2,12}ing [^.!?,;:\d\n]{1,40}(?=[.!;])"
    r"|\b(?:herzlichen glückwunsch|viel (?:spaß|glück|erfolg)|gute "
    r"besserung)[^.!?,;:\d\n]{0,40}(?=[.!])"
    r"|\b(?:felicidades|enhorabuena|félicitations|parabéns|sinto muito)[^.!?,;:\d\n]{0,40}(?=[.!])",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.!?;:\n]")
# What a customer would act on: such a word is heavy, and no near word covers it.
CRITICAL = frozenset(
    listed(
        "free book booked booking cancel cancelled canceled confirm confirmed refund refunded "
        "pay paid buy discount insurance guarantee approve approved urgent expire expired block "
        "blocked fee charge bonus voucher password card pin"
    )
)
# "Enjoy the free upgrade!" is no mere courtesy.
PROMISED = re.compile(
    rf"\b(?:{'|'.join(sorted(CRITICAL))}|upgrades?|complimentary|waived|gifts?|gratis|kostenlos\w*"
    r"|rabatt|gutschein|gratuite?s?|remise|descuento|regalo|desconto|grátis)\b",
    re.IGNORECASE,
)


class Unit(NamedTuple):
    """A word or phrase: its stem and what the lexicon knows of it; `clause` counts sentences."""

    text: str
    stem: str
    start: int
    end: int
    entry: Entry
    clause: int

    @property
    def carries(self) -> bool:
        """Whether it carries content: neither a function word nor courtesy."""
        return not (self.entry.function or self.entry.harmless)

    @property
    def known(self) -> bool:
        """Whether the lexicon has it."""
        return bool(self.entry.concepts) or self.entry.light or not self.carries


def units_of(text: str, facts: Sequence[Fact], lexicon: Lexicon) -> list[Unit]:
    """Words and phrases of `text` in order, without those that belong to a measured fact."""
    covered = [
        (fact.start, fact.end)
        for fact in facts
        if fact.kind not in ("quoted", "name", "label") and (not fact.soft or fact.kind == "amount")
    ]
    kind_words = [
        match.span() for match in _EMPATHY.finditer(text) if not PROMISED.search(match[0])
    ]
    words = list(_words(text, covered, lexicon))
    stems = [word[1] for word in words]
    breaks = [match.start() for match in _BREAK.finditer(text)]
    units: list[Unit] = []
    i = clause = 0
    while i < len(words):
        found, stem, start, end = words[i]
        while clause < len(breaks) and breaks[clause] < start:
            clause += 1
        phrase = lexicon.phrase_at(stems, i)
        if phrase is not None:
            length, entry = phrase
            end = words[i + length - 1][3]
            units.append(Unit(text[start:end], stem, start, end, entry, clause))
            i += length
            continue
        entry = _entry(found, lexicon)
        if any(left <= start < right for left, right in kind_words):
            entry = Entry(entry.concepts, entry.light, entry.function, harmless=True)
        units.append(Unit(found, stem, start, end, entry, clause))
        i += 1
    return units


def _entry(word: str, lexicon: Lexicon) -> Entry:
    """What the lexicon knows; English answers for a loan word another language does not know."""
    entry = lexicon.entry(word)
    if lexicon.code != "en" and entry == Entry():
        compound = _compound(word, lexicon) if lexicon.code == "de" else entry
        return compound if compound.concepts else Entry(lexicon_of("en").entry(word).concepts)
    return entry


def _compound(word: str, lexicon: Lexicon) -> Entry:
    """The concepts of both parts of a German compound ("Besichtigungstermin")."""
    if not 9 <= len(word) <= 40:
        return Entry()
    for cut in range(4, len(word) - 3):
        last = lexicon.entry(word[cut:])
        if not last.concepts:
            continue
        for linking in ("", "s", "n", "en"):
            first = word[:cut]
            if first.endswith(linking):
                known = lexicon.entry(first[: len(first) - len(linking)])
                if known.concepts:
                    return Entry(known.concepts | last.concepts)
    return Entry()


def _words(
    text: str, covered: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Iterator[tuple[str, str, int, int]]:
    next_covered = 0
    whole = {
        match.start(): match.end()
        for match in (_HYPHENED.finditer(text) if "-" in text else ())
        if lexicon.entry(match[0].lower()).concepts
    }
    skip_to = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start < skip_to:
            continue
        end = skip_to = whole.get(start, end)
        while next_covered < len(covered) and covered[next_covered][1] <= start:
            next_covered += 1
        if next_covered < len(covered) and covered[next_covered][0] < end:
            continue
        found = text[start:end].lower().replace("’", "'")
        if lexicon.code in ("fr", "pt") and "'" in found:
            elided = _ELIDED.match(found)
            if elided is not None and found not in lexicon.exact:
                start, found = start + elided.end(), found[elided.end() :]
        elif "'" in found and found not in lexicon.exact:
            found = _CLITIC.sub("", found)
        if found:
            yield found, lexicon.stem(found), start, end


def aligned(unit: Unit, stems: frozenset[str], concepts: frozenset[int]) -> bool:
    """Whether the other text has the unit's stem, spelling or one of its concepts."""
    return (
        unit.stem in stems
        or unit.text.lower() in stems
        or not unit.entry.concepts.isdisjoint(concepts)
        or (len(unit.stem) > 3 and any(_related(unit.stem, stem) for stem in stems))
    )


def _related(one: str, other: str) -> bool:
    """Whether two stems are of one family ("drive", "driver"; "extend", "extens")."""
    if one[:4] != other[:4]:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(long) - len(short) > 4:
        return False
    return long.startswith(short) or (len(short) > 5 and short[:5] == long[:5])


def vocabulary(units: Sequence[Unit]) -> tuple[frozenset[str], frozenset[int]]:
    """(stems and spellings, concepts) of all units, function words included."""
    stems = frozenset(unit.stem for unit in units) | frozenset(
        word for unit in units for word in (unit.text.lower(), *unit.text.lower().split())
    )
    concepts = frozenset(concept for unit in units for concept in unit.entry.concepts)
    return stems, concepts
