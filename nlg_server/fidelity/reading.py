"""A text, read once: its language, facts, units and negations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nlg_server.fidelity.content import Unit, units_of
from nlg_server.fidelity.language import detect, read_in
from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.lexicon.lexicon import SUPPORTED
from nlg_server.fidelity.marks.negation import Negation, negations
from prompts.facts import Fact, find_facts


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what was found in it."""

    text: str
    language: str
    facts: tuple[Fact, ...]
    units: tuple[Unit, ...]
    negated: tuple[Negation, ...]


@lru_cache(maxsize=1024)
def read_template(template: str) -> Reading:
    """A template, remembered, in the language that is detected or that its words speak for."""
    return read(template, detect(template) or read_in(template, frozenset(SUPPORTED)) or "en")


def read(text: str, language: str) -> Reading:
    """`text`, read as one of `language`, a code."""
    facts = find_facts(text, language)
    units = tuple(units_of(text, facts, lexicon_of(language)))
    return Reading(text, language, facts, units, tuple(negations(text, units, language)))
