"""Words that state a fact which the other text gives in figures: "half" for 50%, "all night"."""

from __future__ import annotations

import re
from typing import Final

from nlg_server.fidelity.told.unsettled import Unsettled, joined
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

# "zu viert", "Vierertisch", "sechsstellig": of two and more.
_GERMAN_STEMS: Final = listed("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")
_GERMAN_GROUPS: Final = listed("zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft")
_GERMAN_COUNTS: Final = tuple(
    (
        "number",
        str(count),
        rf"zu {group}|{stem}er-?(?:tisch|gruppe|zimmer)\w?|{stem}stellig\w{{0,2}}",
    )
    for count, (stem, group) in enumerate(zip(_GERMAN_STEMS, _GERMAN_GROUPS, strict=True), start=2)
)
_PHRASES: Final[tuple[tuple[str, str, re.Pattern[str]], ...]] = tuple(
    (kind, value, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE))
    for kind, value, pattern in (
        ("percentage", "50", r"half|hälfte|halben? preis|mitad|moitié|metade"),
        (
            "percentage",
            "100",
            r"all|fully|completely|entire(?:ly)?|full|alles?|vollständig|todo|tout|tudo",
        ),
        ("percentage", "10", r"a tenth"),
        ("percentage", "25", r"a quarter|ein viertel|un cuarto|un quart"),
        (
            "percentage",
            "75",
            r"three[ -](?:quarters|fourths)|dreiviertel|drei viertel|tres cuartos|trois quarts"
            r"|três quartos",
        ),
        ("duration", "120 mo", r"decade|jahrzehnt|década|décennie"),
        (
            "duration",
            "1800 s",
            r"half[ -]hour(?:ly)?|half an hour|halbstündlich|halbe stunde|media hora"
            r"|demi-heure|meia hora",
        ),
        (
            "duration",
            "3600 s",
            r"(?:the next|another|within the|one more|an extra) hour|hourly|every hour"
            r"|stündlich|nächsten stunde|cada hora|próxima hora|chaque heure|prochaine heure",
        ),
        (
            "duration",
            "86400 s",
            r"(?:the next|another|one more) day|in a day|nächsten tag|24 h|around the clock"
            r"|a full day|rund um die uhr",
        ),
        ("duration", "172800 s", r"every (?:other|second) day|alternate days|jeden zweiten tag"),
        ("duration", "360 mo", r"three decades"),
        ("duration", "240 mo", r"two decades"),
        ("duration", "12 mo", r"a year|the (?:last|past) year"),
        ("duration", "24 mo", r"two (?:more|years)"),
        ("duration", "604800 s", r"(?:the next|another|one more) week"),
        ("duration", "1 mo", r"(?:the next|another|one more) month"),
        ("duration", "12 mo", r"(?:the next|another|one more) year|1\+ year"),
        ("duration", "30 s", r"half a minute|halbe minute|medio minuto|demi-minute|meio minuto"),
        (
            "quantity",
            "0.5 l",
            r"half a lit(?:er|re)|halber? liter|medio litro|demi-litre|meio litro",
        ),
        (
            "date",
            "tonight",
            r"this evening|this evening['’]s|for the night|heute (?:abend|nacht)|diese nacht"
            r"|esta noche"
            r"|ce soir|cette nuit|(?:pour )?la nuit|(?:hoje|à|a|esta|nesta) noite|hoje à noite"
            r"|later today",
        ),
        (
            "date",
            "night",
            r"(?:through|during|in) the night|all night|at night|nachts|über nacht"
            r"|por la noche|la nuit|à noite|de noche",
        ),
        (
            "date",
            "today",
            r"same[ -]day|this (?:morning|afternoon|evening)|now|tonight|your day"
            r"|at the moment|currently|heute|hoy|aujourd['’]hui|hoje|(?:ta|votre) journée"
            r"|ce jour|dans la journée",
        ),
        (
            "date",
            "weekdays",
            r"work(?:ing)? ?days|business days|(?:jours de|en) semaine|jours ouvr\w{2,5}"
            r"|entre semana"
            r"|días? laborables?|dias? (?:úteis|útil|de semana)|durante a semana|unter der woche"
            r"|wochentags|an wochentagen",
        ),
        ("date", "last mo", r"a month ago|since a month|the past month"),
        ("date", "last w", r"a week ago|the past week"),
        ("date", "next mo", r"following month|month after"),
        ("date", "next w", r"following week|week after"),
        ("date", "weekend", r"saturdays? (?:and|or|&) sundays?"),
        ("ordinal", "1", r"monatserst\w{1,2}"),
        (
            "ordinal",
            "1",
            r"(?:start|begin)(?:s|ning|ing)? (?:off |the day )?with|los geht['’]?s?|beginnt mit"
            r"|zu beginn|empiezas? con|empieza usted con|comien[zc]as? con"
            r"|commence[zs]? (?:par|avec)|pour commencer|começa[s]? (?:com|por)",
        ),
        ("number", "3", r"trio|triple[sd]?|threefold|thrice"),
        ("number", "4", r"fourfold|quadruple[sd]?"),
        ("number", "2", r"both|couple|pair|par"),
        ("ordinal", "2", r"every other|alternat\w{1,3}|every two weeks"),
        ("number", "12", r"dozen"),
        *_GERMAN_COUNTS,
        ("duration", "5400 s", r"hora y media|hora e meia"),
    )
)
# What a reply may say of today where the template speaks of now, or asks how to help.
_HARMLESS_TODAY = re.compile(
    r"\b(?:help|assist|do for you|word of the day|of the day|in the mood|how are|feeling|like"
    r"|need|day)\b",
    re.IGNORECASE,
)
_DATED: Final = frozenset({"date", "time"})
_EVENING: Final = "17:00"
_ASKS = re.compile(r"[^.!?\n]{0,80}\?")


