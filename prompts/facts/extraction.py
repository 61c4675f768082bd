"""Finds the protected facts of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from prompts.facts.calendar import read_date
from prompts.facts.clock import read_time
from prompts.facts.currencies import CURRENCY_CODES, CURRENCY_SYMBOLS
from prompts.facts.fact import Fact
from prompts.facts.figures import in_figures
from prompts.facts.languages import LANGUAGES, words_of
from prompts.facts.languages.compounds import compound_number
from prompts.facts.languages.guess import guess_language
from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.lookalikes import is_measure, without_aside
from prompts.facts.measures import read_measure
from prompts.facts.names import names
from prompts.facts.numerals import FRACTION_SYMBOLS, canonical, read_number
from prompts.facts.relative_days import MODIFIERS
from prompts.facts.spans import quotations, spans
from prompts.facts.tokens import Token, tokenize
from prompts.facts.zones import with_zone

MAX_CHARACTERS = 8000
# No fact starts with one of these.
_PUNCTUATION = frozenset(',;:!?()"')
_REMEMBERED = 256  # prompt, check and measures read the same texts one after the other
# "Una hora" may state no duration of its own; "una hora y media", "eine Viertelstunde" do.
_COMPOUND = re.compile(r",|\b(?:and|und|y|et|e)\b|viertel", re.IGNORECASE)
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
    found = [without_aside(fact) for fact in spans(text) if not is_measure(fact, text)]
    rest = list(text)
    for fact in found:
        # Behind an emoji a sentence may begin, as behind any other.
        if fact.kind != "emoji" or fact.text[0].isdigit():
            rest[fact.start : fact.end] = "\x1f" * (fact.end - fact.start)
    masked = in_figures("".join(rest), words)
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
        if token.text in _PUNCTUATION or (token.kind == "word" and token.norm not in starters):
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
    found = {word for table in tables for word in table} | words.minus | FRACTION_SYMBOLS.keys()
    # In front of an amount: "kr 5", "US$5", "EUR 5".
    found |= {symbol.lower().removesuffix("$") for symbol in CURRENCY_SYMBOLS}
    found |= {code.lower() for code in (*CURRENCY_CODES, *words.currencies) if len(code) <= 3}
    return frozenset(found | MODIFIERS.keys()) | frozenset(
        listed(
            "fin fim fins fines rs kommende "
            "kommenden kommender kommendes depois antes après avant après-demain avant-hier"
        )
    )
