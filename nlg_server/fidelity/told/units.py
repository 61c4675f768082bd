"""Numbers whose unit stands elsewhere in their text: "8.2 of your 10 GB", "make it three"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlg_server.fidelity.told.currencies import converted, in_crowns, same_pounds
from nlg_server.fidelity.told.unsettled import Unsettled, as_told
from prompts.facts import Fact

_MEASURED = frozenset({"duration", "amount", "quantity", "percentage"})
# No noun of its own may follow: "2 guests".
_BARE = re.compile(
    r"\s?(?:[^\w\s%$€£°]|\n|\Z)|\s(?:of|or|and|to|out|for|before|so|in|on|is|are|more|bis|und"
    r"|oder|von|y|o|any|anymore|instead|rather|respectively|available|if|as|per|each|an|en|em|insgesamt|zusammen|por|pro|je|par|al"
    r"|a|de|et|ou|à|e|at|the|over|already|left"
    r"|inside|outside|now|currently|today|tonight|tomorrow)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\s?[-\s][^\W\d_]{2,12})?[-\s]", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:[-–—]|to|and|bis|und|al?|y|à|et|e)\s?", re.IGNORECASE)
# Characters to a fact of the same unit: "from 3.85 to 4.10 percent".
_NEAR = 70
_BEHIND = 30
_ENDS = ("", "e", "en", "n", "s")
_WORD = re.compile(r"[^\W\d_]+|[°%″\"$€£]\w?")
_F = re.compile(r"\s?F\b")
# Beside the words that `counts` knows, which say the same of a price.
_NO_COST = re.compile(
    r"\b(?:(?:no|without(?: any)?) (?:(?:extra|additional|further|added) )?(?:cost|charge|fee)s?"
    r"|ohne (?:aufpreis|zuschlag|mehrkosten|gebühr|(?:zusätzliche |weitere )?kosten)"
    r"|(?:sin|ning[úu]n) (?:coste|costo|cargo|recargo)s?|no tiene (?:coste|costo|cargo)s?"
    r"|sans (?:frais|supplément|surcoût|coût)|sem (?:custo|taxa|encargo)s?)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"([^\W\d_]{3,})\s(?:number\s|no\.?\s|nr\.?\s)?\Z", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"[\s-]([^\W\d_]{3,})")
# "You are number 6" is "you are sixth"; "until you turn 18" is "until the 18th birthday".
_PLACE = re.compile(
    r"\b(?:number|no\.?|nr\.?|place|position|turns?|nummer|platz|stelle|numéro|place|puesto|número"
    r"|posición|posição|lugar)\s\Z",
    re.IGNORECASE,
)
# "1h" and "6 h 40" may be a time or a duration.
_HOURS = re.compile(r"(\d{1,2})\s?h(?:\s?(\d{2}))?\Z", re.IGNORECASE)
# "1:02:15" lasts so long, except behind "at".
_STOPWATCH = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})\Z")
_AT = re.compile(r"\b(?:at|um|las?|à|às?)\s\Z", re.IGNORECASE)
# "am 1. des Monats", where "1." is an ordinal.
_DOTTED_ORDINAL = re.compile(r"\b(?:am|zum|dem|den|der|die|das|im|vom|ab)\s\Z", re.IGNORECASE)
# The nouns of a storey: "floor 2" is "le 2e étage".
_FLOORS = frozenset(
    ("floor", "storey", "story", "étage", "etage", "stock", "stockwerk", "piso", "planta", "andar")
)
_AGE_MOST = 120
_AGE_BEFORE = re.compile(
    r"\b(?:under|over|aged?|least|above|below|unter|über|de)\s\Z", re.IGNORECASE
)


def told_units(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, with bare numbers read as the measures that the other text states."""
    changes: dict[Fact, Fact | None] = {}
    missing = list(here.missing)
    lasting = [fact for fact in here.other_facts if fact.soft and fact.kind == "duration"]
    for fact in _candidates(here):
        for told in missing:
            if _states(here, fact, told):
                missing.remove(told)
                changes[fact] = as_told(fact, told)
                break
        else:  # "1 h" beside "une heure", which is soft
            same = next((one for one in lasting if _lasts(fact, one)), None)
            if same is not None and fact.kind == "time" and not _is_at(here.text, fact):
                changes[fact] = as_told(fact, same)
    changes |= dict.fromkeys(fact for fact in here.extra if _costs_nothing(here, fact))
    return here.read_as(changes)


