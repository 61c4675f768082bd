"""Late interaction: each word of the question looks for the one in a passage that is nearest to it.

One vector for a passage says what it is about, and loses what it says of each thing. Here the
tokens of the question are compared with those of the likeliest passages, and of each the greatest
cosine counts (Khattab and Zaharia, ColBERT, 2020), with a model that was not trained for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from search.embedding.token_vectors import QueryTokens, TokenSigns, cosines_to_signs
from search.query import SearchQuery
from search.text.tokens import tokens as words_of
from search.vector_store import Vectors

Scores = NDArray[np.float32]
# The token signs of a row's passage.
SignsOf: TypeAlias = Callable[[int], TokenSigns]
# How rare each term is among the passages that may be seen; function words are not in it.
Rarities: TypeAlias = Mapping[str, float]

# Candidates that are compared, the likeliest: their signs are read from the disk.
COMPARED: Final = 12
# What a difference counts beside one of the passages' own cosines, as
# `python -m benchmarks.retrieval.tuning` cross-validates it.
WEIGHT: Final = 1.5


@dataclass(frozen=True, slots=True)
class LateInteraction:
    """A query's tokens, and where those of the passages are.

    `vectors` is float32[n, d], each of length 1; `weights` float32[n], of sum 1 where anything
    was asked, how much each tells; `weight` what the whole counts beside a cosine.
    """

    vectors: Vectors
    weights: Scores
    signs_of: SignsOf
    weight: float = WEIGHT

    @classmethod
    def of(
        cls,
        query: SearchQuery,
        shares: Scores,
        tokens: Sequence[QueryTokens],
        rarities: Sequence[Rarities],
        signs_of: SignsOf,
    ) -> LateInteraction:
        """Of the parts of `query`, which count by their `shares`; a rare word counts for more."""
        told = [
            (own.vectors, share * _weights(part.text, own, rarity))
            for part, share, own, rarity in zip(
                query.parts, shares.tolist(), tokens, rarities, strict=True
            )
            if share > 0
        ]
        weights = np.concatenate([weights for _, weights in told]).astype(np.float32)
        telling = weights > 0
        vectors = np.concatenate([vectors for vectors, _ in told])[telling]
        return cls(vectors, weights[telling] / max(float(weights.sum()), 1e-9), signs_of)

    @property
    def worth(self) -> float:
        """What a difference counts beside one of cosines: 0 for one word, `weight` for many.

        One word alone is what vectors and words asked for already. 1 - Σw² is the chance that two
        draws from the words differ (Simpson, 1949): 1 - 1/n for n words of one weight.
        """
        return self.weight * (1.0 - float(self.weights @ self.weights))

    def closeness(self, rows: Sequence[int]) -> Scores:
        """float32[len(rows)]: how near the nearest token is, on the mean over the query's; 0-1."""
        signs = [self.signs_of(row) for row in rows]
        found = np.zeros(len(rows), np.float32)
        told = np.flatnonzero([len(own) for own in signs])
        if not len(told) or not len(self.weights):
            return found
        cosines = cosines_to_signs(self.vectors, np.concatenate(signs))
        firsts = np.cumsum([0, *(len(signs[place]) for place in told[:-1].tolist())])
        found[told] = self.weights @ np.maximum.reduceat(cosines, firsts, axis=1)
        return found


def _weights(text: str, tokens: QueryTokens, rarity: Rarities) -> Scores:
    """The share of each token: as rare as the word of `text` that it stands in, 0 outside one."""
    words = list(words_of(text))
    weights = np.zeros(len(tokens.spans), np.float32)
    starts = [word.start for word in words]
    for place, (start, end) in enumerate(tokens.spans):
        number = bisect_right(starts, start) - 1
        if start < end and number >= 0 and start < words[number].end:
            terms = words[number].terms
            weights[place] = max((rarity.get(term, 0.0) for term in terms), default=0.0)
    weights /= np.float32(max(float(weights.sum()), 1e-9))
    return weights
