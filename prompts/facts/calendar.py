"""Dates and weekdays, and by `relative_days` days as seen from today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prompts.facts.fact import Fact
from prompts.facts.languages.listed import listed
from prompts.facts.languages.words import Words
from prompts.facts.listed_days import LINKS, days_before_a_month, days_behind_a_month
from prompts.facts.relative_days import relative_day
from prompts.facts.tokens import Token, fact_of
from prompts.facts.years import year_at

Dates = tuple[list[Fact], int]
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "er", "º", "ª", "o", "."})
# "Treinta y uno de enero", "vinte e um de abril".
_TENS = (20, 30)
_BEHIND_A_DAY = frozenset(listed("at in on from to and or until till by for as is was it with"))
_SHINES = frozenset(listed("shining shines expected today tomorrow"))
_WEATHER = frozenset(listed("clouds cloud rain showers snow wind fog haze warmth heat thunder"))
_TIES = frozenset({"twenty", "thirty"})
_AND = frozenset({"y", "e", "et"})
_ALSO_WORDS = frozenset({"may", "march", "mar", "sat", "sun", "jan", "mon", "wed", "dec", "set"})
_SECOND = frozenset({"segunda", "terça", "quarta", "quinta", "sexta"})
_BEFORE_SECOND = frozenset(listed("na nesta esta próxima até a de à da pela menos exceto toda"))
# What stands before a day in figures: without one "1/2" is a half, "24/7" is always.
_BEFORE_FIGURES = frozenset(
    listed(
        "on by until till from before after since due and to between am bis vom ab zum den dem der"
        " seit und vor nach el al del hasta desde y antes le au du dès jusqu'au et avant até dia em"
        " de a ao entre - –"
    )
)
# Of Portuguese days that are ordinals too: what is second and no Monday.
COUNTED = frozenset(
    listed(
        "via dose parcela vez opção etapa fase mão linha pessoa chamada fatura prestação aula"
        " sessão rodada tentativa unidade metade semana consulta quinzena hora"
    )
)


def read_date(tokens: Sequence[Token], i: int, words: Words) -> Dates | None:
    """The date that starts at token `i`, and the index after it."""
    token = tokens[i]
    if token.kind == "iso":
        year, month, day = map(int, token.text.split("-"))
        return _made(tokens, i, i + 1, day, month, year)
    if token.kind == "dated":
        return _numeric(tokens, i, words)
    if token.kind == "number":
        several = days_before_a_month(tokens, i, words)
        return several or _day_first(tokens, i, words) or _in_figures(tokens, i, words)
    if token.kind != "word":
        return None
    if token.norm in words.ordinals or _cardinal(token, words) or _english_tens(token, words):
        return _day_in_words(tokens, i, words)
    if token.norm in words.months:
        return days_behind_a_month(tokens, i, words) or _month_first(tokens, i, words)
    if token.norm in words.weekdays and _is_weekday(tokens, i, words):
        return [_fact(tokens, i, i + 1, f"weekday {words.weekdays[token.norm]}")], i + 1
    return relative_day(tokens, i, words)


def weekday_of(value: str) -> str | None:
    """The weekday fact that a full date entails: ``2026-11-20`` is ``weekday 5``."""
    try:
        return f"weekday {date.fromisoformat(value).isoweekday()}"
    except ValueError:
        return None


def _fact(tokens: Sequence[Token], i: int, end: int, value: str) -> Fact:
    return fact_of("date", value, tokens, i, end)


def _made(
    tokens: Sequence[Token], i: int, end: int, day: int, month: int, year: int | None
) -> Dates | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    value = f"{year:04}-{month:02}-{day:02}" if year is not None else f"--{month:02}-{day:02}"
    return [_fact(tokens, i, end, value)], end


def _numeric(tokens: Sequence[Token], i: int, words: Words) -> Dates | None:
    """ "03.02.2024" and, where a part exceeds 12, "03/25/2024"; else both readings as one value."""
    text = tokens[i].text
    mark = next(character for character in text if not character.isdigit())
    first, second, year = map(int, text.split(mark)) if text.count(mark) == 2 else (0, 0, 0)
    if year < 100 and len(text.split(mark)[-1]) == 2:
        year += 2000
    if mark == "." or words.code != "en" or first > 12:
        return _made(tokens, i, i + 1, first, second, year)
    if second > 12:
        return _made(tokens, i, i + 1, second, first, year)
    if first == second:
        return _made(tokens, i, i + 1, first, second, year)
    return [_fact(tokens, i, i + 1, f"{first}/{second}/{year}")], i + 1


def _in_figures(tokens: Sequence[Token], i: int, words: Words) -> Dates | None:
    """ "03/30", "del 03/08", "am 30.03.", "12/2027"; not where it can be read two ways."""
    token, behind = tokens[i], tokens[i + 1 : i + 3]
    if behind and behind[0].start != token.end:
        return None
    led = i > 0 and tokens[i - 1].norm in _BEFORE_FIGURES
    of_a_day = i > 1 and tokens[i - 1].text == "," and tokens[i - 2].norm in words.weekdays
    led = led or of_a_day  # "Montag, 10.02."
    if words.code == "de" and behind and behind[0].text == "." and led:
        day, dot, month = token.text.partition(".")
        if dot and day.isdigit() and len(month) <= 2:
            return _made(tokens, i, i + 2, int(day), int(month or 0), None)
    if len(behind) < 2 or behind[0].text != "/" or behind[1].start != behind[0].end:
        return None
    parts = token.text, behind[1].text
    if not all(part.isdigit() for part in parts) or len(parts[0]) > 2:
        return None
    if i + 3 < len(tokens) and tokens[i + 3].text == "/" and tokens[i + 3].start == behind[1].end:
        return None
    first, second = map(int, parts)
    if len(parts[1]) == 4 and 1 <= first <= 12 and 1900 <= second <= 2199:
        return [_fact(tokens, i, i + 3, f"{second:04}-{first:02}")], i + 3
    if len(parts[1]) > 2 or not (led or "0" in (parts[0][0], parts[1][0])):
        return None
    if words.code != "en" or first > 12:
        return _made(tokens, i, i + 3, first, second, None)
    return _made(tokens, i, i + 3, second, first, None) if second > 12 else None


def _day(token: Token) -> int | None:
    if token.kind == "number" and token.text.isdigit() and 1 <= len(token.text) <= 2:
        return int(token.text) if 1 <= int(token.text) <= 31 else None
    return None


def _day_first(tokens: Sequence[Token], i: int, words: Words) -> Dates | None:
    """ "3 October", "3rd of October 2024", "3. Mai", "14 mai", "1 de marzo"."""
    day = _day(tokens[i])
    if day is None:
        return None
    j = i + 1
    if j < len(tokens) and tokens[j].norm in _ORDINAL_ENDINGS:
        j += 1
    while j < len(tokens) and j < i + 4 and tokens[j].norm in LINKS:
        j += 1
    if j >= len(tokens) or tokens[j].norm not in words.months:
        return None
    if tokens[j].text == "may" and words.code == "en" and _verb_behind(tokens, j + 1):
        return None
    year, end = year_at(tokens, j + 1)
    return _made(tokens, i, end, day, words.months[tokens[j].norm], year)


def _verb_behind(tokens: Sequence[Token], i: int) -> bool:
    """Whether the "may" before `i` is no month: "nobody under 12 may enter"."""
    return i < len(tokens) and tokens[i].kind == "word" and tokens[i].norm not in _BEHIND_A_DAY


def _day_in_words(tokens: Sequence[Token], i: int, words: Words) -> Dates | None:
    """ "fünften Dezember", "fifth of July", "primero de junio", "vinte e um de abril"."""
    day, first = _ordinal_day(tokens, i, words)
    if day is None:
        day, first = _counted_day(tokens, i, words)
    j, most = first, first + 2
    while j < len(tokens) and j < most and tokens[j].norm in LINKS:
        j += 1
    # "The second May" is no day.
    unlinked = words.code == "en" and j == first
    if unlinked or not day or j >= len(tokens) or tokens[j].norm not in words.months:
        return relative_day(tokens, i, words)
    year, end = year_at(tokens, j + 1)
    return _made(tokens, i, end, day, words.months[tokens[j].norm], year)


def _english_tens(token: Token, words: Words) -> int | None:
    return words.numbers.get(token.norm) if words.code == "en" and token.norm in _TIES else None


def _ordinal_day(tokens: Sequence[Token], i: int, words: Words) -> tuple[int | None, int]:
    """A day told by an ordinal in words, and what follows."""
    tens = _english_tens(tokens[i], words)
    ones = words.ordinals.get(tokens[i + 1].norm, 10) if tens and i + 1 < len(tokens) else 10
    if tens and ones < 10:
        return int(tens) + ones, i + 2
    day = None if "-" in tokens[i].norm else words.ordinals.get(tokens[i].norm)  # "second-hand"
    return day, i + 1


def _counted_day(tokens: Sequence[Token], i: int, words: Words) -> tuple[int | None, int]:
    """A day told by a cardinal, as Spanish, French and Portuguese tell it, and what follows."""
    day = _cardinal(tokens[i], words)
    if day is not None and day in _TENS and i + 2 < len(tokens) and tokens[i + 1].norm in _AND:
        ones = _cardinal(tokens[i + 2], words)
        if ones is not None and ones < 10:
            return day + ones, i + 3
    return day, i + 1


def _cardinal(token: Token, words: Words) -> int | None:
    if words.code not in ("es", "fr", "pt"):
        return None
    return words.numbers.get(token.norm) or words.soft.get(token.norm)


def _month_first(tokens: Sequence[Token], i: int, words: Words) -> Dates | None:
    """ "March 4th, 2024", "Mar 4"; a month alone where it cannot be another word."""
    month = words.months[tokens[i].norm]
    j = i + 1
    if j < len(tokens) and tokens[j].text == ".":
        j += 1
    if j < len(tokens) and tokens[j].norm == "the":
        j += 1
    day = _day(tokens[j]) if j < len(tokens) else None
    if day is not None and words.code not in ("es", "fr", "pt"):
        j += 1
        if j < len(tokens) and tokens[j].norm in _ORDINAL_ENDINGS - {"."}:
            j += 1
        year, end = year_at(tokens, j)
        return _made(tokens, i, end, day, month, year)
    if words.code == "en" and j < len(tokens) and tokens[i].text[0].isupper():
        ordinal, end = _ordinal_day(tokens, j, words)
        if ordinal:  # "July the fifth"
            year, end = year_at(tokens, end)
            return _made(tokens, i, end, ordinal, month, year)
    year, end = year_at(tokens, i + 1)
    if year is not None:
        return [_fact(tokens, i, end, f"{year:04}-{month:02}")], end
    if tokens[i].norm in _ALSO_WORDS and not _after_month_preposition(tokens, i):
        return None
    if len(tokens[i].norm) < 4 and tokens[i].text.islower():
        return None
    return [_fact(tokens, i, i + 1, f"--{month:02}")], i + 1


_BEFORE_MONTHS = frozenset(("in", "of", "for", "since", "until", "by", "next", "this", "last"))


def _after_month_preposition(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i].text[0].isupper() and tokens[i - 1].norm in _BEFORE_MONTHS


def _is_weekday(tokens: Sequence[Token], i: int, words: Words) -> bool:
    token = tokens[i]
    if token.norm in _SECOND and words.code == "pt":
        behind = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        return i > 0 and tokens[i - 1].norm in _BEFORE_SECOND and behind not in COUNTED
    if token.text == "Sun" and words.code == "en" and _shines(tokens, i):
        return False
    if len(token.norm) <= 4 and words.code == "en":
        return token.text[0].isupper() and not token.text.isupper()
    return token.norm not in words.ordinals


def _shines(tokens: Sequence[Token], i: int) -> bool:
    """Whether the "Sun" at `i`, which opens a sentence, is no day: "Sun in Lisbon"."""
    opens = i == 0 or tokens[i - 1].text in (".", "!", "?", ":")
    norms = [token.norm for token in tokens[i + 1 : i + 3]]
    if not opens or len(norms) < 2:
        return False
    if norms[0] == "in":
        return tokens[i + 2].text[0].isupper()
    return norms[1] in _WEATHER if norms[0] == "and" else norms[0] in _SHINES
