"""Symbols of units and currencies, the same in every language."""

from __future__ import annotations

from typing import Final

from prompts.facts.languages.listed import listed

CURRENCY_SYMBOLS: Final = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₫": "VND",
    "₦": "NGN",
    "฿": "THB",
    "₪": "ILS",
    "₱": "PHP",
    "₴": "UAH",
    "₿": "BTC",
    "r$": "BRL",
    "us$": "USD",
    "c$": "CAD",
    "a$": "AUD",
    "kr": "SEK",
    "zł": "PLN",
}

# ISO 4217, read in capitals in every language.
CURRENCY_CODES: Final = frozenset(
    listed(
        "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY "
        "KES KRW KWD MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY "
        "TWD UAH USD UYU VND ZAR"
    )
)

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
    "m2": "m²",
    "kg": "kg",
    "g": "g",
    "mg": "mg",
    "lb": "lb",
    "oz": "oz",
    "l": "l",
    "ml": "ml",
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
