"""Words that stand side by side in the question, and in the passage too.

A passage that has "cotton production" says more about it than one with cotton here and production
there, which neither a bag of words nor a vector sees well. Read from the text of the likeliest
passages only, so it costs the index nothing and a query a tenth of a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from search.text.function_words import FUNCTION_WORDS
from search.text.stem_prefix import stem_prefix
from search.text.tokens import fold, words

# Rows that are read, the likeliest by vectors and words.
PAIRED: Final = 10
# Cross-validated on MTRAG's conversations: `python -m benchmarks.retrieval.tuning`.
PAIR_WEIGHT: Final = 0.6
_WITHIN = 30  # characters from the first word to the second: room for a few words between

# The text that a row is found by.
TextOf = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class WordPairs:
    """The neighbouring content words of a question, cut to their stems, and where texts are.

    `weight` is what all of them in a passage add to its log-odds.
    """

    pairs: tuple[tuple[str, str], ...]
    text_of: TextOf
    weight: float = PAIR_WEIGHT

    @classmethod
    def of(cls, question: str, language: str | None, text_of: TextOf) -> WordPairs:
        """The pairs of `question`; words that are everywhere stand between, not in them."""
        common = FUNCTION_WORDS.get(language or "en", frozenset())
        stems = [
            stem_prefix(word.casefold()) for word in words(question) if fold(word) not in common
        ]
        found = dict.fromkeys(pairwise(stems))
        return cls(tuple((a, b) for a, b in found if a != b), text_of)

    def share(self, row: int) -> float:
        """The share of the pairs that the passage of `row` has in this order, 0-1."""
        if not self.pairs:
            return 0.0
        text = self.text_of(row).casefold()
        return sum(_follows(text, first, second) for first, second in self.pairs) / len(self.pairs)


def _follows(text: str, first: str, second: str) -> bool:
    """Whether a word that begins with `second` follows closely on one that begins with `first`."""
    place = text.find(first)
    while place >= 0:
        end = place + len(first)
        if _starts_word(text, place):
            other = text.find(second, end, end + _WITHIN)
            while other >= 0:
                if _starts_word(text, other):
                    return True
                other = text.find(second, other + 1, end + _WITHIN)
        place = text.find(first, end)
    return False


def _starts_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()
