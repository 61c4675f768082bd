"""Amounts of money: "$5", "5 dollars and 20 cents", "12 Euro 50"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from prompts.facts.fact import Fact
from prompts.facts.languages.words import Words
from prompts.facts.numerals import canonical, read_number
from prompts.facts.tokens import Token, fact_of
from prompts.facts.units import CURRENCY_CODES, CURRENCY_SYMBOLS

Read = tuple[list[Fact], int]


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
    if not before:
        if token.norm == "us" and i + 1 < len(tokens) and tokens[i + 1].norm in words.currencies:
            return words.currencies[tokens[i + 1].norm], i + 2
        if token.norm in words.currencies:
            return words.currencies[token.norm], i + 1
        return CURRENCY_SYMBOLS.get(token.norm, ""), i + 1
    if len(token.text) <= 3 and token.text.isupper() and token.norm in words.currencies:
        return words.currencies[token.norm], i + 1
    return "", i


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
    if signed:  # "$-5"
        numeral = numeral._replace(value=-numeral.value)
    doubled, further = currency_at(tokens, end, words, before=False)
    if doubled:
        end = further
        code = doubled
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
    if not code or _leads(tokens, end):
        return None
    if code in ("cent", "penny"):
        return [fact_of("amount", f"{canonical(value)} {code}", tokens, i, after, soft=soft)], after
    joined = after < len(tokens) and (
        tokens[after].norm in words.joiners or tokens[after].norm == "con"
    )
    cents_at = after + joined
    minor_value = read_number(tokens, cents_at, words) if cents_at < len(tokens) else None
    if minor_value is not None and not minor_value.soft:
        minor, further = currency_at(tokens, minor_value.next, words, before=False)
        if minor in ("cent", "penny"):
            value, after = value + minor_value.value / 100, further
        elif words.code != "en" and _are_cents(tokens, cents_at):
            value, after = value + minor_value.value / 100, cents_at + 1
    return [fact_of("amount", f"{canonical(value)} {code}", tokens, i, after, soft=soft)], after


def _are_cents(tokens: Sequence[Token], i: int) -> bool:
    """Whether two digits end the amount: "12 Euro 50"."""
    ends = i + 1 >= len(tokens) or tokens[i + 1].text in ".,;!?)" or _is_german_verb(tokens, i + 1)
    return tokens[i].text.isdigit() and len(tokens[i].text) == 2 and ends


def _is_german_verb(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].norm in ("kostet", "kosten", "zahlen", "sind", "werden", "pro", "je", "für")


def _leads(tokens: Sequence[Token], at: int) -> bool:
    """Whether the symbol at `at` belongs to the number after it: "a $25 fee"."""
    return (
        tokens[at].text in CURRENCY_SYMBOLS
        and at + 1 < len(tokens)
        and tokens[at + 1].kind == "number"
        and tokens[at - 1].end < tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )
