"""Time zones that are said behind a time: "16:00 CET", "9 am Eastern", "12:30 (UTC+2)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from prompts.facts.fact import Fact
from prompts.facts.languages.listed import listed
from prompts.facts.tokens import Token

# Only in capitals: "est" is a word of French, "art" and "cat" are of English.
_ABBREVIATIONS: Final = frozenset(
    listed(
        "UTC GMT Z CET CEST MEZ MESZ EST EDT ET CST CDT CT MST MDT MT PST PDT PT BST WET WEST "
        "EET EEST IST JST KST HKT SGT AEST AEDT ACST AWST NZST NZDT MSK TRT SAST WAT CAT EAT "
        "BRT ART AKST HST PHT WIB ICT PKT GST AST"
    )
)
_SIGNS = frozenset("+-−")


def with_zone(
    facts: list[Fact], tokens: Sequence[Token], after: int, text: str
) -> tuple[list[Fact], int]:
    """`facts` of a time, the last one with the zone that stands at token `after`, if one does.

    The zone joins the value (``16:00 CET``), so that one zone is never another, or none.
    """
    at = after + (after < len(tokens) and tokens[after].text == "(")
    if at >= len(tokens) or tokens[at].text not in _ABBREVIATIONS:
        return facts, after
    zone, end = tokens[at].text, at + 1
    if end + 1 < len(tokens) and tokens[end].text in _SIGNS:
        offset = tokens[end + 1]
        if offset.kind in ("number", "clock") and offset.start == tokens[end].end:
            zone, end = f"{zone}{tokens[end].text}{offset.text}", end + 2
    last = facts[-1]
    stop = tokens[end - 1].end
    zoned = replace(last, value=f"{last.value} {zone}", text=text[last.start : stop], end=stop)
    return [*facts[:-1], zoned], end
