"""Amounts, percentages, quantities, durations, ordinals and plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from prompts.facts.amounts import (
    Read,
    amount_after_symbol,
    currency_at,
    money_amount,
    negative_amount,
)
from prompts.facts.calendar import COUNTED
from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.numerals import (
    Numeral,
    canonical,
    decimal_of,
    is_minus,
    read_number,
    skip_half,
)
from prompts.facts.tokens import Token, fact_of
from prompts.facts.units import DURATION_SYMBOLS, after_percent, unit_at

_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "w": 604800, "fortnight": 1209600} | {
    "quarter hour": 900,
    "three quarter hour": 2700,
}
_MONTHS = {"y": 12, "half year": 6, "quarter year": 3, "mo": 1}
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "er", "ère", "ème", "º", "ª"})
_ORDINAL_ENDINGS_FRENCH = frozenset({"e", "re", "de", "nde", "eme"})
_FEMININE = {"segunda": 2, "quarta": 4, "quinta": 5, "sexta": 6}
# "Achte darauf" is a verb, "die achte Etage" an ordinal.
_VERBS = frozenset({"achte", "achten"})
_DETERMINERS = frozenset(listed("der die das dem den des am zum im vom ab jede jeder jeden bis"))
_ARTICLES = frozenset(listed("a an un una une um uma ein eine einen einem einer eines"))
_AFTER_MINUTES = frozenset(listed("by to for in on with and from until before after"))

# "a full day", "two more hours" measure the same as without.
_WHOLE = frozenset(
    listed(
        "full whole more further additional extra entire solid straight consecutive volle"
        " vollen ganze "
        "ganzen weitere weiteren días completos más mais plus entiers autres seguidos"
    )
)


def read_measure(tokens: Sequence[Token], i: int, words: Words) -> Read | None:
    """The measure that starts at token `i`, and the index after it."""
    token = tokens[i]
    symbol, after = currency_at(tokens, i, words, before=True)
    if symbol:
        return amount_after_symbol(tokens, i, after, symbol, words)
    ordinal = _ordinal(tokens, i, words)
    if ordinal is not None:
        return ordinal
    if token.kind == "symbol" and is_minus(tokens, i):
        negative = negative_amount(tokens, i, words)
        if negative is not None:
            return negative
    numeral = read_number(tokens, i, words)
    if numeral is None:
        return None
    return _with_unit(tokens, i, numeral, words)


def _ordinal(tokens: Sequence[Token], i: int, words: Words) -> Read | None:
    token = tokens[i]
    if token.kind == "number" and i + 1 < len(tokens):
        if [one.norm for one in tokens[i + 1 : i + 3]] in (
            [".", "ª"],
            [".", "º"],
            [".", "er"],
        ):  # "2.ª planta"
            return [fact_of("ordinal", str(decimal_of(token.text, words)), tokens, i, i + 3)], i + 3
        ending = tokens[i + 1]
        known = ending.norm in _ORDINAL_ENDINGS or (
            words.code == "fr" and ending.norm in _ORDINAL_ENDINGS_FRENCH
        )
        if known and ending.start == token.end:
            return [fact_of("ordinal", str(decimal_of(token.text, words)), tokens, i, i + 2)], i + 2
        return None
    if token.kind != "word":
        return None
    if words.code == "pt" and token.norm in _FEMININE:  # a Monday, but for "a segunda dose"
        counts = i + 1 < len(tokens) and tokens[i + 1].norm in COUNTED
        value = str(_FEMININE[token.norm])
        return ([fact_of("ordinal", value, tokens, i, i + 1)], i + 1) if counts else None
    tens = words.numbers.get(token.norm, 0) if words.code == "en" else 0
    ones = words.ordinals.get(tokens[i + 1].norm, 10) if tens and i + 1 < len(tokens) else 10
    if tens in range(20, 100, 10) and ones < 10:  # "twenty-fifth"
        return [fact_of("ordinal", str(tens + ones), tokens, i, i + 2)], i + 2
    if token.norm not in words.ordinals:
        return None
    if token.norm in words.fractions and read_number(tokens, i, words) is not None:
        return None  # "un cuarto de hora"
    previous = tokens[i - 1].norm if i else ""
    if token.norm in _VERBS and previous not in _DETERMINERS:
        return None
    if token.norm == "quarto" and words.code == "pt":  # a room
        return None
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    if token.norm == "first" and following in ("name", "names"):
        return None
    if token.norm == "second" and (previous in ("a", "any", "just", "few") or not previous):
        return None
    if token.norm in ("first", "erst", "erste", "erster", "primero", "primeiro"):
        determined = previous in ("the", "your", "my", "our", "der", "die", "das", "el", "o")
        return [fact_of("ordinal", "1", tokens, i, i + 1, soft=not determined)], i + 1
    return [fact_of("ordinal", str(words.ordinals[token.norm]), tokens, i, i + 1)], i + 1


def _with_unit(tokens: Sequence[Token], i: int, numeral: Numeral, words: Words) -> Read | None:
    value, end, soft = numeral.value, numeral.next, numeral.soft
    while end < len(tokens) and end <= numeral.next and tokens[end].text in "-+":
        end += 1
    following = tokens[end + 1].norm if end + 1 < len(tokens) else ""
    if end < len(tokens) and tokens[end].norm in _WHOLE and following in words.durations:
        end += 1
    for reader in (_percentage, money_amount, _duration, _quantity):
        read = reader(tokens, i, end, value, soft, words)
        if read is not None:
            return read
    if soft and tokens[i].norm in _ARTICLES:
        return [fact_of("number", "1", tokens, i, i + 1, soft=True)], i + 1
    # "0029" is no way to write 29.
    shown = tokens[i].text if tokens[i].text.startswith("00") else canonical(value)
    return [fact_of("number", shown, tokens, i, numeral.next, soft=soft)], numeral.next


def _percentage(
    tokens: Sequence[Token], i: int, end: int, value: Decimal, soft: bool, words: Words
) -> Read | None:
    after = after_percent(tokens, end, words)
    if after == end:
        return None
    return [fact_of("percentage", canonical(value), tokens, i, after)], after


def _duration_unit(tokens: Sequence[Token], end: int, words: Words) -> tuple[str, int]:
    """(canonical unit, index after it); business days are a unit of their own."""
    if end >= len(tokens):
        return "", end
    norm = tokens[end].norm
    following = tokens[end + 1].norm if end + 1 < len(tokens) else ""
    if norm in words.business and words.durations.get(following) == "d":
        return "bd", end + 2
    if norm in ("calendar",) and words.durations.get(following) == "d":
        return "d", end + 2
    unit = words.durations.get(norm) or ""
    if unit and _opens_a_name(tokens, end, words):
        return "", end
    apart = tokens[end].start - tokens[end - 1].end
    if not unit and (
        apart == 0 or (apart == 1 and norm in "hs" and tokens[end - 1].kind == "number")
    ):
        unit = DURATION_SYMBOLS.get(tokens[end].text, "")
    if unit == "d" and following in words.business:
        return "bd", end + 2
    return unit, end + 1


def _opens_a_name(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Whether the unit at `at` is a name: "two Night Parrots tickets"."""
    token, several = tokens[at], tokens[at - 1].norm not in ("1", "one", "a", "an", "per", "each")
    named = token.text.istitle() and not token.norm.endswith("s") and len(token.text) > 2
    return words.code == "en" and several and named


