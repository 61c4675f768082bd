"""Text to sentences, with their spans, in any script and without a model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.text.function_words import FUNCTION_WORDS

# A stop, its closing quotes and brackets, then white space; or a full-width stop; or a line end.
# The one class in front lets the engine skip to what may end a sentence.
_BOUNDARY = re.compile(
    r"[.!?…।؟。！？\n](?:"
    r"(?<=[.!?…।؟])[.!?…।؟]*[\"'”’»)\]*_]*(?=\s|$)|(?<=[。！？])[。！？]*[」』”）]*|(?<=\n)\n*)"
)
_CLOSING = "\"'”’»)]*_"
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-zÀ-ÿ]|[A-Za-z]\.[A-Za-z]|e\.g|i\.e|etc|vs|cf|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Nr|"
    r"Inc|Ltd|Co|Corp|approx|ca|bzw|z\.B|d\.h|usw|Abs|Art|Str|Tel|Sra?|Dra?|Ud|p\.ej|pág|núm|"
    r"Mme|Mlle|env|art|Sig|dott|ecc|ex|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mrz|Okt|Dez|Fig|Vol))\.$"
)
# "No." is a number's abbreviation before a number only; "No." answers a question elsewhere.
_NUMBER_OF = re.compile(r"\bNo\.$")
# "am 3. Mai", "im 2. Stock": German ordinals, told by the month behind or the word before.
_ORDINAL = re.compile(
    r"\b(?:am|der|die|das|dem|den|des|vom|zum|zur|im|ab|bis|seit|jede[nrs]?|und|oder)\s\d{1,2}\.$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\s+(?:Jan|Jän|Feb|März|Mrz|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)(?:[a-z]{0,7}\b|\.)"
)
_SMALL_NUMBER = re.compile(r"(?<!\d)\d{1,2}\.$")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_BULLET = re.compile(r"^(?:[-*•–·]|\d{1,3}[.)]|#{1,6}|>|\|)\s+")
_TRIM = " \t\r\n\u00a0|"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `text` is the source's [start, end)."""

    text: str
    start: int
    end: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; list items and lines count as sentences of their own.

    >>> [s.text for s in sentences("Dr. Who paid 3.50. Really?\\n- Yes")]
    ['Dr. Who paid 3.50.', 'Really?', 'Yes']
    """
    found: list[Sentence] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match[0].rstrip(_CLOSING) == "." and not _ends_here(text, start, match):
            continue
        _append(found, text, start, match.end())
        start = match.end()
    _append(found, text, start, len(text))
    return tuple(found)


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the full stop of `match` ends a sentence, no abbreviation and no number."""
    before = text[max(start, match.start() - 12) : match.start() + 1]
    if _ABBREVIATION.search(before) or _counts(before, text, match.end()):
        return False
    if _NUMBER_OF.search(before) and text[match.end() :].lstrip()[:1].isdigit():
        return False
    # "1. Open the app": the number of a list item is no sentence.
    return not re.fullmatch(r"\s*(?:[-*•]\s*)?\d{1,3}\.", text[start : match.start() + 1])


def _counts(before: str, text: str, end: int) -> bool:
    """Whether the full stop that ends `before`, and stands before text[end:], makes a German
    ordinal of its number.
    """
    if not _SMALL_NUMBER.search(before):
        return False
    if _MONTH.match(text, end):
        return True
    noun = _NEXT_WORD.match(text, end)
    # "Zimmer ist die 12. Das Frühstück": what is no noun, yet capitalised, opens a sentence.
    opens = noun is None or (noun[1][0].isupper() and noun[1].lower() in FUNCTION_WORDS["de"])
    return not opens and _ORDINAL.search(before) is not None


def _append(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    bullet = _BULLET.match(text[start:end])
    if bullet:
        start += bullet.end()
    if start < end:
        found.append(Sentence(text[start:end], start, end))