def told_phrases(here: Unsettled) -> tuple[Fact, ...]:
    """The facts, and those of the other text that a phrase here states."""
    added = []
    for told in here.missing:
        for kind, value, pattern in _PHRASES:
            if told.kind == kind and told.value == value:
                match = pattern.search(here.text)
                if match:
                    added.append(Fact(kind, value, match[0], *match.span()))
    changes: dict[Fact, Fact | None] = {}
    for fact in here.extra:
        if (
            (fact.kind == "date" and fact.value in ("today", "tonight") and _harmless(here, fact))
            or (fact.kind == "date" and _spelled(here, fact))
            or (fact.value in ("tonight", "night") and _at_night(here, fact))
            or (fact.kind == "percentage" and fact.value == "100" and _says(here.other, "100"))
            or (fact.kind == "percentage" and fact.value == "50" and _says(here.other, "50"))
        ):
            changes[fact] = None
    facts = here.read_as(changes)
    # "Three quarters" states no three beside the 75%.
    parts = [
        f for f in facts if f.kind == "number" and any(a.start <= f.start < a.end for a in added)
    ]
    return joined((fact for fact in facts if fact not in parts), added) if added else facts


def _says(text: str, percentage: str) -> bool:
    return any(
        pattern.search(text)
        for kind, value, pattern in _PHRASES
        if kind == "percentage" and value == percentage
    )


def _harmless(here: Unsettled, fact: Fact) -> bool:
    """ "today" in a question how to help, or where the other text tells of "the day"."""
    if re.search(r"\b(?:of the day|du jour|del día|do dia|des tages)\b", here.other, re.IGNORECASE):
        return True
    if fact.value != "today" or any(other.kind in _DATED for other in here.other_facts):
        return False
    asked = _ASKS.match(here.text, fact.end) is not None
    return asked and "?" in here.other and bool(_HARMLESS_TODAY.search(here.other))


def _at_night(here: Unsettled, fact: Fact) -> bool:
    """ "ten tonight" for 10 PM, with no other day told; "overnight" for "stay the night"."""
    if fact.value == "night":
        return bool(re.search(r"\bnight", here.other, re.IGNORECASE))
    told = [other for other in here.other_facts if other.kind in _DATED]
    days = {other.value for other in told if other.kind == "date"}
    late = any(other.kind == "time" and other.value >= _EVENING for other in told)
    return late and days <= {"today"}


def _spelled(here: Unsettled, fact: Fact) -> bool:
    """Whether the other text has the very word, read there as none: "the March group"."""
    if not fact.value.startswith("--") or any(
        other.value == fact.value for other in here.other_facts
    ):
        return False
    word = re.escape(re.sub(r"['’]s\Z", "", here.text[fact.start : fact.end]))
    return bool(re.search(rf"\b{word}s?\b", here.other))
