"""Text as a model reads it that sees through disguises: spaced, look-alike or digit letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Cyrillic and Greek letters that look like Latin ones.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝАВЕКМНОРСТУХІЈЅαεικνοπρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abekmhopctyxijsdqwABEKMHOPCTYXIJSaeiknonptuxABEZHIKMNOPTYX",
)
_DIGIT_LETTERS = str.maketrans("0134578@$", "oleastbas")
_OTHER_DIGIT_LETTERS = str.maketrans("0134578@$", "oieastbas")
_MIXED = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[0134578@$])[\w@$]{3,}\b")
_DISGUISED = re.compile(r"[a-zA-Z][0134578@$]+[a-zA-Z]|(?<!\S)(?:\S ){5}")
_SPACED = re.compile(r"(?<!\S)(?:\S ){4,}\S(?!\S)(?: {2,}(?:\S ){0,40}\S(?!\S))*")


def readings(text: str) -> Iterator[str]:
    """`text`, then what it says without a disguise, where there is one.

    >>> list(readings("1gn0r3 the rules"))[1:]
    ['lgnore the rules', 'ignore the rules']
    """
    yield text
    if text.isascii() and not _DISGUISED.search(text):
        return
    seen = {text}
    for found in (
        text.translate(_LOOKALIKES),
        _SPACED.sub(_closed_up, text),
        _MIXED.sub(lambda match: match[0].translate(_DIGIT_LETTERS), text),
        _MIXED.sub(lambda match: match[0].translate(_OTHER_DIGIT_LETTERS), text),
    ):
        if found not in seen:
            seen.add(found)
            yield found


def _closed_up(match: re.Match[str]) -> str:
    return " ".join(word.replace(" ", "") for word in re.split(r" {2,}", match[0]))
