"""German words that state facts."""

from __future__ import annotations

from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words

_UNITS = listed("null eins zwei drei vier fünf sechs sieben acht neun")
_TEENS = listed("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
_TENS = listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_NUMBERS = {word: value for value, word in enumerate(_UNITS + _TEENS)}
_NUMBERS |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_NUMBERS |= {
    f"{'ein' if unit == 'eins' else unit}und{ten}": 10 * tens + units
    for tens, ten in enumerate(_TENS, start=2)
    for units, unit in enumerate(_UNITS)
    if units
}
_NUMBERS |= {
    f"{'ein' if unit == 'eins' else unit}hundert": 100 * value
    for value, unit in enumerate(_UNITS)
    if value
}
_NUMBERS |= {
    f"{'ein' if unit == 'eins' else unit}tausend": 1000 * value
    for value, unit in enumerate(_UNITS + _TEENS)
    if value
}
_ORDINAL_STEMS = listed("erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft")
_ORDINAL_STEMS += [f"{word}t" for word in _TEENS[3:]]
_ORDINAL_STEMS += [f"{word}st" for word, value in _NUMBERS.items() if 20 <= value < 32]
_MONTHS = listed(
    "januar februar märz april mai juni juli august september oktober november dezember"
)
_DAYS = listed("montag dienstag mittwoch donnerstag freitag samstag sonntag")

GERMAN = Words(
    code="de",
    numbers=_NUMBERS | {"zwo": 2, "dutzend": 12},
    scales={"hundert": 100, "tausend": 1000, "million": 10**6, "millionen": 10**6, "tsd": 1000},
    soft=dict.fromkeys(listed("ein eine einen einem einer eines einmal einzige"), 1)
    | dict.fromkeys(listed("kein keine keinen keiner keinem ohne direkt"), 0)
    | dict.fromkeys(listed("beide beiden beides zweimal paar zu-zweit"), 2)
    | {"einfach": 1, "doppelt": 2},
    ordinals={
        f"{stem}{ending}": value
        for value, stem in enumerate(_ORDINAL_STEMS, start=1)
        for ending in ("e", "en", "er", "es", "em")
    },
    months={name: i for i, name in enumerate(_MONTHS, start=1)}
    | {"jan": 1, "feb": 2, "mär": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9}
    | {"sept": 9, "okt": 10, "nov": 11, "dez": 12, "jänner": 1},
    weekdays={name: i for i, name in enumerate(_DAYS, start=1)}
    | {f"{name}s": i for i, name in enumerate(_DAYS, start=1)}
    | {f"{name}en": i for i, name in enumerate(_DAYS, start=1)}
    | {
        f"{name}{part}": i
        for i, name in enumerate(_DAYS, start=1)
        for part in listed("abend abends morgen mittag nachmittag vormittag nacht früh")
    }
    | {"sonnabend": 6},
    durations={
        "sekunde": "s",
        "sekunden": "s",
        "minute": "min",
        "minuten": "min",
        "min": "min",
        "stunde": "h",
        "stunden": "h",
        "std": "h",
        "tag": "d",
        "tage": "d",
        "tagen": "d",
        "woche": "w",
        "wochen": "w",
        "monat": "mo",
        "monate": "mo",
        "monaten": "mo",
        "jahr": "y",
        "jahre": "y",
        "jahren": "y",
        "nacht": "night",
        "nächte": "night",
        "nächten": "night",
        "werktag": "bd",
        "werktage": "bd",
        "werktagen": "bd",
        "arbeitstag": "bd",
        "arbeitstage": "bd",
        "arbeitstagen": "bd",
        "viertelstunde": "quarter hour",
        "viertelstunden": "quarter hour",
        "dreiviertelstunde": "three quarter hour",
        "vierteljahr": "quarter year",
        "vierteljahre": "quarter year",
        "halbjahr": "half year",
    },
    units={
        "grad": "°",
        "meile": "mi",
        "meilen": "mi",
        "kilometer": "km",
        "kilometern": "km",
        "meter": "m",
        "metern": "m",
        "quadratmeter": "m²",
        "quadratmetern": "m²",
        "t": "t",
        "tonne": "t",
        "tonnen": "t",
        "kilo": "kg",
        "kilogramm": "kg",
        "gramm": "g",
        "megabyte": "MB",
        "gigabyte": "GB",
        "liter": "l",
        "fahrenheit": "°F",
        "celsius": "°C",
        "fuß": "ft",
        "zoll": "in",
        "stundenkilometer": "km/h",
        "stundenkilometern": "km/h",
    }
    | dict.fromkeys(listed("kubikmeter kubikmetern"), "m³")
    | dict.fromkeys(listed("quadratkilometer quadratkilometern"), "km²")
    | dict.fromkeys(listed("zentimeter zentimetern"), "cm")
    | dict.fromkeys(listed("millimeter millimetern"), "mm")
    | dict.fromkeys(listed("milligramm"), "mg")
    | dict.fromkeys(listed("tonne tonnen"), "t")
    | dict.fromkeys(listed("kilos"), "kg")
    | dict.fromkeys(listed("milliliter millilitern"), "ml")
    | dict.fromkeys(listed("zentiliter"), "cl")
    | dict.fromkeys(listed("deziliter"), "dl")
    | dict.fromkeys(listed("litern"), "l")
    | dict.fromkeys(listed("kilobyte"), "kB")
    | dict.fromkeys(listed("terabyte"), "TB")
    | dict.fromkeys(listed("megas"), "MB")
    | dict.fromkeys(listed("gigas"), "GB")
    | dict.fromkeys(listed("watt"), "W")
    | dict.fromkeys(listed("kilowatt"), "kW")
    | dict.fromkeys(listed("kilowattstunde kilowattstunden"), "kWh")
    | dict.fromkeys(listed("hektar"), "ha")
    | dict.fromkeys(listed("tl teelöffel teelöffeln"), "tsp")
    | dict.fromkeys(listed("el esslöffel esslöffeln"), "tbsp"),
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "eur": "EUR",
        "dollar": "USD",
        "dollars": "USD",
        "usd": "USD",
        "us-dollar": "USD",
        "pfund": "GBP",
        "franken": "CHF",
        "chf": "CHF",
        "yen": "JPY",
        "cent": "cent",
        "rappen": "cent",
        "cents": "cent",
        "ct": "cent",
        "cts": "cent",
        "rupien": "INR",
        "real": "BRL",
        "reais": "BRL",
        "peso": "MXN",
        "pesos": "MXN",
        "zloty": "PLN",
        "pence": "penny",
    },
    relative={
        "heute": "today",
        "morgen": "tomorrow",
        "gestern": "yesterday",
        "vorgestern": "ereyesterday",
        "übermorgen": "overmorrow",
        "wochenende": "weekend",
        "wochenenden": "weekend",
        "werktags": "weekdays",
        "werktag": "weekdays",
        "vorjahr": "last y",
        "vormonat": "last mo",
        "vorwoche": "last w",
    }
    | {f"heutig{ending}": "today" for ending in listed("e en er es em")}
    | {f"morgig{ending}": "tomorrow" for ending in listed("e en er es em")}
    | {f"gestrig{ending}": "yesterday" for ending in listed("e en er es em")},
    fractions={"halb": "0.5", "halbe": "0.5", "halben": "0.5", "anderthalb": "1.5"}
    | {"eineinhalb": "1.5", "viertel": "0.25", "dreiviertel": "0.75"}
    | {"halbes": "0.5", "halber": "0.5"}
    | {f"{word}einhalb": f"{value}.5" for word, value in _NUMBERS.items() if 1 < value < 100},
    joiners=frozenset({"und"}),
    of=frozenset({"der", "einer"}),
    hours=frozenset({"uhr"}),
    am=frozenset({"morgens", "vormittags"}),
    pm=frozenset({"abends", "nachmittags"}),
    ranges=frozenset({"bis", "und"}),
    percent=frozenset({"prozent"}),
    minus=frozenset({"minus"}),
    past={"nach": 1, "vor": -1},
    noon={"mittag": "12:00", "mitternacht": "00:00"},
)
