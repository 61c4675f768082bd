"""Days and periods as seen from today: "tomorrow", "next Friday", "la semana que viene"."""

from __future__ import annotations

from collections.abc import Sequence

from prompts.facts.fact import Fact
from prompts.facts.languages.words import Words
from prompts.facts.tokens import Token, fact_of

_ENDS = frozenset({"fim", "fins", "fin", "fines"})
_TWO_DAYS = {
    ("day", "after", "tomorrow"): "overmorrow",
    ("pasado", "mañana"): "overmorrow",
    ("après", "-", "demain"): "overmorrow",
    ("après-demain",): "overmorrow",
    ("depois", "de", "amanhã"): "overmorrow",
    ("day", "before", "yesterday"): "ereyesterday",
    ("avant", "-", "hier"): "ereyesterday",
    ("avant-hier",): "ereyesterday",
    ("antes", "de", "ayer"): "ereyesterday",
    ("antes", "de", "ontem"): "ereyesterday",
}
_TWO_DAYS_BEGIN = frozenset(phrase[0] for phrase in _TWO_DAYS)
MODIFIERS = {
    "next": "next",
    "last": "last",
    "this": "",
    "coming": "",
    "nächsten": "next",
    "nächste": "next",
    "nächster": "next",
    "próximo": "next",
    "próxima": "next",
    "prochain": "next",
    "prochaine": "next",
    "letzten": "last",
    "letzte": "last",
    "letztes": "last",
    "letztem": "last",
    "vergangenes": "last",
    "vergangenen": "last",
    "nächstes": "next",
    "pasado": "last",
    "pasada": "last",
    "última": "last",
    "dernier": "last",
    "dernière": "last",
    "passado": "last",
    "passada": "last",
}
# Behind the period: "la semaine prochaine", "la semana que viene", "a semana que vem".
_BEHIND = {("que", "viene"): "next", ("que", "vem"): "next"}
# "In der kommenden Woche" is next week; "am kommenden Dienstag" may be this Tuesday.
_COMING = frozenset({"kommende", "kommenden", "kommender", "kommendes"})
_PERIODS = frozenset({"w", "mo", "y"})


def relative_day(tokens: Sequence[Token], i: int, words: Words) -> tuple[list[Fact], int] | None:
    """The day, week, month or year as seen from today that starts at token `i`; what follows."""
    norm = tokens[i].norm
    if norm == "mañana" and _is_morning(tokens, i, words):
        return None
    if norm in _ENDS and [token.norm for token in tokens[i + 1 : i + 3]] == ["de", "semana"]:
        return [fact_of("date", "weekend", tokens, i, i + 3)], i + 3
    before = tokens[i - 1].norm if i else ""
    if norm == "morgen" and (
        before in ("guten", "jeden", "diesen") or (before == "am" and tokens[i].text != "morgen")
    ):
        return None
    if norm in _TWO_DAYS_BEGIN:
        ahead = tuple(token.norm for token in tokens[i : i + 3])
        for phrase, value in _TWO_DAYS.items():
            if ahead[: len(phrase)] == phrase:
                end = i + len(phrase)
                return [fact_of("date", value, tokens, i, end)], end
    if norm in words.relative:
        return [fact_of("date", words.relative[norm], tokens, i, i + 1)], i + 1
    if words.code != "en" and words.durations.get(norm) in _PERIODS:
        return _period_first(tokens, i, words.durations[norm])
    if norm in _COMING and i + 1 < len(tokens):
        period = words.durations.get(tokens[i + 1].norm, "")
        if period in _PERIODS:
            return [fact_of("date", f"next {period}", tokens, i, i + 2)], i + 2
    modifier = MODIFIERS.get(norm, "")
    if modifier and i + 1 < len(tokens):
        following = tokens[i + 1].norm
        if words.durations.get(following) in _PERIODS:
            return [
                fact_of("date", f"{modifier} {words.durations[following]}", tokens, i, i + 2)
            ], i + 2
        if words.relative.get(following) == "weekend":
            return [fact_of("date", f"{modifier} weekend", tokens, i, i + 2)], i + 2
        if following in words.weekdays:
            value = f"{modifier} weekday {words.weekdays[following]}"
            return [fact_of("date", value, tokens, i, i + 2)], i + 2
    return None


def _is_morning(tokens: Sequence[Token], i: int, words: Words) -> bool:
    """ "por la mañana", "el sábado de mañana"."""
    before, earlier = (tokens[i - k].norm if i >= k else "" for k in (1, 2))
    return before in ("la", "por", "esta") or (before == "de" and earlier in words.weekdays)


def _period_first(tokens: Sequence[Token], i: int, period: str) -> tuple[list[Fact], int] | None:
    """ "la semaine prochaine", but not "deux semaines passées"."""
    if i == 0 or tokens[i - 1].kind == "number" or i + 1 >= len(tokens):
        return None
    following = tuple(token.norm for token in tokens[i + 1 : i + 3])
    modifier, end = MODIFIERS.get(following[0], ""), i + 2
    if following in _BEHIND:
        modifier, end = _BEHIND[following], i + 3
    return ([fact_of("date", f"{modifier} {period}", tokens, i, end)], end) if modifier else None
