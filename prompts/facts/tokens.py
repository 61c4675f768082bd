"""Words, numbers and symbols of a text, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from prompts.facts.fact import Fact
from prompts.facts.languages.words import Words

_TOKEN = re.compile(
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d|:\d))"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}(?!\d))"
    r"|(?P<dated>\d{1,2}(?P<cut>[/.\-])\d{1,2}(?P=cut)(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<number>\d{1,3}(?P<mark>[.,'’\u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d{1,6})?(?!\d)"
    r"|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’\-][^\W\d_]+)*)"
    r"|(?P<symbol>\S)"
)
# French and Spanish part thousands with a space: "1 250 €", "10 482 kWh".
_SPACED = re.compile(
    r"(?<![\d.,])\d{1,3}(?: \d{3})+(?=,\d{2}(?!\d)|(?:,\d{1,2})?\s?"
    r"(?:[€£$]|(?:euros?|EUR|GBP|USD|CHF|kWh|km|kg|MB|GB|points?|pontos|puntos"
    r"|dollars?|dólares|francs?|francos|livres|libras|pesos|reales|reais|roupies|rupias"
    r"|mètres|metros|tonnes|toneladas|millas|milhas|pas|pasos|passos)\b))"
)
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ELISION = re.compile(r"[^\W\d_]+['’]?")


class Token(NamedTuple):
    """A token of `kind` clock, iso, dated, number, word or symbol; `norm` is its lower case."""

    kind: str
    text: str
    norm: str
    start: int
    end: int


def tokenize(text: str, words: Words, known: frozenset[str]) -> list[Token]:
    """Tokens in order; a hyphenated word stays whole only where it is in `known`."""
    tokens: list[Token] = []
    if words.code != "en":
        text = _SPACED.sub(lambda match: match[0].replace(" ", "\u00a0"), text)
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "symbol"
        found, start = match[0], match.start()
        norm = found.lower().replace("’", "'") if kind == "word" else found
        if kind == "word" and words.code == "en" and norm.endswith("'s"):
            norm = norm[:-2]
        splits = "-" in norm or ("'" in norm and words.code in ("fr", "pt", "es"))
        if kind == "word" and splits and norm not in known:
            pattern = _ELISION if words.code in ("fr", "pt", "es") else _PART
            for part in pattern.finditer(found):
                lower = part[0].lower().replace("’", "'")
                tokens.append(
                    Token("word", part[0], lower, start + part.start(), start + part.end())
                )
        else:
            tokens.append(Token(kind, found, norm, start, match.end()))
    return tokens


def fact_of(
    kind: str, value: str, tokens: Sequence[Token], i: int, end: int, *, soft: bool = False
) -> Fact:
    """The fact that tokens `i` up to (not including) `end` state."""
    text = " ".join(token.text for token in tokens[i:end])
    return Fact(kind, value, text, tokens[i].start, tokens[end - 1].end, soft)
