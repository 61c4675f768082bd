"""What comes on top: "an additional $60" is not "$60", and "6,550 more points" not all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.facts.sentences import sentence_around
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_KINDS: Final = frozenset({"amount", "number", "quantity", "duration", "percentage"})
_BEFORE: Final = re.compile(
    r"(?:\b(?:additional|extra|another|further|supplementary|surcharge of|zusätzlich\w{0,2}"
    r"|weitere\w?|zuzüglich|aufpreis von|zuschlag von|adicional(?:es)?|otr[oa]s|suplemento de"
    r"|recargo de|autres|supplément de|outr[oa]s|acréscimo de)\s(?:of |von |de )?)\W?\Z",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"[^\w.!?;]{0,2}(?:[^\W\d_]{3,10}\s)?(?:more|extra|additional|on top|mehr|zusätzlich|más"
    r"|adicional(?:es)?|extras?|de plus|en plus|supplémentaires?|a mais|adiciona(?:l|is))\b"
    r"(?! (?:than|als|que|de|d['’]|information|details|questions?)\b)",
    re.IGNORECASE,
)
# What may tell the same in the reply, wherever in its sentence.
_TOLD: Final = re.compile(
    r"\+|\b(?:additional\w*|extras?|another|further|more|plus|on top|adds?|added|adding|another"
    r"|surcharge|supplement\w*|else|to go|left|missing|short|away|still|again|longer|higher|rise\w*"
    r"|later?|delay\w*|until|till|to reach|need\w*|lack\w*|on your|next|beyond|after that"
    r"|each|every|per|then"
    r"|zusätzlich\w*|zusatz\w*|weitere\w?|extra|mehr|noch|zuzüglich|zzgl|aufpreis|zuschlag|dazu"
    r"|hinzu|hinaus|obendrauf|länger|später|fehlen|drauf\w*|neue\w?|verlänger\w*|jede[nrms]?|danach|dann"
    r"|adicional\w*|más|otr[oa]s?|suplement\w*"
    r"|recargo|añad\w*|retras\w*|tarde|aparte|además|faltan?|sumar?|cada|autres?|encore"
    r"|de plus|en plus|en sus|supplément\w*"
    r"|ajout\w*|manque\w*|rajout\w*|chaque|puis|outr[oa]s?|mais|acrésc\w*|além|falta\w*|soma\w*"
    r"|extra|ainda|depois|acima|luego|ensuite)\b",
    re.IGNORECASE,
)
_REACH = 22


def increment_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Values that come on top of others, of which the reply does not say so."""
    for fact, other in same_values(expected, found, _KINDS):
        if _on_top(template, fact) and not _TOLD.search(sentence_around(reply, other)):
            message = f"{fact.text} must stay what comes on top"
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("bound", "more", message, *spans)


def _on_top(text: str, fact: Fact) -> bool:
    before = text[max(0, fact.start - _REACH) : fact.start]
    return bool(_BEFORE.search(before) or _BEHIND.match(text, fact.end))
