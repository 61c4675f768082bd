"""A protected fact: a stretch of text whose meaning a rephrase may not change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = (
    "number",
    "amount",
    "percentage",
    "quantity",
    "ordinal",
    "date",
    "time",
    "duration",
    "phone",
    "email",
    "url",
    "label",
    "iban",
    "code",
    "placeholder",
    "quoted",
    "name",
    "emoji",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact at `[start, end)` of the text it was found in.

    `value` is canonical: two facts of one kind state the same when their values are equal, whatever
    the format or language ("$1,000.00" and "1.000,00 $" are both ``1000 USD``). A `soft` fact can
    stand for a fact ("a", "one" for 1) but states none on its own.
    """

    kind: str
    value: str
    text: str
    start: int
    end: int
    soft: bool = False
