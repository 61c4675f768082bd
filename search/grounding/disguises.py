"""Text as a model reads it that sees through disguises: spaced, look-alike or digit letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Cyrillic and Greek letters that look like Latin ones.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝАВЕКМНОРСТУХІЈЅαεικνοπρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abekmhopctyxijsdqwABEKMHOPCTYXIJSaeiknonptuxABEZHIKMNOPTYX",
)
_DIGIT_LETTERS = str.maketrans("0134578", "oleastb")
_OTHER_DIGIT_LETTERS = str.maketrans("0134578", "oieastb")
_MIXED = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[0134578])\w{3,}\b")
_NOT_LATIN = re.compile("[\u0370-\u052f]")
# From the digit on, of which a text has fewer than letters.
_DIGIT_INSIDE = re.compile(r"[0134578](?:(?<=[a-zA-Z].)[0134578]*[a-zA-Z]|(?<!\w.)[a-zA-Z]{3})")
_LETTERS_APART = re.compile(r" \S \S \S \S ")
_SPACED = re.compile(r"(?<!\S)(?:\S ){4,}\S(?!\S)(?: {2,}(?:\S ){0,40}\S(?!\S))*")


def readings(text: str) -> Iterator[str]:
    """`text`, then what it says without a disguise, where there is one.

    >>> list(readings("1gn0r3 the rules"))[1:]
    ['lgnore the rules', 'ignore the rules']
    """
    yield text
    seen = {text}
    found = []
    if not text.isascii() and _NOT_LATIN.search(text):
        found.append(text.translate(_LOOKALIKES))
    if _LETTERS_APART.search(text):
        found.append(_SPACED.sub(_closed_up, text))
    if _DIGIT_INSIDE.search(text):
        found.append(_MIXED.sub(lambda match: match[0].translate(_DIGIT_LETTERS), text))
        found.append(_MIXED.sub(lambda match: match[0].translate(_OTHER_DIGIT_LETTERS), text))
    for reading in found:
        if reading not in seen:
            seen.add(reading)
            yield reading


def _closed_up(match: re.Match[str]) -> str:
    return " ".join(word.replace(" ", "") for word in re.split(r" {2,}", match[0]))
