"""Which names of a text are protected facts, and which are content in capitals."""

from __future__ import annotations

from collections.abc import Sequence

from nlg_server.fidelity.content import Unit, aligned, vocabulary
from nlg_server.fidelity.vectors import word_vectors
from prompts.facts import Fact


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
    own, others = languages
    words, concepts = vocabulary(other)
    kept: list[Fact] = []
    for fact in facts:
        if fact.kind != "name":
            kept.append(fact)
            continue
        if fact.soft and (not reply or own != others):
            continue
        inside = [unit for unit in units if fact.start <= unit.start < fact.end]
        unknown = [unit for unit in inside if not unit.known]
        if fact.soft and own == "en":
            unknown = [unit for unit in unknown if not word_vectors().common(unit.text.lower())]
        carrying = [unit for unit in inside if unit.carries]
        if unknown:
            kept.append(fact if reply and fact.text.istitle() else _of(unknown))
        elif fact.soft:
            continue
        else:
            unsaid = carrying and not any(aligned(unit, words, concepts) for unit in carrying)
            if unsaid or len(fact.text) == 1 or (" " in fact.text and carrying):
                kept.append(fact)
    return tuple(kept)


def _of(units: Sequence[Unit]) -> Fact:
    found = " ".join(unit.text for unit in units)
    return Fact("name", found.casefold(), found, units[0].start, units[-1].end)
