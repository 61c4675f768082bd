"""Symbols and codes of currencies, and the countries that tell one from its namesakes."""

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
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "mx$": "MXN",
    "¢": "cent",
    "kr": "SEK",
    "zł": "PLN",
    "kč": "CZK",
}

# ISO 4217, read in capitals in every language.
CURRENCY_CODES: Final = frozenset(
    listed(
        "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY "
        "KES KRW KWD MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TRY "
        "TWD UAH USD UYU VND ZAR"
    )
)

# The beginnings of the adjectives that tell one country's dollars, crowns or pesos from another's.
NATIONS: Final = {
    stem: code
    for code, stems in {
        "USD": "us american amerikan estadounidens américain",
        "CAD": "canadian canadien canaden kanadisch",
        "AUD": "australian australien australisch",
        "SGD": "singap",
        "GBP": "british britisch británic britanni britânic sterling esterlin",
        "CHF": "swiss schweizer suiz suisse suíç",
        "SEK": "swed schwed suec suédois",
        "NOK": "norw norue norvég",
        "DKK": "danish dänisch danes danés danois dinamarqu",
        "CZK": "czech tschech chec tchè tchec",
        "ISK": "iceland isländ island",
        "PLN": "polish polnisch polac polon",
        "JPY": "japan japon",
        "INR": "indian indisch indi",
        "BRL": "brazil brasil brésil",
        "MXN": "mexic mexik",
        "ARS": "argentin",
        "CLP": "chilen chilien",
        "COP": "colombi kolumb",
    }.items()
    for stem in listed(stems)
}
CROWNS: Final = frozenset(listed("SEK NOK DKK CZK ISK"))
CROWN_WORDS: Final = frozenset(
    listed(
        "crown crowns krona kronor krone kroner kronen koruna korunas korun koruny corona coronas"
        " couronne couronnes coroa coroas kr"
    )
)
# The currencies that share the name of the first one.
NAMESAKES: Final = {
    "USD": frozenset(listed("CAD AUD SGD")),
    "MXN": frozenset(listed("ARS CLP COP")),
    "crown": CROWNS,
}