def _costs_nothing(here: Unsettled, fact: Fact) -> bool:
    """ "$0.00" where the other text says "at no extra cost"."""
    nothing = fact.kind == "amount" and fact.value.startswith("0 ")
    priced = any(other.kind == "amount" for other in here.missing)
    return nothing and not priced and bool(_NO_COST.search(here.other))


def _candidates(here: Unsettled) -> Iterator[Fact]:
    yield from here.extra
    for fact in here.facts:
        one = fact.kind == "number" and fact.value == "1"
        if fact.soft and (one or fact.kind in ("quantity", "amount")):
            yield fact


def _states(here: Unsettled, fact: Fact, told: Fact) -> bool:
    if fact.kind == "number" and told.kind == "ordinal":
        same = _same_noun(here, fact, told) or _is_dotted_ordinal(here.text, fact)
        same = same or bool(_PLACE.search(here.text[: fact.start]))
        return fact.value == told.value and same
    if fact.kind == "time" and told.kind == "duration":
        return _lasts(fact, told) and not _is_at(here.text, fact)
    if fact.kind == "ordinal" and told.kind == "number":
        return fact.value == told.value and bool(_PLACE.search(here.other[: told.start]))
    if fact.kind in ("quantity", "amount") and same_pounds(fact, told):
        return True
    if fact.kind == "quantity" and told.kind == "quantity":
        return converted(fact.value) == converted(told.value)
    if fact.soft:
        return False
    if told.kind == "amount" and in_crowns(here, fact, told):
        return True
    if here.exchangeable and told.kind != "number" and not _all_in_degrees(here):
        return False
    if fact.kind == "number" and told.value == f"{fact.value} °F" and _F.match(here.text, fact.end):
        return True
    if fact.kind == "number" and told.kind in _MEASURED:
        if fact.value != _number_of(told):
            return False
        bare = not _noun_follows(here.text, fact) or fact.value.startswith("-")
        in_degrees = (
            "°" in told.value
            and bare
            and (told.value.endswith("°") or any("°" in one.value for one in here.facts))
        )
        return in_degrees or _unit_near(here, fact, told) or _is_age(told)
    if fact.kind == "duration" and told.kind == "number" and _is_counted(here, fact, told):
        return told.value == _number_of(fact)
    if fact.kind == "duration" and told.kind == "number" and _is_age(fact):
        before = here.other[max(0, told.start - 12) : told.start]
        alone = _AGE_BEFORE.search(before) or not _noun_follows(here.other, told)
        return told.value == _number_of(fact) and bool(alone)
    return False


def _is_counted(here: Unsettled, fact: Fact, told: Fact) -> bool:
    """Whether the other text counts in this unit: "12,5 Urlaubstage. Davon 3 …", "3 sick days"."""
    stems = _STEMS.get(_unit_of(fact), ())
    around = here.other[max(0, told.start - _NEAR) : told.end + _BEHIND]
    long = tuple(stem for stem in stems if len(stem) > 2)
    return any(
        lower.startswith(long)
        or lower.endswith(tuple(f"{stem}{end}" for stem in long for end in _ENDS))
        for lower in (word.casefold() for word in _WORD.findall(around))
    )


def _lasts(fact: Fact, told: Fact) -> bool:
    hours = _HOURS.match(fact.text)
    seconds = 3600 * int(hours[1]) + 60 * int(hours[2] or 0) if hours else 0
    stopped = _STOPWATCH.match(fact.text)
    if stopped:
        seconds = 3600 * int(stopped[1]) + 60 * int(stopped[2]) + int(stopped[3])
    return told.value == f"{seconds} s"


def _is_at(text: str, fact: Fact) -> bool:
    """Whether "1:02:15" is a time of day."""
    stopped = _STOPWATCH.match(fact.text)
    return bool(stopped and _AT.search(text[max(0, fact.start - 5) : fact.start]))


def _is_dotted_ordinal(text: str, fact: Fact) -> bool:
    dotted = text.startswith(".", fact.end)
    return dotted and bool(_DOTTED_ORDINAL.search(text[max(0, fact.start - 5) : fact.start]))


