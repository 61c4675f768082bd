"""Numbers that state nothing of their own: numerals of a list, counts of what is listed, "zero"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.told.unsettled import Unsettled
from prompts.facts import Fact

_NUMERAL = re.compile(r"(?:^|\n)[ \t]{0,4}(\d{1,2})[.)](?=\s)|(?<![\w.,])(\d)\)(?=\s)")
_SEPARATOR = re.compile(
    r",\s(?:and|or|und|oder|y|o|et|ou|e|as well as|plus)\s|[,;]\s"
    r"|\s(?:and|or|und|oder|y|o|u|et|ou|e|sowie|as well as|plus|then|&|\+)\s",
    re.IGNORECASE,
)
_LINES = re.compile(r"\n[ \t]{0,4}(?:[-–*•]|\d{1,2}[.)])\s")
_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n")
_BRACKETS = re.compile(r"\s?\([^()]{0,80}\)")
_ALL = re.compile(
    r"\b(?:all|alle|tod[ao]s (?:l[ao]s )?|tous les|toutes les|tod[ao]s [ao]s)\s?\Z", re.IGNORECASE
)
_THINGS: Final = (
    r"(?:things?|ways?|options?|choices?|steps?|types?|kinds?|sorts?|possibilities|questions?"
    r"|parts?"
    r"|items?|reasons?|solutions?|alternatives?|routes?|plans?|documents?|details?|categories"
    r"|topics?"
    r"|methods?|sizes?|languages?|of (?:those|these|them)|dinge|wege|möglichkeiten|optionen"
    r"|schritte"
    r"|arten|fragen|angaben|sachen|unterlagen|cosas|formas|maneras|opciones|pasos|tipos|preguntas"
    r"|choses|façons|solutions|étapes|papiers|possibilités|coisas|maneiras|opções|passos"
    r"|perguntas|sprachen|varianten|itens|coisinhas|documentos|lugares)\b"
)
_COUNTING = re.compile(rf"\s(?:[^\W\d_]{{2,12}}\s){{0,2}}{_THINGS}", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:these|those|of the|all|you|are|which|alle|beiden?|los|las|les|os|as)\s\Z", re.I
)
_CHOOSING = re.compile(
    r"\b(?:which|welche\w?|cuál(?:es)?|lequel|laquelle|qual|quais)\s[^\W\d]{1,5}\s(?:l[ao]s\s)?\Z",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:free|no (?:charge|cost)|gratis|kostenlos\w{0,2}|kostenfrei\w{0,2}|frei|umsonst"
    r"|gratuit\w{0,3}|gratuitament\w|offert\w{0,2}|grátis|de graça|sin coste?)\b",
    re.IGNORECASE,
)
_FIGURATIVE = re.compile(
    r"\b(?:à quatre pattes|(?:re)?mettre à zéro|remis\w? à zéro|mille (?:excuses|mercis?|pardons)"
    r"|mil (?:gracias|disculpas|desculpas|perdones)|tausend dank|eins noch|a cero|do zero)\b",
    re.IGNORECASE,
)
_TO_A_LIST = re.compile(
    r"[^.!?:(\n]{0,60}(?:[:(\n](?!\d)|\b(?:are|sind|son|sont|são)\b)", re.IGNORECASE
)
_NOTHING = re.compile(
    r"n['’]t\b|\b(?:no|not|nobody|none|nothing|never|reset\w{0,3}|free|without|kein\w{0,2}"
    r"|nicht|nichts"
    r"|niemand|ningún|ninguna?|nada|nadie|aucune?|rien|personne|pas|nenhuma?|ninguém|não)\b",
    re.IGNORECASE,
)
_FIRST_OF = re.compile(
    r"\s(?:letters?|slots?|steps?|option|opening|available|thing|few|of all|at)\b|\s\d|,|\.",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:(?:you|us|them|these|those|of the) two\b(?!\s\w+s\b)|(?:the )?two of (?:you|us|them)\b"
    r"|(?<!\d )or two\b(?!\s\w+s\b)"
    r"|(?:d[oa]s d(?:oi|ua)s|de l[oa]s dos|des deux)\b(?!\s\w+s\b))",
    re.IGNORECASE,
)
_ZERO = frozenset({"zero", "null", "cero", "zéro", "0"})
# "You have two." and "which of the two is it?", but not "there are 2, formerly 9, messages".
_ALONE = re.compile(
    r"(?!\s[^\W\d_])(?![^.!?:]{0,14}\d)"
    r"|\s(?:of|that|shall|is|are|suits?|works?|would|do|does|should|fits?|sounds?|can)\b"
)
_COUNTED = re.compile(r"\s[^\W\d_]")
_BEHIND_A_NUMBER = re.compile(r"\d\s?\Z")
_IDIOM = re.compile(
    r"\b(?:24\s?/\s?7|24 hours,? (?:a|per) day(?:,? (?:7|seven) days (?:a|per) week)?|(?:a"
    r"|around|round)"
    r"(?: the clock)|rund um die uhr|las 24 horas(?: del día)?"
    r"|24 h(?:eures)? sur 24(?:,? 7 jours sur 7)?"
    r"|24 horas(?: por dia)?|(?:a )?qualquer hora(?: do dia(?: ou da noite)?)?"
    r"|day (?:and|or) night|night (?:and|or) day|(?:at )?any (?:hour|time)"
    r"(?: of (?:any |the )?day(?: or night)?)?|tag und nacht|día y noche|jour et nuit|dia e noite"
    r"|at all hours|(?:7|seven) days a week|24/24|24 stunden(?: am tag)?"
    r"|\w{3,6}-legged|whatever the time)(?!\w)",
    re.IGNORECASE,
)


_AGAIN = re.compile(
    r"\s?(?:\(|=|[,;] (?:i\.e\.,?|soit|also|das heißt|d\. ?h\.|o sea|es decir|ou seja))\s?"
)


def without_numerals(here: Unsettled) -> tuple[Fact, ...]:
    """The facts without the numerals of a list, where the other text has no such list."""
    numerals = _numerals(here.text)
    if not numerals or _numerals(here.other):
        return here.facts
    return here.read_as(dict.fromkeys(fact for fact in here.facts if fact.start in numerals))


def without_counts(here: Unsettled) -> tuple[Fact, ...]:
    """The facts without the numbers that only count or repeat what is told anyway."""
    dropped: dict[Fact, Fact | None] = dict.fromkeys(_always(here))
    for fact in here.extra:
        counted = fact.kind == "number" and (
            _counts(here, fact)
            or _none(here, fact)
            or _both(here, fact)
            or _all_of_them(here, fact)
        )
        uncounted = _said_again(here, fact) or _in_a_moment(here, fact) or _at_first(here, fact)
        if counted or uncounted or _costs_nothing(here, fact):
            dropped[fact] = None
    return here.read_as(dropped)


def _numerals(text: str) -> frozenset[int]:
    """Starts of the numerals of a list, which count up from 1."""
    if "1" not in text:
        return frozenset()
    found = list(_NUMERAL.finditer(text))
    values = [int(match[1] or match[2]) for match in found]
    if len(values) < 2 or values != list(range(1, len(values) + 1)):
        return frozenset()
    return frozenset(match.start(1) if match[1] else match.start(2) for match in found)


def _counts(here: Unsettled, fact: Fact) -> bool:
    """Whether a number counts a list, in either text, that has as many members."""
    if here.exchangeable or not fact.value.isdigit() or not 2 <= int(fact.value) <= 9:
        return False
    text, count = here.text, int(fact.value)
    behind = text[fact.end : fact.end + 70]
    leads = bool(_TO_A_LIST.match(behind))
    things = bool(_COUNTING.match(behind))
    choosing = bool(_CHOOSING.search(text[max(0, fact.start - 24) : fact.start]))
    points = choosing or bool(_POINTING.search(text[max(0, fact.start - 8) : fact.start]))
    alone = choosing or bool(_ALONE.match(behind))
    if not (leads or things or (points and alone)):
        return False
    if any(other.value == fact.value and other.kind != "number" for other in here.missing):
        return False
    own = set(_sizes(text[fact.end :])) if leads or things else set()
    return count in own or (not leads and count in _sizes(here.other))


def _sizes(text: str) -> Iterator[int]:
    """How many members the lists of a text have."""
    lines = len(_LINES.findall("\n" + text if text[:1] in "-–*•1" else text))
    if lines > 1:
        yield lines
    for sentence in _SENTENCE.split(text):
        parts = re.split(r"[:(]", sentence)
        if "(" in sentence:
            parts += _BRACKETS.sub("", sentence).split(":")
        for at, part in enumerate(parts):
            joints = _SEPARATOR.findall(part)
            if joints and (at or any(re.search(r"\w|&", joint) for joint in joints)):
                yield len(joints) + 1
            # Of "being 21 or over, and holding a licence" the commas alone part the members.
            for mark in ",;":
                if at and mark in part:
                    yield part.count(f"{mark} ") + 1


def _none(here: Unsettled, fact: Fact) -> bool:
    """ "zero reports" for "nobody has reported"; neither "9 0 reports" nor "(0)"."""
    return (
        fact.value == "0"
        and bool(_COUNTED.match(here.text, fact.end))
        and not _BEHIND_A_NUMBER.search(here.text[max(0, fact.start - 2) : fact.start])
        and fact.text.casefold() in _ZERO
        and bool(_NOTHING.search(here.other))
        and not any(other.kind == "number" for other in here.missing)
    )


def _costs_nothing(here: Unsettled, fact: Fact) -> bool:
    """ "0 €" for "free"."""
    return (
        fact.kind == "amount"
        and fact.value.startswith("0 ")
        and bool(_FREE.search(here.other))
        and not any(other.kind == "amount" for other in here.missing)
    )


def _in_a_moment(here: Unsettled, fact: Fact) -> bool:
    """ "one second, please", and "one day before" where the other text says "the day before"."""
    if fact.kind != "duration" or not fact.text.casefold().startswith("one "):
        return False
    unit = re.escape(fact.text.split()[-1].casefold()[:3])
    return bool(re.search(rf"\b(?:the|a) {unit}|\bmoment\b|\bhold on\b", here.other, re.I))


def _at_first(here: Unsettled, fact: Fact) -> bool:
    """ "the first letters", "in the first 30 days", where the other text ranks nothing."""
    return (
        fact.kind == "ordinal"
        and fact.value == "1"
        and not any(other.kind == "ordinal" for other in here.other_facts)
        and bool(_FIRST_OF.match(here.text, fact.end))
    )


def _both(here: Unsettled, fact: Fact) -> bool:
    """ "the two of you", "which of the two", "you two": nothing but both."""
    return (
        fact.value == "2"
        and not here.exchangeable
        and bool(_PAIR.search(here.text[max(0, fact.start - 12) : fact.end + 12]))
    )


def _all_of_them(here: Unsettled, fact: Fact) -> bool:
    """ "all four" of the four that both texts tell of."""
    before = here.text[max(0, fact.start - 14) : fact.start]
    told = sum(other.kind == "number" and other.value == fact.value for other in here.facts)
    known = any(other.kind == "number" and other.value == fact.value for other in here.other_facts)
    return told > 1 and known and bool(_ALL.search(before))


def _always(here: Unsettled) -> Iterator[Fact]:
    """The numbers of "24/7" where the other text says "around the clock", and of "mille mercis"."""
    spans = [match.span() for match in _IDIOM.finditer(here.text)]
    if not (_IDIOM.search(here.other) or "-legged" in here.text.casefold()):
        spans = []
    spans += [match.span() for match in _FIGURATIVE.finditer(here.text)]
    for fact in here.extra:
        if any(start <= fact.start < end for start, end in spans):
            yield fact


def _said_again(here: Unsettled, fact: Fact) -> bool:
    """Whether a fact only restates the equal one right before it: "a full day (24 h)"."""
    for other in here.facts:
        if other is not fact and other.kind == fact.kind and other.value == fact.value:
            between = here.text[other.end : fact.start]
            if other.end <= fact.start and _AGAIN.fullmatch(between):
                return True
    return False
