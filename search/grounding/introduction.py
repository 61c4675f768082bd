"""What stands before a statement and may be left off: a bare yes, a heading, a phrase of routine.

A model likes to say "**Delivery time:** Standard delivery takes three days." or "It is important to
note that ...". Where no passage backs these words, the statement behind them is judged, and goes
out, without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.grounding.negation import denies

# "Yes, ...": a bare yes or no is backed by no passage; what follows it may be.
_YES_NO = re.compile(
    r"^(?:yes|no|ja|nein|s[ií]|oui|non|sim|n[aã]o)\s*[,.!:;–—-]\s*(?=\S)", re.IGNORECASE
)
_HEADING = re.compile(
    r"^[^\w(]*(?P<words>[^:\n.!?]{2,80}?)[*_`\"”]*\s*:[*_`]*\s+(?=[^\W\d_]|[\"“*`(])"
)
_MOST_HEADING_WORDS = 9
_LEAST_STATEMENT_WORDS = 4
# A heading that sets a condition belongs to the statement: "If you are a student: free entry".
_CONDITION = re.compile(
    r"\b(?:if|when|unless|until|only|except|before|after|during|wenn|falls|nur|außer|bis|vor|nach"
    r"|si|cuando|solo|sólo|salvo|excepto|hasta|antes|después|quand|sauf|seulement|avant|après"
    r"|se|quando|apenas|exceto|até|depois|false|wrong|myth|falsch|falso|faux|for|für|para|pour)\b",
    re.IGNORECASE,
)
_TELLING = (
    r"(?:say|state|note|mention|indicate|explain|specify|specifie|describe|show|suggest|recommend"
    r"|confirm|point out|highlight)s?d?"
)
_ROUTINE = re.compile(
    rf"""^(?:
      (?:additionally|furthermore|moreover|overall|in\s(?:summary|short|conclusion|addition)
        |to\ssummari[sz]e|for\sreference|in\sother\swords|basically|essentially)\s*,\s*
    | (?:(?:it\sis|it['’]s)\s(?:also\s)?(?:important|worth|crucial|essential|helpful)
        \s(?:to\s)?(?:note|noting|remember|mention(?:ing)?|know|understand)
        |(?:please\s)?(?:note|remember|keep\sin\smind))(?:\sthat|\s*[,:])\s+
    | (?:according\sto|based\son|as\s(?:stated|mentioned|described|noted)\sin|per)
        \s(?:the|these|this|our|your)\s(?:provided\s|given\s|available\s)?
        (?:documents?|passages?|context|sources?|text|information|documentation|article)
        (?:\s(?:provided|given|above))?\s*,\s*
    | (?:the|this|these)\s(?:provided\s)?(?:documents?|passages?|texts?|sources?|articles?|context
        |documentation|information)\s(?:also\s|clearly\s)?{_TELLING}\sthat\s+
    | (?:außerdem|zudem|darüber\shinaus|zusammenfassend|laut\s(?:den|dem|der)\s
        (?:dokumenten?|quellen?|text))\s*,?\s+(?=[^\W\d_]+\s)
    | (?:además|asimismo|en\sresumen|según\s(?:los|el)\s(?:documentos?|textos?))\s*,\s*
    | (?:de\splus|en\soutre|en\srésumé|selon\s(?:les|le)\s(?:documents?|textes?))\s*,\s*
    | (?:além\sdisso|em\sresumo|segundo\s(?:os|o)\s(?:documentos?|textos?))\s*,\s*
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def without_yes_or_no(text: str) -> str:
    """The sentence behind a bare yes or no; empty where there is nothing else.

    >>> without_yes_or_no("Yes, dogs travel for free.")
    'Dogs travel for free.'
    """
    answered = _YES_NO.match(text)
    if answered:
        text = _capitalised(text[answered.end() :])
    return "" if _YES_NO.match(text + ", x") else text


def statements(text: str) -> Iterator[str]:
    """The sentence as it stands, then without what introduces it.

    >>> list(statements("**Time:** Standard delivery takes three days."))
    ['**Time:** Standard delivery takes three days.', 'Standard delivery takes three days.']
    """
    yield text
    for _ in range(2):
        shorter = _without_introduction(text)
        if shorter is None:
            return
        text = shorter
        yield text


def _without_introduction(text: str) -> str | None:
    routine = _ROUTINE.match(text)
    if routine:
        return _statement(text[routine.end() :])
    heading = _HEADING.match(text)
    if heading is None or len(heading["words"].split()) > _MOST_HEADING_WORDS:
        return None
    if denies(heading["words"]) or _CONDITION.search(heading["words"]):
        return None
    return _statement(text[heading.end() :])


def _statement(rest: str) -> str | None:
    """`rest` where it can stand alone; None where it is a mere word or two."""
    if len(rest.split()) < _LEAST_STATEMENT_WORDS:
        return None
    return _capitalised(rest)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
