"""Units of quantities: their symbols, the same in every language, and how words name them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from prompts.facts.languages import LANGUAGES
from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.tokens import Token

UNIT_SYMBOLS: Final = {
    "km": "km",
    "m": "m",
    "cm": "cm",
    "mm": "mm",
    "mi": "mi",
    "ft": "ft",
    "sqft": "ft²",
    "sqm": "m²",
    "qm": "m²",
    "m²": "m²",
    "m³": "m³",
    "cbm": "m³",
    "km²": "km²",
    "cm²": "cm²",
    "cm³": "cm³",
    "m2": "m²",
    "kg": "kg",
    "g": "g",
    "mg": "mg",
    "lb": "lb",
    "lbs": "lb",
    "oz": "oz",
    "l": "l",
    "dl": "dl",
    "cl": "cl",
    "ml": "ml",
    "tsp": "tsp",
    "tbsp": "tbsp",
    "kb": "kB",
    "mb": "MB",
    "gb": "GB",
    "tb": "TB",
    "mbps": "Mbit/s",
    "gbps": "Gbit/s",
    "kwh": "kWh",
    "kw": "kW",
    "w": "W",
    "mph": "mph",
    "kmh": "km/h",
    "kph": "km/h",
    "hz": "Hz",
    "mhz": "MHz",
    "ghz": "GHz",
    "px": "px",
    "°": "°",
    "°c": "°C",
    "°f": "°F",
}

DURATION_SYMBOLS: Final = {"h": "h", "s": "s", "d": "d"}

SUFFIXES: Final = frozenset(
    {*UNIT_SYMBOLS, *DURATION_SYMBOLS, "am", "pm", "st", "nd", "rd", "th", "k", "bn", "er", "uhr"}
    | {"min", "mins", "hr", "hrs", "sec", "secs", "day", "days", "hour", "hours", "minute", "x"}
    | {"minutes", "eur", "usd", "gbp", "chf", "inr", "brl", "euro", "euros", "dollars", "kr"}
    | {"e", "ème", "eme", "º", "ª", "a", "o", "people", "miles", "f", "c"} - {"c"}
)

_RAISED: Final = dict.fromkeys(listed("square sq"), "²") | dict.fromkeys(listed("cubic cu"), "³")
# "metros cuadrados", "m³", and "m3", whose figure touches the unit.
_RAISED_AFTER: Final = (
    {"²": "²", "2": "²", "³": "³", "3": "³"}
    | dict.fromkeys(listed("cuadrados cuadrado carrés carré quadrados quadrado"), "²")
    | dict.fromkeys(listed("cúbicos cúbico cubes cube"), "³")
)
_DEGREES: Final = frozenset(listed("degrees degree grad grados grado degrés degré graus grau °"))
_PER: Final = frozenset(listed("/ per an a pro die por par à"))
_HOURLY: Final = {"km": "km/h", "mi": "mph"}
_SPACED_LETTERS: Final = frozenset(listed("m l g t °"))
_MOST_WORDS: Final = 3
# Long words of any language: a short reply does not tell which one it is in.
_AMBIGUOUS: Final = frozenset(listed("mille miles meter metro pound"))
_ANYWHERE: Final = {
    word: unit
    for words in LANGUAGES.values()
    for word, unit in words.units.items()
    if len(word) > 4 and word not in _AMBIGUOUS
}


def unit_at(tokens: Sequence[Token], i: int, words: Words) -> tuple[str, int]:
    """(canonical unit, index after it) of the unit at `i`; empty where there is none."""
    at = i + (i + 1 < len(tokens) and tokens[i].norm == "metric")  # a metric ton is a ton
    raised = _RAISED.get(tokens[at].norm, "") if at < len(tokens) else ""
    if raised:
        at += 1
        at += at < len(tokens) and tokens[at].text == "."
    unit, after = _named_unit(tokens, at, words)
    if not unit:
        return "", i
    hour = after + 1
    hour += hour < len(tokens) and tokens[hour].norm == "l'"  # "à l'heure"
    if unit in _HOURLY and hour < len(tokens) and tokens[after].norm in _PER:
        norm = tokens[hour].norm
        if "h" in (norm, words.durations.get(norm)):
            return _HOURLY[unit], hour + 1
    figure = tokens[after] if after < len(tokens) else None
    if figure is not None and (figure.kind == "word" or figure.start == tokens[after - 1].end):
        behind = _RAISED_AFTER.get(figure.norm, "")
        raised, after = raised or behind, after + bool(behind)
    return (unit if unit.endswith(("²", "³")) else unit + raised), after


def _named_unit(tokens: Sequence[Token], i: int, words: Words) -> tuple[str, int]:
    """The unit that a symbol or words name: "kg", "Liter", "cuillère à café", "degrees Celsius"."""
    for width in range(min(_MOST_WORDS, len(tokens) - i), 1, -1):
        unit = words.units.get("-".join(token.norm for token in tokens[i : i + width]))
        if unit:
            return unit, i + width
    if i >= len(tokens):
        return "", i
    norm, after = tokens[i].norm, i + 1
    if norm in _DEGREES and after < len(tokens):
        scale = tokens[after].norm
        spelled = words.units.get(scale, "") or {"c": "°C", "f": "°F"}.get(scale, "")
        if spelled.startswith("°") and len(spelled) == 2:
            return spelled, after + 1
    apart = i == 0 or tokens[i].start != tokens[i - 1].end
    if norm in ("f", "c") or (len(norm) == 1 and norm not in _SPACED_LETTERS and apart):
        return "", i
    return UNIT_SYMBOLS.get(norm) or words.units.get(norm) or _ANYWHERE.get(norm, ""), after


def after_percent(tokens: Sequence[Token], i: int, words: Words) -> int:
    """Index after "percent" at `i`; `i` itself where it does not stand there."""
    if i >= len(tokens):
        return i
    pair = "-".join(token.norm for token in tokens[i : i + 2])
    if tokens[i].text == "%" or tokens[i].norm in words.percent:
        return i + 1
    return i + 2 if pair in words.percent or pair == "per-cent" else i
