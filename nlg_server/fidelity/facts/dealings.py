"""What is done with a value: "we buy at 1.14" is not "we sell at 1.14"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.facts.events import told_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_KINDS: Final = frozenset({"amount", "number", "percentage", "quantity"})
_DEALINGS: Final = {
    "bought": r"buy(?:s|ing)?|bought|purchas\w+|(?:an)?kauf\w*|gekauft|compr(?:a|ar|amos|as)"
    r"|achet\w+|achat",
    "sold": r"sell(?:s|ing)?|sold|verkauf\w*|verkauft|vend(?:er|emos|e|a|ido|ons|ez|re|u)|venta"
    r"|vente",
    "paid in": r"paid in|deposited|depositing|einzahl\w*|eingezahlt|ingresad[oa]|depositad[oa]"
    r"|versé|déposé",
    "paid out": r"paid out|withdr[ae]w\w*|abheb\w*|abgehoben|auszahl\w*|ausgezahlt|retirad[oa]"
    r"|sacad[oa]|retiré|retrait",
    "charged": r"charged|debited|belastet|abgebucht|cobrad[oa]|cargado|débité|debitad[oa]",
    "credited": r"credited|refunded|gutgeschrieben|erstattet|abonad[oa]|reembolsad[oa]"
    r"|crédité|remboursé|creditad[oa]",
    "won": r"won|wins?|gewonnen|gewinnst|ganad[oa]|gagné|ganh(?:ou|ei)",
    "lost": r"lost|loses?|verloren|verlierst|perdid[oa]|perdu|perd(?:eu|i)",
    "absent": r"absent|missed|abwesend|gefehlt|ausente|faltou",
    "late": r"late|tardy|zu spät|tarde|en retard|atrasad[oa]",
}
_OPPOSED: Final = (
    ("bought", "sold"),
    ("paid in", "paid out"),
    ("charged", "credited"),
    ("won", "lost"),
    ("absent", "late"),
)
_DEALING: Final = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _DEALINGS.items()}


def dealing_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Values with which the opposite is done.

    Of what is "charged and will be refunded" either may be told.
    """
    before, after = _dealings(template), _dealings(reply)
    if not before:
        return
    for fact, other in same_values(expected, found, _KINDS):
        ours = told_of(template, fact, expected, _KINDS, _dealings)
        theirs = told_of(reply, other, found, _KINDS, _dealings) if ours else ours
        for first, second in (*_OPPOSED, *(pair[::-1] for pair in _OPPOSED)):
            pair = {first, second}
            either = second in before and first not in after
            if ours & pair == {first} and theirs & pair == {second} and not either:
                message = f"{fact.text!r} must stay what is {first}, not {second}"
                spans = (fact.start, fact.end), (other.start, other.end)
                yield Finding("facts_swapped", "dealing", message, *spans)


def _dealings(words: str) -> frozenset[str]:
    words = words.lower()
    return frozenset(name for name, pattern in _DEALING.items() if pattern.search(words))
