"""Protected facts as spans to hide."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.facts import find_facts
from prompts.masking.span import Span

_RANK = 5  # between slots, whose names say more, and forms, which say less
_VALUES = frozenset(
    (
        "number", "amount", "percentage", "quantity", "ordinal", "date", "time", "duration",
        "phone", "email", "url", "iban", "code",
    )
)  # fmt: skip


def fact_spans(text: str, language: str | None, *, names: bool) -> Iterator[Span]:
    """The values among the protected facts of `text`; names of persons and things with `names`.

    Quotations, emoji and placeholders are facts, but identify nobody.
    """
    for fact in find_facts(text, language):
        if not fact.soft and (fact.kind in _VALUES or (names and fact.kind == "name")):
            yield Span(fact.start, fact.end, fact.kind.upper(), _RANK)