def _duration(
    tokens: Sequence[Token], i: int, end: int, value: Decimal, soft: bool, words: Words
) -> Read | None:
    unit, after = _duration_unit(tokens, end, words)
    if not unit:
        return None
    if unit not in _SECONDS:
        months = _MONTHS.get(unit)
        shown = f"{canonical(value * months)} mo" if months else f"{canonical(value)} {unit}"
        return [fact_of("duration", shown, tokens, i, after, soft=soft)], after
    total, step = value * _SECONDS[unit], _SECONDS[unit]
    while after < len(tokens):
        at = after + (tokens[after].norm in words.joiners or tokens[after].text == ",")
        at += _is_abbreviated(tokens, after)
        if [token.norm for token in tokens[after : after + 3]] == ["and", "a", "half"]:
            total, after = total + step / Decimal(2), after + 3
            break
        part = _part_behind(tokens, after, words)
        if part:
            total, after = total + step * part, after + 2
            break
        further = read_number(tokens, at, words) if at < len(tokens) else None
        if further is None or further.soft:
            break
        smaller, beyond = _duration_unit(tokens, further.next, words)
        if not smaller and step == 3600 and _is_m(tokens, further.next):  # "2h 15m"
            smaller = "min"
        if not smaller and step == 3600 and _minutes(tokens, further):
            total, after = total + further.value * 60, further.next
            break
        if smaller not in _SECONDS or _SECONDS[smaller] >= step:
            break
        total, step, after = total + further.value * _SECONDS[smaller], _SECONDS[smaller], beyond
    return [fact_of("duration", f"{canonical(total)} s", tokens, i, after, soft=soft)], after


def _is_m(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text == "m" and tokens[i].start - tokens[i - 1].end < 2


def _is_abbreviated(tokens: Sequence[Token], i: int) -> bool:
    """Whether the full stop at `i` belongs to the unit before it: "1 Std. 30 Min."."""
    return tokens[i].text == "." and tokens[i - 1].norm in ("std", "min", "hrs", "hr")


def _part_behind(tokens: Sequence[Token], i: int, words: Words) -> Decimal:
    """The part of a unit that follows it: "una hora y media", "une heure et quart"; 0 for none."""
    if words.code not in ("es", "fr", "pt") or i + 1 >= len(tokens):
        return Decimal(0)
    fraction = words.fractions.get(tokens[i + 1].norm)
    following = [token.norm for token in tokens[i + 2 : i + 4]]
    if following and following[0] in words.of:
        following = following[1:]
    whole = bool(following) and following[0] in words.durations
    if fraction is None or whole or tokens[i].norm not in words.joiners:
        return Decimal(0)
    return Decimal(fraction)


def _minutes(tokens: Sequence[Token], read: Numeral) -> bool:
    """Whether a number after hours is their minutes: "an hour and 20"."""
    if not 0 < read.value < 60:
        return False
    return read.next >= len(tokens) or (
        tokens[read.next].text in ".,;!?)" or tokens[read.next].norm in _AFTER_MINUTES
    )


def _quantity(
    tokens: Sequence[Token], i: int, end: int, value: Decimal, soft: bool, words: Words
) -> Read | None:
    unit, after = unit_at(tokens, end, words)
    if not unit:
        return None
    half = skip_half(tokens, after, words)  # "a kilo and a half", "un kilo y medio"
    if half > after:
        value, after, soft = value + Decimal("0.5"), half, False
    return [fact_of("quantity", f"{canonical(value)} {unit}", tokens, i, after, soft=soft)], after
