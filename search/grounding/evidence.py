"""A passage made ready for comparison, each reading of it once and only when it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from prompts.facts import Fact
from search.grounding.clauses import Statement, as_statements, facts_of
from search.grounding.folding import folded
from search.grounding.planted import without_planted
from search.grounding.sentences import Sentence, sentences
from search.grounding.terms import SPEAKER, function_words, stem, stems
from search.text.language import detect_language
from search.text.tokens import terms

_WINDOW = 2  # sentences: an answer's sentence seldom draws on more that stand side by side
_LEAST_WORDS = 2
_KEPT = 1024  # passages; popular ones come again


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences at [start, end) of the passage."""

    words: tuple[str, ...]
    vocabulary: frozenset[str]
    start: int
    end: int


class Evidence:
    """A passage, read as far as anyone asked.

    `text` is the passage without planted orders, every place kept; `context` is what stands above
    it (title, headings), without them too. Most passages of a search back no sentence of the
    answer, so that their windows, statements and folded text are never made.
    """

    def __init__(self, text: str, context: str = "") -> None:
        self.text = without_planted(text)
        self.context = without_planted(context)
        self._given = text

    @cached_property
    def whole(self) -> str:
        """The passage below what it is headed by."""
        return f"{self.context}\n{self.text}"

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 code of the passage's language, None where too little tells it."""
        return detect_language(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the passage, in order."""
        return sentences(self.text)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences as statements, each to be read on its own."""
        return as_statements(self.sentences, self.language)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The hard facts of the passage, in order."""
        return facts_of(self.text, self.language)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Each sentence with the one that follows it; a lone word states nothing.

        None spans a planted order: it would stand in what is quoted.
        """
        parts = self.sentences
        if len(self.text.split()) < _LEAST_WORDS:
            return ()
        words = [stems(part.text) for part in parts]
        return tuple(
            _window(parts, words, first, self._end_of_window(first)) for first in range(len(parts))
        )

    def _end_of_window(self, first: int) -> int:
        parts = self.sentences
        end = min(first + _WINDOW, len(parts))
        if self._given is self.text:
            return end
        while end > first + 1:
            stretch = slice(parts[first].start, parts[end - 1].end)
            if self._given[stretch] == self.text[stretch]:
                break
            end -= 1
        return end

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(terms(self.whole))

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the content words of passage and context."""
        return frozenset(map(stem, self._terms - function_words(self.language)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all words of passage and context."""
        return frozenset(map(stem, self._terms))

    @cached_property
    def speaker(self) -> frozenset[str]:
        """The words in which the passage's writer speaks of himself."""
        return self._terms & SPEAKER

    @cached_property
    def folded(self) -> str:
        """Passage and context as `search.grounding.folding` compares them."""
        return folded(self.whole)


@lru_cache(maxsize=_KEPT)
def read_evidence(text: str, context: str = "") -> Evidence:
    """The passage as evidence; by its text, so that no generation's reading serves another's."""
    return Evidence(text, context)


def _window(
    parts: tuple[Sentence, ...], words: list[tuple[str, ...]], first: int, last: int
) -> Window:
    joined = tuple(chain.from_iterable(words[first:last]))
    return Window(joined, frozenset(joined), parts[first].start, parts[last - 1].end)
