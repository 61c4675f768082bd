"""What the cosines of an embedder mean: models differ in scale, and in the languages they know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class EmbedderProfile:
    """Two anchors of the cosine scale, and the languages in which the embedder can be trusted.

    `unrelated` is the mean cosine of a question and a passage that does not answer it, `related`
    that of a question and its own passage, both on the English sample of
    `search.indexing.profile_sample`.
    """

    unrelated: float
    related: float
    languages: frozenset[str]
    multilingual: bool = False

    def similarity(self, cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cosines on a common scale: 0 as unrelated, 1 as related on average."""
        scaled: NDArray[np.float32] = (cosines - np.float32(self.unrelated)) / np.float32(
            self.spread
        )
        return scaled

    @property
    def spread(self) -> float:
        """The cosine that is worth 1 on the common scale."""
        return max(self.related - self.unrelated, 1e-6)

    def trusted(self, language: str | None) -> bool:
        """Whether cosines rank texts of `language` well; an unknown language gets the benefit."""
        return language is None or self.multilingual or language in self.languages


# all-MiniLM-L6-v2, as `search.indexing.profiling` finds it (a test holds the two together).
MINILM = EmbedderProfile(unrelated=0.0575, related=0.4527, languages=frozenset({"en"}))
