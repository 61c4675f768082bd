"""Portuguese words that state facts."""

from __future__ import annotations

from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words

_BELOW_TWENTY = listed(
    "zero _ dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezesseis dezessete dezoito dezenove"
)
_TENS = listed("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
_HUNDREDS = listed(
    "cem duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
)
_MONTHS = listed(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
)
_DAYS = listed("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo")

PORTUGUESE = Words(
    code="pt",
    numbers={word: value for value, word in enumerate(_BELOW_TWENTY) if value != 1}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | {word: 100 * value for value, word in enumerate(_HUNDREDS, start=1)}
    | {"duas": 2, "quatorze": 14, "cento": 100, "dezasseis": 16, "dezassete": 17, "dezanove": 19}
    | {"dúzia": 12, "duzentas": 200},
    scales={"mil": 1000, "milhão": 10**6, "milhões": 10**6},
    soft=dict.fromkeys(listed("um uma único única"), 1)
    | dict.fromkeys(listed("nenhum nenhuma sem direto"), 0)
    | dict.fromkeys(listed("ambos ambas"), 2),
    ordinals={
        "primeiro": 1,
        "primeira": 1,
        "primeiros": 1,
        "primeiras": 1,
        "segundo": 2,
        "terceiro": 3,
        "terceira": 3,
        "quarto": 4,
        "quinto": 5,
    },
    months={name: i for i, name in enumerate(_MONTHS, start=1)},
    weekdays={name: i for i, name in enumerate(_DAYS, start=1)}
    | {name.replace("-", "s-") + "s": i for i, name in enumerate(_DAYS, start=1)}
    | {"sábados": 6, "domingos": 7, "terça": 2, "quarta": 3, "quinta": 4, "sexta": 5, "segunda": 1}
    | {"segundas": 1, "terças": 2, "quartas": 3, "quintas": 4, "sextas": 5}
    | {"terca": 2, "sabado": 6, "sabados": 6},
    durations={
        "segundos": "s",
        "minuto": "min",
        "minutos": "min",
        "minutinho": "min",
        "minutinhos": "min",
        "min": "min",
        "hora": "h",
        "horas": "h",
        "dia": "d",
        "dias": "d",
        "semana": "w",
        "semanas": "w",
        "mês": "mo",
        "meses": "mo",
        "ano": "y",
        "anos": "y",
        "noite": "night",
        "noites": "night",
    },
    units={
        "graus": "°",
        "grau": "°",
        "milha": "mi",
        "milhas": "mi",
        "quilômetro": "km",
        "quilômetros": "km",
        "metro": "m",
        "metros": "m",
        "t": "t",
        "tonelada": "t",
        "toneladas": "t",
        "quilo": "kg",
        "quilos": "kg",
        "grama": "g",
        "gramas": "g",
        "mega": "MB",
        "megas": "MB",
        "giga": "GB",
        "gigas": "GB",
        "litro": "l",
        "litros": "l",
        "fahrenheit": "°F",
        "celsius": "°C",
    }
    | dict.fromkeys(listed("quilómetro quilómetros"), "km")
    | dict.fromkeys(listed("centímetro centímetros"), "cm")
    | dict.fromkeys(listed("milímetro milímetros"), "mm")
    | dict.fromkeys(listed("polegada polegadas"), "in")
    | dict.fromkeys(listed("miligrama miligramas"), "mg")
    | dict.fromkeys(listed("kilo kilos quilograma quilogramas"), "kg")
    | dict.fromkeys(listed("mililitro mililitros"), "ml")
    | dict.fromkeys(listed("centilitro centilitros"), "cl")
    | dict.fromkeys(listed("decilitro decilitros"), "dl")
    | dict.fromkeys(listed("kilobyte kilobytes"), "kB")
    | dict.fromkeys(listed("megabyte megabytes"), "MB")
    | dict.fromkeys(listed("gigabyte gigabytes"), "GB")
    | dict.fromkeys(listed("tera teras terabyte terabytes"), "TB")
    | dict.fromkeys(listed("watt watts"), "W")
    | dict.fromkeys(listed("quilowatt quilowatts"), "kW")
    | dict.fromkeys(listed("quilowatt-hora quilowatts-hora"), "kWh")
    | dict.fromkeys(listed("hectare hectares"), "ha")
    | dict.fromkeys(listed("colher-de-chá colheres-de-chá"), "tsp")
    | dict.fromkeys(listed("colher-de-sopa colheres-de-sopa"), "tbsp"),
    currencies={
        "real": "BRL",
        "reais": "BRL",
        "euro": "EUR",
        "euros": "EUR",
        "dólar": "USD",
        "dólares": "USD",
        "usd": "USD",
        "eur": "EUR",
        "libra": "GBP",
        "libras": "GBP",
        "pesos": "MXN",
        "ienes": "JPY",
        "franco": "CHF",
        "francos": "CHF",
        "rúpias": "INR",
        "zlotys": "PLN",
        "zlótis": "PLN",
        "centavo": "cent",
        "centavos": "cent",
        "cêntimo": "cent",
        "cêntimos": "cent",
    },
    relative={
        "hoje": "today",
        "amanhã": "tomorrow",
        "ontem": "yesterday",
        "anteontem": "ereyesterday",
    }
    | {"fds": "weekend", "fim-de-semana": "weekend"},
    fractions={"meia": "0.5", "meio": "0.5", "quarto": "0.25"},
    joiners=frozenset({"e"}),
    of=frozenset({"de"}),
    hours=frozenset({"h", "hs", "horas", "hora"}),
    ranges=frozenset({"a", "às", "até", "e"}),
    percent=frozenset({"por-cento"}),
    minus=frozenset({"menos"}),
    business=frozenset({"úteis", "útil"}),
    noon={"meio-dia": "12:00", "meia-noite": "00:00"},
)
