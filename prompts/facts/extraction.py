"""Finds the protected facts of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from prompts.facts.calendar import read_date
from prompts.facts.clock import read_time
from prompts.facts.fact import Fact
from prompts.facts.languages import LANGUAGES, words_of
from prompts.facts.languages.compounds import compound_number
from prompts.facts.languages.guess import guess_language
from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.measures import read_measure
from prompts.facts.names import names
from prompts.facts.numerals import canonical, read_number
from prompts.facts.spans import quotations, spans
from prompts.facts.tokens import Token, tokenize
from prompts.facts.zones import with_zone

MAX_CHARACTERS = 8000
_REMEMBERED = 256  # prompt, check and measures read the same texts one after the other
# Raised and lowered digits state a number of their own, except behind a letter (m², delivery¹) or
# another digit, whose number they are not.
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_RAISED = re.compile(r"(?<![^\W_])[⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉]+")
# "under-12s" is an age, and "18s" no seconds.
_AGE_GROUP = re.compile(r"\b(under|over)[- ](\d{1,2})s\b", re.IGNORECASE)
# "zweistündig" and "6-jährig" are read as "zwei std" and "6 jahr".
_LASTING = {
    "jährig": "jahr",
    "monatig": "monat",
    "wöchig": "woche",
    "tägig": "tag",
    "stündig": "std",
    "minütig": "min",
}
_GERMAN_LASTING = re.compile(
    rf"\b(\d{{1,3}}|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|vierzehn|zwanzig)-?"
    rf"({'|'.join(_LASTING)})\w{{0,2}}\b",
    re.IGNORECASE,
)
# "An hour and a quarter" is read as "1.25 hour", "un año y medio" as "1,5 año". "Una hora y media"
# may be a time as well, and is left to the clock and the measures.
_COUNT = r"\b(?P<count>\d{1,3}|[^\W\d_]{1,9})"
_PARTED = tuple(
    (code, re.compile(pattern, re.IGNORECASE))
    for code, pattern in (
        (
            "en",
            rf"{_COUNT} (?P<unit>(?:minute|hour|day|week|month|year)s?)"
            r" and (?P<part>an? half|(?:a|one)[ -]quarter|three[ -]quarters)\b"
            r"(?! of\b|[ -][hdwmy])",
        ),
        (
            "en",
            rf"{_COUNT} and (?P<part>a half|(?:a |one[ -])quarter|three[ -]quarters?)[ -]"
            r"(?P<unit>(?:minute|hour|day|week|month|year)s?)\b",
        ),
        (
            "de",
            r"\b(?P<count>ein|zwei|drei|vier|fünf|sechs)(?P<part>einviertel|dreiviertel)"
            r" (?P<unit>stunden?|jahre?n?)\b",
        ),
        (
            "es",
            rf"{_COUNT} (?P<unit>horas?(?= y (?:un|tres) )|(?:día|semana|año)s?|mes(?:es)?)"
            r" y (?P<part>medi[oa]|(?:un )?cuarto|tres cuartos)\b",
        ),
        (
            "fr",
            rf"{_COUNT} (?P<unit>heures?(?= et (?:un|trois) )|(?:jour|semaine|an|année)s?|mois)"
            r" et (?P<part>demie?|(?:un )?quart|trois quarts)\b",
        ),
        (
            "pt",
            rf"{_COUNT} (?P<unit>horas?(?= e (?:um|três) )|(?:dia|semana|ano)s?|mês|meses)"
            r" e (?P<part>mei[oa]|(?:um )?quarto|três quartos)\b",
        ),
    )
)
_ONE = frozenset(listed("a an one ein una un une uma um"))
_THREE = ("three", "drei", "tres", "trois", "três")
# "Una hora" may state no duration of its own; "una hora y media", "eine Viertelstunde" do.
_COMPOUND = re.compile(r",|\b(?:and|und|y|et|e)\b|viertel", re.IGNORECASE)
# "53p", "20c a minute" and "33 m3" look like codes.
_MINOR = re.compile(r"\d{1,2}(?:\.\d{1,2})?(?P<unit>[pc])(?:/[A-Za-z]{1,10})?")
_RATED = re.compile(
    r"\s?/|\s(?:per|each)\b|\san? (?:min|minute|hour|day|week|month|unit|word|text|call|mile|km|kwh"
    r"|lit(?:re|er)|page|sheet|message|copy|piece|item)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:seat|gate|room|row|platform|flat|apt|bay|stand|track|sitz|platz|gleis|zimmer|asiento"
    r"|puerta|siège|porte|place|assento|portão)\.?\s\Z",
    re.IGNORECASE,
)
_MONEY = {
    "p": re.compile(r"£\s?\d|\d\s?(?:pence|pounds?|quid|GBP)\b|\d\.\dp\b", re.IGNORECASE),
    "c": re.compile(r"[$€]\s?\d|\d\s?(?:¢|€|cents?|dollars?|bucks?|euros?|USD|EUR)", re.IGNORECASE),
}
_RAISED_UNIT = re.compile(r"[cdk]?m[23]")
_DIGITS_IN_A_PHONE = 7
# "Ein Pfund Mehl" is no name, though the article leaves it soft.
_MEASURED = frozenset({"duration", "quantity", "amount"})
_ENGLISH_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundred|thousand|million)"
)
_ENGLISH = re.compile(
    rf"\b{_ENGLISH_WORD}(?:[ -](?:and )?{_ENGLISH_WORD}){{1,12}}\b", re.IGNORECASE
)

_ENGLISH_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def find_facts(text: str, language: str | None = None) -> tuple[Fact, ...]:
    """The facts of `text` in order of place, read as `language` writes them.

    Only the first 8,000 characters are read. Without a language it is guessed from the function
    words. Quotations and names may overlap other facts; no other two facts do. What was found in
    the last few texts is remembered; see `forget_facts`.

    >>> [(fact.kind, fact.value) for fact in find_facts("It costs $12.50 until 4 March.")]
    [('amount', '12.5 USD'), ('date', '--03-04')]
    """
    text = text[:MAX_CHARACTERS]
    return _facts(text, words_of(language or guess_language(text)).code)


def forget_facts() -> None:
    """Drop what was remembered of texts, so that a timing measures the work."""
    _facts.cache_clear()
    guess_language.cache_clear()


@lru_cache(maxsize=_REMEMBERED)
def _facts(text: str, code: str) -> tuple[Fact, ...]:
    words = words_of(code)
    found = [_without_aside(fact) for fact in spans(text) if not _is_measure(fact, text)]
    rest = list(text)
    for fact in found:
        rest[fact.start : fact.end] = "\x1f" * (fact.end - fact.start)
    masked = _RAISED.sub(lambda match: match[0].translate(_DIGITS), "".join(rest))
    masked = _AGE_GROUP.sub(lambda match: f"{match[1]} {match[2]} ", masked)
    if words.code == "de":
        masked = _GERMAN_LASTING.sub(_in_two_words, masked)
    for code, parted in _PARTED:
        if code == words.code:
            masked = parted.sub(lambda match: _in_one_number(match, words), masked)
    found.extend(quotations(text))
    tokens = tokenize(masked, words, _known(words.code))
    if words.code == "de":
        tokens = [_in_digits(token, words) for token in tokens]
    spoken = [
        replace(fact, text=text[fact.start : fact.end])
        for fact in _spoken_facts(tokens, words, text)
    ]
    found.extend(spoken)
    if words.code != "en":
        found.extend(_in_english(masked, text))
    hard = [(fact.start, fact.end) for fact in spoken if not fact.soft or fact.kind in _MEASURED]
    found.extend(
        name
        for name in names(masked, words.code)
        if not any(start < name.end and name.start < end for start, end in hard)
    )
    found.sort(key=lambda fact: (fact.start, fact.end, fact.kind))
    return tuple(found)


def _is_measure(fact: Fact, text: str) -> bool:
    """Whether what looks like a code is an amount or a unit."""
    if fact.kind != "code":
        return False
    if _RAISED_UNIT.fullmatch(fact.text):
        return bool(re.search(r"\d\s?\Z", text[max(0, fact.start - 2) : fact.start]))
    minor = _MINOR.fullmatch(fact.text)
    before = text[max(0, fact.start - 12) : fact.start]
    if minor is None or before.endswith(("$", "€", "£")) or _PLACED.search(before):
        return False
    rated = "/" in fact.text or _RATED.match(text, fact.end)
    return bool(rated or _MONEY[minor["unit"]].search(text))


def _without_aside(fact: Fact) -> Fact:
    """A telephone number without the bracket behind it: "1-888-555-0170 (24/7)"."""
    number = fact.text.rpartition("(")[0].rstrip()
    digits = "".join(character for character in number if character.isdigit())
    if fact.kind != "phone" or len(digits) < _DIGITS_IN_A_PHONE:
        return fact
    value = ("+" if number.startswith("+") else "") + digits
    return replace(fact, value=value, text=number, end=fact.start + len(number))


def _in_two_words(match: re.Match[str]) -> str:
    return f"{match[1]} {_LASTING[match[2].lower()]}".ljust(len(match[0]))


def _in_one_number(match: re.Match[str], words: Words) -> str:
    """ "an hour and a quarter" as "1.25 hour", as long as before."""
    count, part = match["count"].lower(), match["part"].lower()
    whole = int(count) if count.isdigit() else 1 if count in _ONE else words.numbers.get(count)
    if whole is None:
        return match[0]
    hundredths = (
        75 if part.startswith(_THREE) else 25 if "uart" in part or "viertel" in part else 50
    )
    mark = "," if words.decimal_comma else "."
    number = f"{whole}{mark}{hundredths}"
    return number + match["unit"].rjust(len(match[0]) - len(number))


def _in_digits(token: Token, words: Words) -> Token:
    """A German number of several words in one, as if it stood in digits."""
    if token.kind != "word" or len(token.norm) < 9 or token.norm in words.numbers:
        return token
    value = compound_number(token.norm, words.numbers)
    if value is None:
        return token
    return token._replace(kind="number", text=str(value), norm=str(value))


def _in_english(masked: str, text: str) -> Iterator[Fact]:
    """Numbers of several English words, and days, which state one behind text of any language."""
    english = LANGUAGES["en"]
    for match in _ENGLISH_DAY.finditer(masked):
        value = f"weekday {english.weekdays[match[0].lower()]}"
        yield Fact("date", value, match[0], *match.span())
    for match in _ENGLISH.finditer(masked):
        tokens = tokenize(match[0], english, _known("en"))
        numeral = read_number(tokens, 0, english)
        value = canonical(numeral.value) if numeral else match[0].lower()
        yield Fact("number", value, text[match.start() : match.end()], *match.span())


def _spoken_facts(tokens: list[Token], words: Words, text: str) -> Iterator[Fact]:
    starters = _starters(words.code)
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind == "word" and token.norm not in starters and len(token.text) > 3:
            i += 1
            continue
        dated = read_date(tokens, i, words)
        if dated is not None:
            facts, after = dated
        else:
            timed = read_time(tokens, i, words)
            if timed is not None:
                after = i + 1
                while after < len(tokens) and tokens[after].start < timed[-1].end:
                    after += 1
                facts, after = with_zone(timed, tokens, after, text)
            else:
                measured = read_measure(tokens, i, words)
                if measured is None:
                    i += 1
                    continue
                facts, after = [_stated(fact) for fact in measured[0]], measured[1]
        yield from facts
        i = max(after, i + 1)


def _stated(fact: Fact) -> Fact:
    """A fact that is not soft if it is a duration of more than an article and a unit."""
    stated = fact.soft and fact.kind == "duration" and _COMPOUND.search(fact.text)
    return replace(fact, soft=False) if stated else fact


@lru_cache(maxsize=len(LANGUAGES))
def _known(code: str) -> frozenset[str]:
    """Words of a language that hold a hyphen or an apostrophe."""
    return frozenset(word for word in _starters(code) if "-" in word or "'" in word)


@lru_cache(maxsize=len(LANGUAGES))
def _starters(code: str) -> frozenset[str]:
    """Every word at which a fact may start."""
    words = LANGUAGES[code]
    tables = (
        words.numbers,
        words.scales,
        words.soft,
        words.ordinals,
        words.months,
        words.weekdays,
        words.relative,
        words.fractions,
        words.noon,
        words.hours,
        words.durations,
    )
    found = {word for table in tables for word in table} | words.minus
    return frozenset(found) | frozenset(
        listed(
            "next last nächsten nächste nächster próximo próxima prochain prochaine letzten "
            "dernier passado pasado fins fines kommende "
            "kommenden kommender kommendes"
        )
    )
