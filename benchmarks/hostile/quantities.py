"""Counts, percentages, durations, measures and ordinals."""

from __future__ import annotations

from random import Random

from benchmarks.hostile.drawn import Drawn, Fault, another, in_other_script, other_number
from benchmarks.hostile.notations import odd_notation
from benchmarks.hostile.number_words import spell

_DURATION_UNITS = {
    "en": ("minutes", "hours", "days", "weeks", "months", "years", "business days"),
    "de": ("Minuten", "Stunden", "Tage", "Wochen", "Monate", "Jahre", "Werktage"),
    "es": ("minutos", "horas", "días", "semanas", "meses", "años", "días hábiles"),
    "fr": ("minutes", "heures", "jours", "semaines", "mois", "ans", "jours ouvrés"),
    "pt": ("minutos", "horas", "dias", "semanas", "meses", "anos", "dias úteis"),
}
_MEASURES = ("km", "miles", "kg", "lb", "GB", "MB", "°C", "°F", "litres", "gallons", "kWh", "m²")
_THOUSANDS = {"en": ",", "de": ".", "es": ".", "fr": " ", "pt": "."}


def grouped(number: int, language: str) -> str:
    """`number` with the language's thousands separator."""
    return f"{number:,}".replace(",", _THOUSANDS[language])


def number_text(rng: Random, number: int, language: str) -> str:
    """`number` in digits, grouped digits, or words."""
    form = rng.randrange(4)
    if form == 0 and number < 1_000_000:
        return spell(number, language)
    return grouped(number, language) if form == 1 else str(number)


def _other_text(rng: Random, number: int, language: str) -> Fault:
    other = other_number(rng, number, low=2)
    if rng.random() < 0.1:
        return "other_script_digits", in_other_script(rng, str(other))
    text = number_text(rng, other, language)
    return ("number_words" if text[0].isalpha() else "number"), text


def count(rng: Random, language: str) -> Drawn:
    number = rng.choice((rng.randint(2, 12), rng.randint(13, 99), rng.randint(100, 9999)))
    text = str(number) if number < 1000 or rng.random() < 0.5 else grouped(number, language)

    def change(r: Random) -> Fault:
        move = r.randrange(8)
        if move == 3:
            return "odd_notation", odd_notation(r, other_number(r, number, low=2), number)
        if move == 0:
            return "number_range", f"{number}-{number + r.randint(1, 9)}"
        if move == 1:
            return "number_sign", f"-{number}"
        if move == 2:
            scale = {"en": "million", "de": "Millionen", "es": "millones"}
            return "number_magnitude", f"{number} {scale.get(language, 'millions')}"
        return _other_text(r, number, language)

    return Drawn("number", text, lambda r: number_text(r, number, language), change)


def percent(rng: Random, language: str) -> Drawn:
    number = rng.randint(2, 99)
    gap = "" if language == "en" else " "
    words = {"en": "percent", "de": "Prozent", "es": "por ciento", "fr": "pour cent"}
    word = words.get(language, "por cento")

    def restate(r: Random) -> str:
        return r.choice((f"{number}%", f"{number} %", f"{number} {word}"))

    def change(r: Random) -> Fault:
        move = r.randrange(6)
        if move == 0:
            return "percent_unit", f"{number}‰"
        if move == 1:
            return "percent_unit", f"{number} €"
        if move == 2:
            return "percent_decimal", f"0.{number}%" if language == "en" else f"0,{number} %"
        other = other_number(r, number, low=1)
        if move == 3:
            return "number_words", f"{spell(other % 1_000_000, language)} {word}"
        return "percent", f"{other}{gap}%"

    return Drawn("percentage", f"{number}{gap}%", restate, change)


def duration(rng: Random, language: str) -> Drawn:
    units = _DURATION_UNITS[language]
    number, unit = rng.randint(2, 30), rng.choice(units)

    def restate(r: Random) -> str:
        return f"{spell(number, language) if r.random() < 0.5 else number} {unit}"

    def change(r: Random) -> Fault:
        move = r.randrange(3)
        if move == 0:
            return "duration_unit", f"{number} {another(r, units, unit)}"
        fault, text = _other_text(r, number, language)
        return f"duration_{fault}", f"{text} {unit}"

    return Drawn("duration", f"{number} {unit}", restate, change)


def measure(rng: Random, language: str) -> Drawn:
    number, unit = rng.randint(2, 500), rng.choice(_MEASURES)

    def change(r: Random) -> Fault:
        if r.random() < 0.4:
            return "measure_unit", f"{number} {another(r, _MEASURES, unit)}"
        fault, text = _other_text(r, number, language)
        return f"measure_{fault}", f"{text} {unit}"

    return Drawn("measure", f"{number} {unit}", lambda r: f"{number} {unit}", change)


def ordinal(rng: Random, language: str) -> Drawn:
    number = rng.randint(2, 31)

    def text(n: int) -> str:
        if language == "en":
            ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
            return f"{n}{ending}"
        return {"de": f"{n}.", "es": f"{n}.º", "fr": f"{n}e", "pt": f"{n}º"}[language]

    def change(r: Random) -> Fault:
        return "ordinal", text(other_number(r, number, low=1))

    return Drawn("ordinal", text(number), lambda r: text(number), change)
