"""What kind of answer a question wants, and whether a text has one of that kind."""

from __future__ import annotations

import re
from typing import Literal

from search.grounding.terms import content_stems

Kind = Literal["time", "number", "place", "person", "reason", "other", "none"]

# Question words of six languages, most telling first: "how many" before "how".
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "time",
        re.compile(
            r"\b(?:when|what (?:year|date|day|time)|which (?:year|date|day)|how long|wann|wie lange"
            r"|cu[aá]ndo|cu[aá]nto tiempo|quand|combien de temps|quando|quanto tempo)\b"
        ),
    ),
    (
        "number",
        re.compile(
            r"\b(?:how (?:many|much|old|far|tall|high|big|large|often|fast)|what percentage"
            r"|number of|population|what age|price|cost"
            r"|wie ?viele?|wie (?:hoch|alt|oft|weit)|cu[aá]nt[oa]s?"
            r"|combien|quant[oaie]s?)\b"
        ),
    ),
    (
        "place",
        re.compile(
            r"\b(?:where|(?:what|which) (?:country|city|state|place|town)|wo|woher|wohin|d[oó]nde"
            r"|onde|dove|o[uù] est)\b"
        ),
    ),
    ("person", re.compile(r"\b(?:who|whose|whom|wer|wem|wen|qui[eé]n(?:es)?|qui|quem|chi)\b")),
    (
        "reason",
        re.compile(
            r"\b(?:why|what (?:led|caused)|reason|warum|wieso|weshalb|por qu[eé]|pourquoi"
            r"|perch[eé])\b"
        ),
    ),
    (
        "other",
        re.compile(
            r"\b(?:what|which|how|describe|difference|meaning|explain|can|do|does|is|are"
            r"|was|were|will|welche[rsmn]?|wie|kann|qu[eé]|cu[aá]l|c[oó]mo|puedo|quel(?:le)?s?"
            r"|comment|o que|qual|como)\b|\?"
        ),
    ),
)
_COUNTED = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty"
    r"|ein(?:e[nrms]?)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|vierzehn|dreißig"
    r"|un[ae]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|catorce|treinta"
    r"|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quatorze|trente"
    r"|uma?|dois|duas|três|quatro|sete|oito|nove|dez|doze|trinta)"
)
_TIME = re.compile(
    rf"\b(?:1\d{{3}}|20\d\d)\b|\d{{1,2}}[:.]\d\d\b|\b{_COUNTED}\s*(?:working |business )?"
    r"(?:a\.?m|p\.?m|h|uhr|days?|weeks?|months?|years?"
    r"|hours?|minutes?|tage?n?|wochen?|monate?n?|jahre?n?|stunden?|d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?"
    r"|horas?|jours?|semaines?|mois|ans?|heures?)\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|januar|februar|märz|mai|juni|juli"
    r"|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|janvier|février|mars|avril"
    r"|juin|juillet|août|septembre|octobre|novembre|décembre)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million"
    r"|billion|half|several|percent|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|dos|tres|cuatro"
    r"|cinco|seis|siete|ocho|nueve|diez|deux|trois|quatre|cinq|sept|huit|neuf|dix)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?'`\"]\s)(?<!^)\b[^\W\d_][^\W_]+")
_PLACE = re.compile(
    r"\b(?:in|at|near|on|from|to|of|between|along|bei|aus|nach|en|de|a|à|em|no|na)\s+(?:the\s+)?[A-ZÀ-Þ]"
)
_REASON = re.compile(
    r"\b(?:because|due to|since|result|reason|caused?|so that|in order|therefore|led to|thus"
    r"|purpose|weil|wegen|daher|damit|porque|debido|parce que|grâce|pour|car)\b",
    re.IGNORECASE,
)


def kind_of(question: str) -> Kind:
    """The kind of answer that `question` wants; ``none`` for a text that asks nothing.

    >>> kind_of("How many days do I have?"), kind_of("Wer hilft mir?"), kind_of("refund policy")
    ('number', 'person', 'none')
    """
    folded = question.casefold()
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), "none")


def answers_kind(kind: Kind, text: str, question: str = "") -> bool:
    """Whether `text` has a date, number, place, name or reason, where that is what `kind` wants."""
    if kind == "time":
        return bool(_TIME.search(text))
    if kind == "number":
        return bool(_NUMBER.search(text))
    if kind == "place":
        return bool(_PLACE.search(text))
    if kind == "reason":
        return bool(_REASON.search(text))
    if kind == "person":
        asked = set(content_stems(question))
        return any(
            match.group()[0].isupper() and not set(content_stems(match.group())) <= asked
            for match in _NAME.finditer(text)
        )
    return True
