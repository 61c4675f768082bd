"""Text to the terms that the lexical index counts, in any language, without a model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

# Python's \w leaves out combining marks, without which Hindi, Thai or decomposed Latin words break.
_MARKS = "".join(
    chr(code) for code in range(0x300, 0x1B00) if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
_WORD = re.compile(rf"[^\W_][\w{_MARKS}]*")
_HYPHENED = re.compile(rf"({_WORD.pattern})[-‑]({_WORD.pattern})")
# Written without spaces between words, so a run of it is indexed as overlapping pairs.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
# Not those of Cyrillic letters: without its breve, й is another letter.
_ACCENTS = re.compile("(?<=[a-zα-ω])[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text at [start, end) and the terms it is indexed under."""

    terms: tuple[str, ...]
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` in order, each with its terms."""
    for match in _WORD.finditer(text):
        yield Token(terms_of_word(match.group()), match.start(), match.end())


def words(text: str) -> list[str]:
    """The words of `text` in order, as they are written."""
    return _WORD.findall(text)


def joined_words(text: str) -> list[str]:
    """Words written with a hyphen, as one word: others write Wi-Fi wifi, and e-mail email.

    >>> joined_words("Free Wi-Fi by e-mail")
    ['WiFi', 'email']
    """
    if "-" not in text and "‑" not in text:
        return []
    hyphened = (part for part in text.split() if "-" in part or "‑" in part)
    return [match[1] + match[2] for part in hyphened for match in _HYPHENED.finditer(part)]


def terms(text: str) -> list[str]:
    """The terms of `text` in order, repetitions included, then those of its joined words.

    >>> terms("Größe der max_messages: Café")
    ['grosse', 'der', 'max_messages', 'max', 'messages', 'cafe']
    >>> terms("Wi-Fi")
    ['wi', 'fi', 'wifi']
    """
    return list(chain.from_iterable(map(terms_of_word, (*words(text), *joined_words(text)))))


@lru_cache(maxsize=100_000)
def terms_of_word(word: str) -> tuple[str, ...]:
    """Case and accents folded; an identifier also by its parts; unspaced scripts by pairs."""
    folded = fold(word)
    if not folded.isascii() and _UNSPACED.search(folded):
        return tuple(folded[i : i + 2] for i in range(max(1, len(folded) - 1)))
    parts = [part for part in folded.split("_") if part]
    return (folded, *parts) if len(parts) > 1 else tuple(parts)


def fold(text: str) -> str:
    """Without case, width, the accents of Latin and Greek letters and the dots of Russian ё."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).replace("ё", "е")
