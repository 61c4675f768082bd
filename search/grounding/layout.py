"""Headings and lead-ins: what orders an answer without claiming anything of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from prompts.facts.languages.listed import listed
from search.grounding.clauses import facts_of
from search.grounding.evidence import Evidence
from search.grounding.negation import denies
from search.grounding.terms import content_stems, stem

_HEADING = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__)$|#{1,6}\s")
# Words in which one speaks of a list and not of the matter.
_OF_LISTS: Final = frozenset(
    stem(word)
    for word in listed(
        "following follow below above several various different main key important common general "
        "include includes including involve involves consist consists list lists step steps option "
        "options example examples point points reason reasons factor factors way ways type types "
        "kind kinds thing things detail details overview summary note notes consideration "
        "considerations aspect aspects feature features benefit benefits requirement requirements "
        "process method methods case cases use used also need specific additional additionally "
        "folgende folgenden folgendes mehrere wichtige schritte möglichkeiten beispiel beispiele "
        "gründe arten hinweise überblick voraussetzungen vorteile "
        "siguiente siguientes varios varias pasos opciones ejemplo ejemplos razones formas tipos "
        "requisitos ventajas resumen incluye incluyen "
        "suivant suivante suivants suivantes plusieurs étapes exemple exemples raisons types "
        "conditions avantages résumé comprend "
        "seguinte seguintes vários várias passos opções exemplo exemplos razões vantagens inclui"
    )
)


def orders(text: str, evidence: Sequence[Evidence]) -> bool:
    """Whether `text` is a heading, or ends in a colon, and claims nothing that could be wrong.

    It must deny nothing, state no value, and use only words of the passages or of lists.
    """
    line = text.strip()
    if not (line.rstrip("*_ ").endswith(":") or _HEADING.match(line)):
        return False
    if denies(line) or line.rstrip("*_: ").endswith("?"):
        return False
    language = evidence[0].language if evidence else None
    if any(fact.kind not in ("name", "quoted", "label") for fact in facts_of(line, language)):
        return False
    words = set(content_stems(line, language)) - _OF_LISTS
    return words <= frozenset().union(*(passage.vocabulary for passage in evidence))
