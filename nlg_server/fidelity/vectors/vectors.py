"""Reads the word vectors that `benchmarks.distill_words` makes.

The file is an uncompressed NumPy archive: `words` (UTF-8, one a line), `weights` (a byte a word:
hundredths, and `NAME` for names) and `vectors` (64 signed bytes a word, of which only the angle
counts). numpy is imported with the first use, off the server's start-up path.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Added to the weight of a word that is only ever a name.
NAME: Final = 128
_UNKNOWN_ADVERB: Final = 0.3
_UNKNOWN_VERB: Final = 0.5


class WordVectors:
    """Lower-case English words with a vector and a weight each."""

    def __init__(
        self, words: Sequence[str], weights: NDArray[np.uint8], vectors: NDArray[np.int8]
    ) -> None:
        self._rows = {word: row for row, word in enumerate(words)}
        self._weights = weights
        self._vectors = vectors

    def weight(self, word: str) -> float:
        """How much the gain or loss of `word` counts, from 0 to 1: rare nouns most.

        An unknown word is taken for a rare noun, verb or adverb by its ending.
        """
        row = self._rows.get(word)
        if row is not None:
            return float(self._weights[row] % NAME) / 100
        if word.endswith("ly"):
            return _UNKNOWN_ADVERB
        return _UNKNOWN_VERB if word.endswith(("ing", "ed")) else 1.0

    def common(self, word: str) -> bool:
        """Whether `word` is known, and not as a name."""
        row = self._rows.get(word)
        return row is not None and bool(self._weights[row] < NAME)

    def nearest(self, words: Sequence[str], others: Sequence[str]) -> list[float]:
        """For each of `words` the highest cosine with any of `others`; 0 where there is none."""
        rows = [self._rows.get(word, -1) for word in words]
        against = [row for word in others if (row := self._rows.get(word)) is not None]
        known = [row for row in rows if row >= 0]
        if not known or not against:
            return [0.0] * len(words)
        best = iter((self._unit(known) @ self._unit(against).T).max(axis=1).tolist())
        return [max(0.0, next(best)) if row >= 0 else 0.0 for row in rows]

    def _unit(self, rows: list[int]) -> NDArray[np.float32]:
        import numpy as np

        taken = self._vectors[rows].astype(np.float32)
        norms: NDArray[np.float32] = np.sqrt(np.einsum("ij,ij->i", taken, taken))[:, None]
        scaled: NDArray[np.float32] = taken / np.maximum(norms, np.float32(1e-6))
        return scaled


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """The vectors of the package, read once."""
    import numpy as np

    with files(__package__).joinpath("english.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        words = stored["words"].tobytes().decode().split("\n")
        return WordVectors(words, stored["weights"], stored["vectors"])