def _noun_follows(text: str, fact: Fact) -> bool:
    return not _BARE.match(text[fact.end : fact.end + 12])


def _is_age(fact: Fact) -> bool:
    months = fact.value.removesuffix(" mo")
    return months.isdigit() and int(months) % 12 == 0 and 12 <= int(months) // 12 <= _AGE_MOST


def _number_of(fact: Fact) -> str:
    """The number as the text writes it: 2 of "2 hours", whose value is in seconds."""
    if fact.kind == "duration":
        value, _, unit = fact.value.partition(" ")
        each = _EACH.get(_unit_of(fact), 1)
        number = Decimal(value) / each if unit in ("s", "mo") else Decimal(value)
        shown = format(number, "f")
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return fact.value.split(" ")[0]


_EACH = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "year": 12}
_STEMS = {
    "second": ("sec", "sek", "seg", "s"),
    "minute": ("min",),
    "hour": ("hour", "hr", "h", "stunde", "std", "hora", "heure"),
    "day": ("day", "tag", "día", "dia", "jour"),
    "week": ("week", "woche", "semana", "semaine"),
    "month": ("month", "monat", "mes", "mês", "mois"),
    "year": ("year", "yr", "jahr", "año", "an", "ans", "ano"),
    "night": ("night", "nacht", "nächt", "noche", "nuit", "noite"),
}


def _unit_of(fact: Fact) -> str:
    """The unit of a duration as its text names it."""
    for word in reversed(_WORD.findall(fact.text.casefold())):
        for unit, stems in _STEMS.items():
            if any(word == stem or (len(stem) > 2 and word.startswith(stem)) for stem in stems):
                return unit
    return ""


def _unit_words(fact: Fact) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(fact.text)) | {
        fact.value.split(" ")[-1]
    }


def _unit_near(here: Unsettled, fact: Fact, told: Fact) -> bool:
    """Whether the unit follows after a word ("two leave days") or belongs to a fact nearby."""
    text, unit = here.text, _unit_of(told) if told.kind == "duration" else ""
    words = _unit_words(told)

    def named(word: str) -> bool:
        lower = word.casefold()
        if unit:
            stems = _STEMS[unit]
            return any(lower == s or (len(s) > 2 and lower.startswith(s)) for s in stems)
        return len(lower) > 1 and lower in words and not lower.isdigit()

    between = _BETWEEN.match(text, fact.end)
    if between:
        following = _WORD.match(text, between.end())
        if following and named(following[0]):
            return True
    if told.kind == "amount":  # a currency that is dropped otherwise is lost
        return any(
            _RANGE.fullmatch(text[fact.end : other.start])
            for other in here.facts
            if _of_one_unit(other, told)
        )
    if _noun_follows(text, fact):
        return False
    for other in here.facts:
        gap = max(other.start - fact.end, fact.start - other.end)
        near = 0 <= gap <= _NEAR and not other.soft and _of_one_unit(other, told)
        if near and (not unit or _unit_of(other) == unit):
            return True
    return any(named(word) for word in _WORD.findall(text[max(0, fact.start - 60) : fact.start]))


def _all_in_degrees(here: Unsettled) -> bool:
    """Whether what is measured are degrees: "maximal 24 und minimal 13 Grad", "13 bis 24 Grad"."""
    measured = [fact for fact in (*here.extra, *here.missing) if fact.kind in _MEASURED]
    return all(fact.kind == "quantity" and "°" in fact.value for fact in measured)


def _of_one_unit(one: Fact, other: Fact) -> bool:
    """Whether two measures are of one kind and currency or unit; of durations only the kind."""
    if one.kind != other.kind:
        return False
    alike = one.value.split(" ")[1:] == other.value.split(" ")[1:]
    return alike or one.kind == "duration"


def _same_noun(here: Unsettled, fact: Fact, told: Fact) -> bool:
    """ "floor four" for "the 4th floor", "night one" for "the first night"."""
    before = _NOUN_BEFORE.search(here.text[: fact.start])
    after = _NOUN_AFTER.match(here.other, told.end)
    if before is None or after is None:
        return False
    nouns = {before[1].casefold(), after[1].casefold()}
    return len(nouns) == 1 or nouns <= _FLOORS
