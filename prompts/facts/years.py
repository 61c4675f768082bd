"""Years behind a date."""

from __future__ import annotations

from collections.abc import Sequence

from prompts.facts.tokens import Token


def year_at(tokens: Sequence[Token], i: int) -> tuple[int | None, int]:
    """The year at token `i` and the index after it: None and `i` where there is none."""
    j = i
    while j < len(tokens) and j < i + 2 and tokens[j].norm in (",", "de", "of", "."):
        j += 1
    if (
        j < len(tokens)
        and tokens[j].kind == "number"
        and len(tokens[j].text) == 4
        and tokens[j].text.isdigit()
        and 1900 <= int(tokens[j].text) <= 2199
    ):
        return int(tokens[j].text), j + 1
    return None, i
