"""Sentences of a reply that have nothing in common with the template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlg_server.fidelity.content import Unit, aligned, vocabulary
from nlg_server.fidelity.verdict import Finding

_END = re.compile(r"[.!?…]+(?=\s|$)|\n")


def sentence_faults(
    reply: str, expected: Sequence[Unit], found: Sequence[Unit], *, translated: bool = False
) -> Iterator[Finding]:
    """Sentences whose content words, some weighty one among them, are all new to the template.

    However common its words are, such a sentence says something of its own. Of a reply that is
    `translated` into another language only words count that the lexicon can translate.
    """
    words, concepts = vocabulary(expected)
    start = 0
    for end in (*(match.end() for match in _END.finditer(reply)), len(reply)):
        carrying = [unit for unit in found if start <= unit.start < end and unit.carries]
        start = end
        if any(aligned(unit, words, concepts) for unit in carrying):
            continue
        heavy = [
            unit
            for unit in carrying
            if not unit.entry.light and (unit.entry.concepts or not translated)
        ]
        if heavy:
            message = f"nothing in the message says {heavy[0].text!r}"
            place = (carrying[0].start, carrying[-1].end)
            yield Finding("content_added", "sentence", message, None, place)
