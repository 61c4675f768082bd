"""Amounts of money."""

from __future__ import annotations

from random import Random

from benchmarks.hostile.drawn import Drawn, Fault, another, in_other_script, other_number
from benchmarks.hostile.number_words import spell
from benchmarks.hostile.quantities import grouped

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "BRL": "R$", "CHF": "CHF"}
_NAMES = {
    "en": {"USD": "dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "INR": "rupees"},
    "de": {"USD": "Dollar", "EUR": "Euro", "GBP": "Pfund", "JPY": "Yen"},
    "es": {"USD": "dólares", "EUR": "euros", "GBP": "libras", "JPY": "yenes"},
    "fr": {"USD": "dollars", "EUR": "euros", "GBP": "livres", "JPY": "yens"},
    "pt": {"USD": "dólares", "EUR": "euros", "GBP": "libras", "BRL": "reais"},
}


def money(rng: Random, language: str) -> Drawn:
    """An amount, with or without hundredths, in one of seven currencies."""
    currency = rng.choice(("USD", "EUR", "USD", "EUR", "GBP", *_SYMBOLS))
    whole = rng.random() < 0.4
    cents = rng.choice((rng.randint(2, 99), rng.randint(100, 9999), rng.randint(10_000, 250_000)))
    cents = cents * 100 if whole else cents * 100 + rng.randint(1, 99)
    if language == "en":
        text = _SYMBOLS[currency] + (" " if currency == "CHF" else "") + _decimal(cents, language)
    else:
        text = f"{_decimal(cents, language)} {_SYMBOLS[currency]}"

    def change(r: Random) -> Fault:
        return _changed(r, cents, currency, language)

    return Drawn("amount", text, lambda r: _formatted(r, cents, currency, language), change)


def _decimal(cents: int, language: str) -> str:
    units, rest = divmod(cents, 100)
    point = "." if language == "en" else ","
    return grouped(units, language) + (f"{point}{rest:02d}" if rest else "")


def _formatted(rng: Random, cents: int, currency: str, language: str) -> str:
    number, symbol = _decimal(cents, language), _SYMBOLS[currency]
    forms = [f"{number} {currency}", f"{currency} {number}"]
    if language == "en":
        forms.append(f"{symbol}{' ' if symbol.isalpha() else ''}{number}")
    else:
        forms.append(f"{number} {symbol}")
    if name := _NAMES[language].get(currency):
        forms.append(f"{number} {name}")
        if cents % 100 == 0:
            forms.append(f"{spell(cents // 100 % 1_000_000, language)} {name}")
    return rng.choice(forms)


def _changed(rng: Random, cents: int, currency: str, language: str) -> Fault:
    move = rng.randrange(10)
    if move == 0:
        other = another(rng, tuple(_SYMBOLS), currency)
        return "amount_currency", _formatted(rng, cents, other, language)
    if move == 1:
        return "amount_cents", _formatted(rng, cents + rng.choice((-1, 1, 50)), currency, language)
    if move == 2 and cents % 100:
        return "amount_cents_dropped", _formatted(rng, cents // 100 * 100, currency, language)
    if move == 3:
        factor = rng.choice((10, 100))
        return "amount_magnitude", _formatted(rng, cents * factor, currency, language)
    if move == 4:
        scale = {"de": "Millionen", "es": "millones", "pt": "milhões"}.get(language, "million")
        return "amount_magnitude", f"{_decimal(cents, language)} {scale} {currency}"
    if move == 5:
        return "amount_sign", "-" + _formatted(rng, cents, currency, language)
    if move == 6:
        return "amount_without_currency", _decimal(cents, language)
    other_cents = other_number(rng, cents // 100, low=1) * 100 + cents % 100
    if move == 7:
        text = _decimal(other_cents, language)
        return "other_script_digits", f"{in_other_script(rng, text)} {currency}"
    if move == 8 and (name := _NAMES[language].get(currency)):
        return "number_words", f"{spell(other_cents // 100 % 1_000_000, language)} {name}"
    return "amount", _formatted(rng, other_cents, currency, language)
