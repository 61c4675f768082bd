"""Spanish words that state facts."""

from __future__ import annotations

from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words

_BELOW_THIRTY = listed(
    "cero _ dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_TENS = listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_HUNDREDS = listed(
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
)
_MONTHS = listed(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_DAYS = listed("lunes martes miércoles jueves viernes sábado domingo")

SPANISH = Words(
    code="es",
    numbers={word: value for value, word in enumerate(_BELOW_THIRTY) if value != 1}
    | {word: 10 * value for value, word in enumerate(_TENS, start=3)}
    | {word: 100 * value for value, word in enumerate(_HUNDREDS, start=1)}
    | {"veintiún": 21, "ciento": 100, "docena": 12, "doscientas": 200, "trescientas": 300},
    scales={"mil": 1000, "millón": 10**6, "millones": 10**6},
    soft=dict.fromkeys(listed("un una uno única único"), 1)
    | dict.fromkeys(listed("ningún ninguna ninguno sin directo"), 0)
    | dict.fromkeys(listed("ambos ambas"), 2),
    ordinals={
        "primera": 1,
        "primero": 1,
        "primer": 1,
        "primeros": 1,
        "primeras": 1,
        "segunda": 2,
        "segundo": 2,
        "tercera": 3,
        "tercero": 3,
        "tercer": 3,
        "cuarto": 4,
        "cuarta": 4,
        "quinto": 5,
        "quinta": 5,
    },
    months={name: i for i, name in enumerate(_MONTHS, start=1)} | {"setiembre": 9},
    weekdays={name: i for i, name in enumerate(_DAYS, start=1)}
    | {"miercoles": 3, "sabado": 6, "sábados": 6, "sabados": 6, "domingos": 7},
    durations={
        "segundos": "s",
        "minuto": "min",
        "minutos": "min",
        "minutito": "min",
        "minutitos": "min",
        "min": "min",
        "hora": "h",
        "horas": "h",
        "día": "d",
        "días": "d",
        "dia": "d",
        "dias": "d",
        "semana": "w",
        "semanas": "w",
        "mes": "mo",
        "meses": "mo",
        "año": "y",
        "años": "y",
        "noche": "night",
        "noches": "night",
    },
    units={
        "grados": "°",
        "grado": "°",
        "milla": "mi",
        "millas": "mi",
        "kilómetro": "km",
        "kilómetros": "km",
        "metro": "m",
        "metros": "m",
        "t": "t",
        "tonelada": "t",
        "toneladas": "t",
        "kilo": "kg",
        "kilos": "kg",
        "gramo": "g",
        "gramos": "g",
        "mega": "MB",
        "megas": "MB",
        "giga": "GB",
        "gigas": "GB",
        "litro": "l",
        "litros": "l",
        "fahrenheit": "°F",
        "celsius": "°C",
    }
    | dict.fromkeys(listed("centímetro centímetros"), "cm")
    | dict.fromkeys(listed("milímetro milímetros"), "mm")
    | dict.fromkeys(listed("pulgada pulgadas"), "in")
    | dict.fromkeys(listed("miligramo miligramos"), "mg")
    | dict.fromkeys(listed("kilogramo kilogramos"), "kg")
    | dict.fromkeys(listed("mililitro mililitros"), "ml")
    | dict.fromkeys(listed("centilitro centilitros"), "cl")
    | dict.fromkeys(listed("decilitro decilitros"), "dl")
    | dict.fromkeys(listed("kilobyte kilobytes"), "kB")
    | dict.fromkeys(listed("megabyte megabytes"), "MB")
    | dict.fromkeys(listed("gigabyte gigabytes"), "GB")
    | dict.fromkeys(listed("tera teras terabyte terabytes"), "TB")
    | dict.fromkeys(listed("vatio vatios"), "W")
    | dict.fromkeys(listed("kilovatio kilovatios"), "kW")
    | dict.fromkeys(listed("kilovatio-hora kilovatios-hora"), "kWh")
    | dict.fromkeys(listed("hectárea hectáreas"), "ha")
    | dict.fromkeys(listed("cucharadita cucharaditas"), "tsp")
    | dict.fromkeys(listed("cucharada cucharadas"), "tbsp"),
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "dólar": "USD",
        "dólares": "USD",
        "dolares": "USD",
        "usd": "USD",
        "eur": "EUR",
        "libra": "GBP",
        "libras": "GBP",
        "peso": "MXN",
        "pesos": "MXN",
        "yenes": "JPY",
        "rupias": "INR",
        "franco": "CHF",
        "francos": "CHF",
        "reales": "BRL",
        "eslotis": "PLN",
        "peniques": "penny",
        "centavos": "cent",
        "céntimos": "cent",
    },
    relative={
        "hoy": "today",
        "mañana": "tomorrow",
        "ayer": "yesterday",
        "anteayer": "ereyesterday",
        "anoche": "last night",
    }
    | {"finde": "weekend"},
    fractions={"media": "0.5", "medio": "0.5", "cuarto": "0.25"},
    joiners=frozenset({"y"}),
    of=frozenset({"de"}),
    hours=frozenset({"h", "hs", "hrs"}),
    ranges=frozenset({"a", "hasta", "y"}),
    percent=frozenset({"por-ciento"}),
    minus=frozenset({"menos"}),
    business=frozenset({"hábiles", "laborables", "hábil", "laborable"}),
    noon={"mediodía": "12:00", "medianoche": "00:00"},
)
