"""French words that state facts."""

from __future__ import annotations

from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words

_BELOW_TWENTY = listed(
    "zéro _ deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_NUMBERS = {word: value for value, word in enumerate(_BELOW_TWENTY) if value != 1} | _TENS
_NUMBERS |= {
    f"{ten}-{_BELOW_TWENTY[unit]}": tens + unit
    for ten, tens in _TENS.items()
    for unit in range(2, 10)
}
_NUMBERS |= {f"soixante-{_BELOW_TWENTY[unit]}": 60 + unit for unit in range(10, 20)}
_NUMBERS |= {f"quatre-vingt-{_BELOW_TWENTY[unit]}": 80 + unit for unit in range(2, 20)}
_NUMBERS |= {"quatre-vingts": 80, "quatre-vingt": 80, "quatre-vingt-un": 81}
_NUMBERS |= {"dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "cinquantaine": 50}
_NUMBERS |= {"septante": 70, "nonante": 90, "douzaine": 12}
_MONTHS = listed(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
_DAYS = listed("lundi mardi mercredi jeudi vendredi samedi dimanche")

FRENCH = Words(
    code="fr",
    numbers=_NUMBERS,
    scales={"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6},
    soft={"un": 1, "une": 1, "unique": 1, "aucun": 0, "aucune": 0, "sans": 0, "direct": 0},
    ordinals={
        "premier": 1,
        "première": 1,
        "deuxième": 2,
        "seconde": 2,
        "troisième": 3,
        "quatrième": 4,
        "cinquième": 5,
        "premiers": 1,
        "premières": 1,
        "1er": 1,
        "sixième": 6,
        "septième": 7,
        "huitième": 8,
        "neuvième": 9,
        "dixième": 10,
    },
    months={name: i for i, name in enumerate(_MONTHS, start=1)}
    | {"fevrier": 2, "aout": 8, "decembre": 12},
    weekdays={name: i for i, name in enumerate(_DAYS, start=1)}
    | {f"{name}s": i for i, name in enumerate(_DAYS, start=1)},
    durations={
        "secondes": "s",
        "minute": "min",
        "minutes": "min",
        "min": "min",
        "heure": "h",
        "heures": "h",
        "jour": "d",
        "jours": "d",
        "journée": "d",
        "semaine": "w",
        "semaines": "w",
        "mois": "mo",
        "an": "y",
        "ans": "y",
        "année": "y",
        "années": "y",
        "nuit": "night",
        "nuits": "night",
    },
    units={
        "degrés": "°",
        "degré": "°",
        "mille": "mi",
        "miles": "mi",
        "kilomètre": "km",
        "kilomètres": "km",
        "mètre": "m",
        "mètres": "m",
        "t": "t",
        "tonne": "t",
        "tonnes": "t",
        "kilo": "kg",
        "kilos": "kg",
        "gramme": "g",
        "ko": "kB",
        "mo": "MB",
        "go": "GB",
        "méga": "MB",
        "mégas": "MB",
        "giga": "GB",
        "gigas": "GB",
        "grammes": "g",
        "litre": "l",
        "litres": "l",
        "fahrenheit": "°F",
        "celsius": "°C",
    }
    | dict.fromkeys(listed("centimètre centimètres"), "cm")
    | dict.fromkeys(listed("millimètre millimètres"), "mm")
    | dict.fromkeys(listed("pouce pouces"), "in")
    | dict.fromkeys(listed("kilomètre-heure kilomètres-heure"), "km/h")
    | dict.fromkeys(listed("milligramme milligrammes"), "mg")
    | dict.fromkeys(listed("kilogramme kilogrammes"), "kg")
    | dict.fromkeys(listed("millilitre millilitres"), "ml")
    | dict.fromkeys(listed("centilitre centilitres"), "cl")
    | dict.fromkeys(listed("décilitre décilitres"), "dl")
    | dict.fromkeys(listed("kilooctet kilooctets"), "kB")
    | dict.fromkeys(listed("mégaoctet mégaoctets"), "MB")
    | dict.fromkeys(listed("gigaoctet gigaoctets"), "GB")
    | dict.fromkeys(listed("to téraoctet téraoctets"), "TB")
    | dict.fromkeys(listed("watt watts"), "W")
    | dict.fromkeys(listed("kilowatt kilowatts"), "kW")
    | dict.fromkeys(listed("kilowattheure kilowattheures kilowatt-heure kilowatts-heure"), "kWh")
    | dict.fromkeys(listed("hectare hectares"), "ha")
    | dict.fromkeys(listed("cuillère-à-café cuillères-à-café cuillerée-à-café"), "tsp")
    | dict.fromkeys(listed("cuillère-à-soupe cuillères-à-soupe cuillerée-à-soupe"), "tbsp"),
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "eur": "EUR",
        "dollar": "USD",
        "dollars": "USD",
        "usd": "USD",
        "livre": "GBP",
        "livres": "GBP",
        "franc": "CHF",
        "francs": "CHF",
        "yens": "JPY",
        "roupies": "INR",
        "reais": "BRL",
        "pesos": "MXN",
        "zlotys": "PLN",
        "centime": "cent",
        "centimes": "cent",
        "pence": "penny",
    },
    relative={"aujourd'hui": "today", "demain": "tomorrow", "hier": "yesterday"}
    | {"week-end": "weekend", "week-ends": "weekend", "weekend": "weekend"},
    fractions={"demi": "0.5", "demie": "0.5", "demi-heure": "0.5", "quart": "0.25"},
    joiners=frozenset({"et"}),
    of=frozenset({"de", "d'"}),
    hours=frozenset({"h", "heures", "heure"}),
    ranges=frozenset({"à", "et", "jusqu'à"}),
    percent=frozenset({"pour-cent", "pourcent"}),
    minus=frozenset({"moins"}),
    business=frozenset({"ouvrables", "ouvrés", "ouvrable", "ouvré"}),
    noon={"midi": "12:00", "minuit": "00:00"},
)
