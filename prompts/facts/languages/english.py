"""English words that state facts."""

from __future__ import annotations

from itertools import product

from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words

_UNITS = listed("zero one two three four five six seven eight nine")
_TEENS = listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_NUMBERS = {word: value for value, word in enumerate(_UNITS + _TEENS) if value != 1}
_NUMBERS |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_NUMBERS |= {
    f"{ten}-{unit}": 10 * tens + units
    for (tens, ten), (units, unit) in product(enumerate(_TENS, start=2), enumerate(_UNITS))
    if units
}
_ORDINALS = dict(
    zip(
        listed("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
        range(2, 13),
        strict=True,
    )
) | {
    "first": 1,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
}
_MONTHS = listed(
    "january february march april may june july august september october november december"
)
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")

ENGLISH = Words(
    code="en",
    numbers=_NUMBERS | {"dozen": 12, "nil": 0},
    scales={
        "hundred": 100,
        "thousand": 1000,
        "million": 10**6,
        "billion": 10**9,
        "k": 1000,
        "m": 10**6,
        "bn": 10**9,
    },
    soft={
        "one": 1,
        "a": 1,
        "an": 1,
        "single": 1,
        "both": 2,
        "pair": 2,
        "couple": 2,
        "twice": 2,
        "once": 1,
        "no": 0,
        "none": 0,
        "without": 0,
        "direct": 0,
        "nonstop": 0,
    },
    # In "a second-class seat" a second is no time.
    ordinals=_ORDINALS | {"first-class": 1, "second-class": 2, "second-hand": 2, "second-level": 2},
    months={name: i for i, name in enumerate(_MONTHS, start=1)}
    | {name[:3]: i for i, name in enumerate(_MONTHS, start=1) if i != 5}
    | {"sept": 9},
    weekdays={name: i for i, name in enumerate(_DAYS, start=1)}
    | {f"{name}s": i for i, name in enumerate(_DAYS, start=1)}
    | {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5}
    | {"sat": 6, "sun": 7},
    durations={
        "second": "s",
        "seconds": "s",
        "sec": "s",
        "secs": "s",
        "minute": "min",
        "minutes": "min",
        "min": "min",
        "mins": "min",
        "hour": "h",
        "hours": "h",
        "hr": "h",
        "hrs": "h",
        "day": "d",
        "days": "d",
        "week": "w",
        "weeks": "w",
        "fortnight": "fortnight",
        "month": "mo",
        "months": "mo",
        "year": "y",
        "years": "y",
        "yr": "y",
        "yrs": "y",
        "workday": "bd",
        "workdays": "bd",
        "night": "night",
        "nights": "night",
    },
    units={
        "fahrenheit": "°F",
        "celsius": "°C",
        "mile": "mi",
        "miles": "mi",
        "kilometer": "km",
        "kilometers": "km",
        "kilometre": "km",
        "kilometres": "km",
        "meter": "m",
        "meters": "m",
        "metre": "m",
        "metres": "m",
        "feet": "ft",
        "foot": "ft",
        "inch": "in",
        "inches": "in",
        "centimeter": "cm",
        "centimeters": "cm",
        "centimetre": "cm",
        "centimetres": "cm",
        "millimeters": "mm",
        "millimetres": "mm",
        "t": "t",
        "ton": "t",
        "tons": "t",
        "tonne": "t",
        "tonnes": "t",
        "kilo": "kg",
        "kilos": "kg",
        "kilogram": "kg",
        "kilograms": "kg",
        "gram": "g",
        "grams": "g",
        "pound": "lb",
        "lbs": "lb",
        "liter": "l",
        "liters": "l",
        "litre": "l",
        "litres": "l",
        "gigabyte": "GB",
        "gigabytes": "GB",
        "megabyte": "MB",
        "megabytes": "MB",
        "degrees": "°",
        "degree": "°",
    }
    | dict.fromkeys(listed("millimeter millimetre"), "mm")
    | dict.fromkeys(listed("milligram milligrams milligramme milligrammes"), "mg")
    | dict.fromkeys(listed("gramme grammes"), "g")
    | dict.fromkeys(listed("kilogramme kilogrammes"), "kg")
    | dict.fromkeys(listed("milliliter milliliters millilitre millilitres"), "ml")
    | dict.fromkeys(listed("centiliter centiliters centilitre centilitres"), "cl")
    | dict.fromkeys(listed("deciliter deciliters decilitre decilitres"), "dl")
    | dict.fromkeys(listed("kilobyte kilobytes"), "kB")
    | dict.fromkeys(listed("meg megs"), "MB")
    | dict.fromkeys(listed("gig gigs"), "GB")
    | dict.fromkeys(listed("terabyte terabytes"), "TB")
    | dict.fromkeys(listed("mbit-/-s megabit-per-second megabits-per-second"), "Mbit/s")
    | dict.fromkeys(listed("gbit-/-s gigabit-per-second gigabits-per-second"), "Gbit/s")
    | dict.fromkeys(listed("watt watts"), "W")
    | dict.fromkeys(listed("kilowatt kilowatts"), "kW")
    | dict.fromkeys(listed("kilowatt-hour kilowatt-hours"), "kWh")
    | dict.fromkeys(listed("hectare hectares"), "ha")
    | dict.fromkeys(listed("ounce ounces"), "oz")
    | dict.fromkeys(listed("yard yards"), "yd")
    | dict.fromkeys(listed("gallon gallons"), "gal")
    | dict.fromkeys(listed("teaspoon teaspoons teaspoonful teaspoonfuls"), "tsp")
    | dict.fromkeys(listed("tablespoon tablespoons tablespoonful tablespoonfuls"), "tbsp"),
    currencies={
        "dollar": "USD",
        "dollars": "USD",
        "buck": "USD",
        "bucks": "USD",
        "usd": "USD",
        "euro": "EUR",
        "euros": "EUR",
        "eur": "EUR",
        "pounds": "GBP",
        "quid": "GBP",
        "gbp": "GBP",
        "sterling": "GBP",
        "yen": "JPY",
        "jpy": "JPY",
        "rupee": "INR",
        "rupees": "INR",
        "inr": "INR",
        "rs": "INR",
        "zloty": "PLN",
        "zlotys": "PLN",
        "franc": "CHF",
        "francs": "CHF",
        "chf": "CHF",
        "cad": "CAD",
        "aud": "AUD",
        "real": "BRL",
        "reais": "BRL",
        "brl": "BRL",
        "peso": "MXN",
        "pesos": "MXN",
        "mxn": "MXN",
        "cent": "cent",
        "cents": "cent",
        "ct": "cent",
        "cts": "cent",
        "pence": "penny",
    },
    relative={
        "today": "today",
        "tomorrow": "tomorrow",
        "yesterday": "yesterday",
        "tonight": "tonight",
        "overnight": "night",
        "weekend": "weekend",
        "weekends": "weekend",
        "weekday": "weekdays",
        "weekdays": "weekdays",
    },
    fractions={"half": "0.5", "quarter": "0.25", "quarters": "0.25"},
    joiners=frozenset({"and"}),
    of=frozenset({"of", "the", "a", "an"}),
    hours=frozenset({"o'clock", "oclock"}),
    am=frozenset({"am", "a.m", "a.m."}),
    pm=frozenset({"pm", "p.m", "p.m."}),
    ranges=frozenset({"to", "until", "till", "and", "through"}),
    percent=frozenset({"percent", "pct"}),
    minus=frozenset({"minus", "negative"}),
    business=frozenset({"business", "working", "work"}),
    past={"past": 1, "after": 1, "to": -1, "till": -1},
    noon={"noon": "12:00", "midday": "12:00", "midnight": "00:00"},
    decimal_comma=False,
)
