"""The word that a value goes by: bought and sold, won and lost, charged and refunded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from nlg_server.fidelity.facts.comparison import same_values
from nlg_server.fidelity.facts.told_of import told_of
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_KINDS: Final = frozenset({"amount", "number", "percentage", "quantity"})


class _Pair(NamedTuple):
    """Two labels of which one excludes the other.

    `converse`: what one side does, the other side of the same deal does the other way, so that
    only both exchanged are a fault: "we sold you 3 tickets", "you bought 3 tickets".
    """

    first: str
    second: str
    converse: bool = False


_LABELS: Final = {
    "bought": r"buy(?:s|ing)?|bought|purchas\w+|(?:an)?kauf\w*|gekauft|compr(?:a|an|ar|amos|as|ó)"
    r"|achet\w+|achat",
    "sold": r"sell(?:s|ing)?|sold|verkauf\w*|vend(?:er|emos|en?|a|ido|ons|ez|re|u(?:e|s|es)?)?"
    r"|ventas?|ventes?",
    "absent": r"absent|abwesend|gefehlt|ausente|faltou",
    "late": r"late|tardy|zu spät|tarde|en retard|atrasad[oa]",
    "won": r"won|wins?|gewonnen|gewinnst|ganad[oa]s?|gagnée?s?|ganh(?:ou|ei)",
    "lost": r"lost|loses?|verloren|verlierst|perdid[oa]s?|perdue?s?|perd(?:eu|i)",
    "paid in": r"paid in|deposited|depositing|einzahl\w*|eingezahlt|ingresad[oa]|depositad[oa]"
    r"|versée?|déposée?",
    "paid out": r"paid out|withdr[ae]w\w*|abheb\w*|abgehoben|auszahl\w*|ausgezahlt|retirad[oa]"
    r"|sacad[oa]|retirée?|retrait",
    "charged": r"charged|debited|belastet|abgebucht|cobrad[oa]|cargado|débitée?|debitad[oa]",
    "refunded": r"credited|refunded|gutgeschrieben|erstattet|abonad[oa]|reembolsad[oa]"
    r"|créditée?|remboursée?|creditad[oa]",
}
_PAIRS: Final = (
    _Pair("bought", "sold", converse=True),
    _Pair("absent", "late", converse=True),
    _Pair("won", "lost", converse=True),
    _Pair("paid in", "paid out"),
    _Pair("charged", "refunded"),
)
_LABEL: Final = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in _LABELS.items()}


def label_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """Values that go by a label in the reply which excludes theirs in the template.

    Of what is "charged and will be refunded" either may be told alone.
    """
    before, after = _labels(template), _labels(reply)
    possible: list[tuple[str, str]] = []
    for pair in _PAIRS:
        for first, second in ((pair.first, pair.second), (pair.second, pair.first)):
            exchanged = {first, second} <= before & after
            replaced = first in before - after and second in after - before
            if exchanged or (replaced and not pair.converse):
                possible.append((first, second))
    if not possible:
        return
    for fact, other in same_values(expected, found, _KINDS):
        ours = told_of(template, fact, expected, _KINDS, _labels)
        theirs = told_of(reply, other, found, _KINDS, _labels)
        for first, second in possible:
            if ours & {first, second} == {first} and theirs & {first, second} == {second}:
                message = f"{fact.text!r} must stay what is {first}, not {second}"
                spans = (fact.start, fact.end), (other.start, other.end)
                yield Finding("facts_swapped", "label", message, *spans)


def _labels(words: str) -> frozenset[str]:
    words = words.lower()
    return frozenset(name for name, pattern in _LABEL.items() if pattern.search(words))
