"""Rewrites what is told in one word, or in parts, as figures and units of the same length."""

from __future__ import annotations

import re

from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words

# Raised and lowered digits state a number of their own, except behind a letter (m², delivery¹) or
# another digit, whose number they are not.
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_RAISED = re.compile(r"(?<![^\W_])[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉]+")
# "under-12s" is an age, and "18s" no seconds.
_AGE_GROUP = re.compile(r"\b(under|over)[- ](\d{1,2})s\b", re.IGNORECASE)
# "zweistündig" and "6-jährig" are read as "zwei std" and "6 jahr".
_LASTING = {
    "jährig": "jahr",
    "monatig": "monat",
    "wöchig": "woche",
    "tägig": "tag",
    "stündig": "std",
    "minütig": "min",
}
_GERMAN_LASTING = re.compile(
    rf"\b(\d{{1,3}}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|vierzehn|zwanzig)-?"
    rf"({'|'.join(_LASTING)})\w{{0,2}}\b",
    re.IGNORECASE,
)
# "An hour and a quarter" is read as "1.25 hour", "un año y medio" as "1,5 año". "Una hora y media"
# may be a time as well, and is left to the clock and the measures.
_COUNT = r"\b(?P<count>\d{1,3}|[^\W\d_]{1,9})"
_PARTED = tuple(
    (code, re.compile(pattern, re.IGNORECASE))
    for code, pattern in (
        (
            "en",
            rf"{_COUNT} (?P<unit>(?:minute|hour|day|week|month|year)s?)"
            r" and (?P<part>an? half|(?:a|one)[ -]quarter|three[ -]quarters)\b"
            r"(?! of\b|[ -][hdwmy])",
        ),
        (
            "en",
            rf"{_COUNT} and (?P<part>a half|(?:a |one[ -])quarter|three[ -]quarters?)[ -]"
            r"(?P<unit>(?:minute|hour|day|week|month|year)s?)\b",
        ),
        (
            "de",
            r"\b(?P<count>ein|zwei|drei|vier|fünf|sechs)(?P<part>einviertel|dreiviertel)"
            r" (?P<unit>stunden?|jahre?n?)\b",
        ),
        (
            "es",
            rf"{_COUNT} (?P<unit>horas?(?= y (?:un|tres) )|(?:día|semana|año)s?|mes(?:es)?)"
            r" y (?P<part>medi[oa]|(?:un )?cuarto|tres cuartos)\b",
        ),
        (
            "fr",
            rf"{_COUNT} (?P<unit>heures?(?= et (?:un|trois) )|(?:jour|semaine|an|année)s?|mois)"
            r" et (?P<part>demie?|(?:un )?quart|trois quarts)\b",
        ),
        (
            "pt",
            rf"{_COUNT} (?P<unit>horas?(?= e (?:um|três) )|(?:dia|semana|ano)s?|mês|meses)"
            r" e (?P<part>mei[oa]|(?:um )?quarto|três quartos)\b",
        ),
    )
)
_ONE = frozenset(listed("a an one ein una un une uma um"))
_THREE = ("three", "drei", "tres", "trois", "três")


def in_figures(text: str, words: Words) -> str:
    """`text` as it is read: "6-jährig" as "6 jahr", "an hour and a quarter" as "1.25 hour".

    Every other character keeps its place.
    """
    text = _RAISED.sub(lambda match: match[0].translate(_DIGITS), text)
    text = _AGE_GROUP.sub(lambda match: f"{match[1]} {match[2]} ", text)
    if words.code == "de":
        text = _GERMAN_LASTING.sub(_in_two_words, text)
    for code, parted in _PARTED:
        if code == words.code:
            text = parted.sub(lambda match: _in_one_number(match, words), text)
    return text


def _in_two_words(match: re.Match[str]) -> str:
    return f"{match[1]} {_LASTING[match[2].lower()]}".ljust(len(match[0]))


def _in_one_number(match: re.Match[str], words: Words) -> str:
    """ "an hour and a quarter" as "1.25 hour", as long as before."""
    count, part = match["count"].lower(), match["part"].lower()
    whole = int(count) if count.isdigit() else 1 if count in _ONE else words.numbers.get(count)
    if whole is None:
        return match[0]
    hundredths = (
        75 if part.startswith(_THREE) else 25 if "uart" in part or "viertel" in part else 50
    )
    mark = "," if words.decimal_comma else "."
    number = f"{whole}{mark}{hundredths}"
    return number + match["unit"].rjust(len(match[0]) - len(number))
