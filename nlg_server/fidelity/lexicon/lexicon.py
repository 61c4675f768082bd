"""Loads the lexicon of one language from the word lists beside this file.

The lists are Truephrase's own. Words are compared by their Snowball stem, so that the lists hold
one form of a regular word; a phrase is the sequence of its words' stems.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from typing import Final, Protocol

SUPPORTED: Final = ("en", "de", "es", "fr", "pt")
_ALGORITHMS: Final = {
    "en": "english",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
}


class Stemmer(Protocol):
    """Reduces a lower-case word to its stem."""

    def stemWord(self, word: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of a word or phrase; `concepts` are the same in every language.

    A `light` word's gain or loss alone changes little ("find", "take", "available").
    """

    concepts: frozenset[int] = frozenset()
    light: bool = False
    function: bool = False
    harmless: bool = False


_UNKNOWN: Final = Entry()


class Lexicon:
    """The words of one language; `phrases` maps a first stem to phrases, longest first."""

    def __init__(self, code: str) -> None:
        self.code = code
        snowball = import_module("Stemmer")
        self._stemmer: Stemmer = snowball.Stemmer(_ALGORITHMS[code])
        self._stems: dict[str, str] = {}
        self.words: dict[str, Entry] = {}
        self.exact: dict[str, Entry] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for word in _listed("function_words.txt", code):
            self._add(word, Entry(function=True))
        for word in _listed("harmless.txt", code):
            self._add(word, Entry(harmless=True))
        for word in _listed("light.txt", code):
            self._add(word, Entry(light=True))
        for concept, light, word in _concepts(code):
            self._add(word, Entry(frozenset({concept}), light))
        for candidates in self.phrases.values():
            candidates.sort(key=lambda phrase: -len(phrase[0]))

    def stem(self, word: str) -> str:
        """The stem of a lower-case word, remembered for the first 50,000 words."""
        found = self._stems.get(word)
        if found is None:
            found = self._stemmer.stemWord(word)
            if len(self._stems) < 50_000:
                self._stems[word] = found
        return found

    def entry(self, word: str) -> Entry:
        """What is known of one lower-case word."""
        exact = self.exact.get(word)
        stemmed = self.words.get(self.stem(word))
        if exact is None:
            return stemmed or _UNKNOWN
        return exact if stemmed is None else _merged(exact, stemmed)

    def phrase_at(self, stems: list[str], i: int) -> tuple[int, Entry] | None:
        """(length, entry) of the longest phrase that starts at index `i` of `stems`."""
        for phrase, entry in self.phrases.get(stems[i], ()):
            if tuple(stems[i : i + len(phrase)]) == phrase:
                return len(phrase), entry
        return None

    def _add(self, spelled: str, entry: Entry) -> None:
        words = spelled.split("_")
        if len(words) > 1:
            key = tuple(self.stem(word) for word in words)
            candidates = self.phrases.setdefault(key[0], [])
            for at, (phrase, known) in enumerate(candidates):
                if phrase == key:
                    candidates[at] = (key, _merged(known, entry))
                    return
            candidates.append((key, entry))
        elif entry.function or entry.harmless or (entry.light and not entry.concepts):
            self.exact[spelled] = _merged(self.exact.get(spelled, _UNKNOWN), entry)
        else:
            stem = self.stem(spelled)
            self.words[stem] = _merged(self.words.get(stem, _UNKNOWN), entry)


def lexicon_of(code: str) -> Lexicon:
    """The lexicon of a supported language; English for any other."""
    return _loaded(code if code in SUPPORTED else "en")


@lru_cache(maxsize=len(SUPPORTED))
def _loaded(code: str) -> Lexicon:
    return Lexicon(code)


def _merged(one: Entry, other: Entry) -> Entry:
    return Entry(
        one.concepts | other.concepts,
        one.light or other.light,
        one.function or other.function,
        one.harmless or other.harmless,
    )


def _lines(name: str) -> Iterator[str]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _listed(name: str, code: str) -> Iterator[str]:
    for line in _lines(name):
        language, _, words = line.partition(": ")
        if language == code:
            yield from words.split()


def _concepts(code: str) -> Iterator[tuple[int, bool, str]]:
    """(concept, light, word): a concept is its line's number in the list."""
    for concept, line in enumerate(_lines("concepts.txt")):
        language = "en"
        for word in line.lstrip("~").split():
            if len(word) == 3 and word.endswith(":"):
                language = word[:2]
            elif language == code:
                yield concept, line[0] == "~", word
