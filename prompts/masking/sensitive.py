"""What identifies a person or a thing in any language: found by its form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompts.masking.span import Span

_RANK = 10  # after slots and facts: their names say more

# Every quantifier is bounded or its class excludes what follows it, so none can backtrack far.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("URL", re.compile(r"(?:https?|ftp|mailto|tel|javascript|data):[^\s<>\"'`)\]}]+", re.I)),
    ("URL", re.compile(r"(?<![\w@.-])www\.[^\s<>\"'`)\]}]+", re.I)),
    ("EMAIL", re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}")),
    ("URL", re.compile(r"(?<![\w@.-])(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}/[^\s<>\"'`)\]}]*", re.I)),
    ("IBAN", re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){3,8}(?!\w)")),
    ("DATE", re.compile(r"(?<!\d)(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2\d{2,4})(?!\d)")),
    ("PHONE", re.compile(r"(?<![\w+])\+?\(?\d(?:[ ().\-/]{0,2}\d){6,17}(?!\w)")),
    # Whatever holds a digit is a value: a count, a code, a date, a plate.
    ("NUMBER", re.compile(r"[^\W\d]{0,16}(?:[-_#]?\d)(?:[\w.,:/_-]{0,62}\w)?")),
    # Brackets that could be read as one of our own tokens.
    ("TEXT", re.compile(r"\[{2,}|\]{2,}")),
)
_DIGIT = re.compile(r"\d")


def sensitive_spans(text: str) -> Iterator[Span]:
    """Links, e-mail addresses, IBANs, phone numbers, and every word that holds a digit."""
    for rank, (name, form) in enumerate(_FORMS, start=_RANK):
        for match in form.finditer(text):
            yield Span(match.start(), match.end(), name, rank)
    for match in _DIGIT.finditer(text):
        yield Span(match.start(), match.end(), "NUMBER", _RANK + len(_FORMS))
