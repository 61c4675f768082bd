"""A passage made ready for comparison, once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.grounding.folding import folded
from search.grounding.planted import without_planted
from search.grounding.sentences import Sentence, sentences
from search.grounding.terms import content_stems, speaker_words, stems
from search.language import detect_language

_WINDOW = 2  # sentences: an answer's sentence seldom draws on more that stand side by side


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences at [start, end) of the passage."""

    words: tuple[str, ...]
    vocabulary: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage, read.

    `text` is the passage without planted orders, every place kept; `context` is what stands above
    it (title, headings).
    """

    text: str
    context: str
    language: str | None
    sentences: tuple[Sentence, ...]
    windows: tuple[Window, ...]
    content: frozenset[str]
    vocabulary: frozenset[str]
    speaker: frozenset[str]
    folded: str


@lru_cache(maxsize=512)
def read_evidence(text: str, context: str = "") -> Evidence:
    """Read a passage; the last ones are kept, since popular passages come again."""
    text = without_planted(text)
    language = detect_language(text)
    parts = sentences(text)
    words = [tuple(stems(part.text)) for part in parts]
    windows = tuple(
        _window(parts, words, first, min(first + _WINDOW, len(parts)))
        for first in range(len(parts))
    )
    whole = f"{context}\n{text}"
    return Evidence(
        text,
        context,
        language,
        parts,
        windows,
        frozenset(content_stems(whole, language)),
        frozenset(stems(whole)),
        frozenset(speaker_words(whole)),
        folded(whole),
    )


def _window(
    parts: tuple[Sentence, ...], words: list[tuple[str, ...]], first: int, last: int
) -> Window:
    joined = tuple(word for sentence in words[first:last] for word in sentence)
    return Window(joined, frozenset(joined), parts[first].start, parts[last - 1].end)
