"""Amounts of money: "$5", "5 dollars and 20 cents", "12 Euro 50"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from prompts.facts.currencies import (
    CROWN_WORDS,
    CURRENCY_CODES,
    CURRENCY_SYMBOLS,
    NAMESAKES,
    NATIONS,
)
from prompts.facts.fact import Fact
from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.numerals import canonical, read_number, skip_half
from prompts.facts.tokens import Token, fact_of

Read = tuple[list[Fact], int]

_MINOR = frozenset({"cent", "penny"})
_MINOR_LETTERS = {"p": "penny", "c": "cent"}
# What may follow the cents of "34 dollars 50", where a noun would make them a count.
_BEHIND_CENTS = frozenset(
    listed(
        "per a an each every plus extra more total in all for or but kostet kosten zahlen sind"
        " werden pro je für im al la por cada y o en par pour chaque et de au ao e ou"
        " monthly yearly monatlich jährlich wöchentlich mensual mensuales anual anuales mensuel"
        " mensuels mensuelle annuel annuels mensal mensais anuais no is was ist wird wurde konnte"
        " ha se est a não é foi one single return"
    )
)


def currency_at(tokens: Sequence[Token], i: int, words: Words, *, before: bool) -> tuple[str, int]:
    """(ISO code, index after it) of the currency at `i`; empty where there is none."""
    if i >= len(tokens):
        return "", i
    token = tokens[i]
    if token.text in CURRENCY_SYMBOLS:
        return CURRENCY_SYMBOLS[token.text], i + 1
    if i + 1 < len(tokens) and tokens[i + 1].text == "$" and token.end == tokens[i + 1].start:
        joined = CURRENCY_SYMBOLS.get(token.norm + "$")
        if joined:
            return joined, i + 2
    if token.kind != "word":
        return "", i
    if token.text in CURRENCY_CODES:
        return token.text, i + 1
    if before and token.text == "Rs":
        return "INR", i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == ".")
    if not before:
        of_nation = _national(tokens, i, words)
        if of_nation:
            return of_nation, i + 2
        if token.norm in words.currencies:
            return words.currencies[token.norm], i + 1
        if token.text in _MINOR_LETTERS and i and token.start == tokens[i - 1].end:
            return _MINOR_LETTERS[token.text], i + 1
        return CURRENCY_SYMBOLS.get(token.norm, ""), i + 1
    if len(token.text) <= 3 and token.text.isupper() and token.norm in words.currencies:
        return words.currencies[token.norm], i + 1
    return "", i


def _national(tokens: Sequence[Token], i: int, words: Words) -> str:
    """The currency that a noun and a country name: "Swiss francs", "dólares canadienses"."""
    pair = [token.norm for token in tokens[i : i + 2]]
    for noun, adjective in (pair, pair[::-1]) if len(pair) == 2 else ():
        code = "crown" if noun in CROWN_WORDS else words.currencies.get(noun)
        if not code:
            continue
        nation = next((NATIONS[stem] for stem in NATIONS if adjective.startswith(stem)), "")
        if nation and (nation == code or nation in NAMESAKES.get(code, ())):
            return nation
    return ""


def amount_after_symbol(
    tokens: Sequence[Token], i: int, after: int, code: str, words: Words
) -> Read | None:
    if after >= len(tokens):
        return None
    signed = tokens[after].text in "-−–" and tokens[after].start == tokens[after - 1].end
    numeral = read_number(tokens, after + signed, words) if after + signed < len(tokens) else None
    if numeral is None or not numeral.digits:
        return None
    end = numeral.next
    minor, behind = _minor_behind(tokens, end, words, named=True)
    if signed:  # "$-5"
        numeral = numeral._replace(value=-numeral.value)
    doubled, further = currency_at(tokens, end, words, before=False)
    if doubled and doubled not in _MINOR:
        end = further
        code = doubled
    elif minor and numeral.value == int(numeral.value) > 0:  # "$34 and 50 cents"
        numeral, end = numeral._replace(value=numeral.value + minor), behind
    return [fact_of("amount", f"{canonical(numeral.value)} {code}", tokens, i, end)], end


def negative_amount(tokens: Sequence[Token], i: int, words: Words) -> Read | None:
    code, after = currency_at(tokens, i + 1, words, before=True)
    if not code:
        return None
    read = amount_after_symbol(tokens, i + 1, after, code, words)
    if read is None:
        return None
    [fact], end = read
    return [fact_of("amount", f"-{fact.value}", tokens, i, end)], end


def money_amount(
    tokens: Sequence[Token], i: int, end: int, value: Decimal, soft: bool, words: Words
) -> Read | None:
    code, after = currency_at(tokens, end, words, before=False)
    if not code and words.code == "en" and end < len(tokens) and tokens[end].norm == "pound":
        code, after = "pound", end + 1
    if not code or _leads(tokens, end):
        return None
    minor, behind = (
        (Decimal(0), after) if code in _MINOR else _minor_behind(tokens, after, words, named=False)
    )
    if not minor and skip_half(tokens, after, words) > after:  # "11 euros y medio"
        minor, behind = Decimal("0.5"), skip_half(tokens, after, words)
    if minor:
        value, after, soft = value + minor, behind, False
    if code == "pound":  # "one pound eighty", while a pound alone may be a weight
        if not minor:
            return None
        code = "GBP"
    return [fact_of("amount", f"{canonical(value)} {code}", tokens, i, after, soft=soft)], after


def _minor_behind(
    tokens: Sequence[Token], i: int, words: Words, *, named: bool
) -> tuple[Decimal, int]:
    """The cents behind an amount, as part of it, and the index after them; 0 for none.

    Where they need not be `named`, two figures or such a number in words will do: "12 Euro 50".
    """
    joined = i < len(tokens) and (tokens[i].norm in words.joiners or tokens[i].norm == "con")
    at = i + joined
    read = read_number(tokens, at, words) if at < len(tokens) else None
    if read is None or read.soft or not 0 < read.value < 100:
        return Decimal(0), i
    minor, after = currency_at(tokens, read.next, words, before=False)
    if minor in _MINOR:
        return read.value / 100, after
    if named or (joined and words.code == "en") or not read.value == int(read.value) >= 10:
        return Decimal(0), i
    # "10 euros y 20 de envío" are two amounts.
    closely = not joined or tokens[i].norm == "con"
    if _ends(tokens, read.next) or (closely and tokens[read.next].norm in _BEHIND_CENTS):
        return read.value / 100, read.next
    return Decimal(0), i


def _ends(tokens: Sequence[Token], i: int) -> bool:
    return i >= len(tokens) or tokens[i].text in ".,;!?)/"


def _leads(tokens: Sequence[Token], at: int) -> bool:
    """Whether the symbol at `at` belongs to the number after it: "a $25 fee"."""
    return (
        tokens[at].text in CURRENCY_SYMBOLS
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "number"
        and tokens[at - 1].end < tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )
