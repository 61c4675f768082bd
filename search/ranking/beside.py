"""The windows beside a passage: of a long section, each is judged with its neighbours.

A question may be answered across a cut, and a window in the midst of others on the subject is
likelier to be on it than one that stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.vector_store import Mask, Rows, Vectors, VectorStore

Scores = NDArray[np.float32]
# Rows whose text runs into that of a row.
Beside = Callable[[int], Sequence[int]]

# The likeliest rows, whose neighbours are asked.
JUDGED: Final = 12
# How much of its cosine a row takes from the mean of itself and its neighbours.
SHARE: Final = 0.35


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The rows beside each row, with their vectors; none outside `allowed` has any influence.

    `share` is how much of its cosine a row takes from them, 0-1.
    """

    store: VectorStore
    beside: Beside
    allowed: Mask | None = None
    share: float = SHARE

    def of(self, row: int) -> list[int]:
        """The rows beside `row` that may be seen."""
        allowed = self.allowed
        return [other for other in self.beside(row) if allowed is None or allowed[other]]


def with_neighbours(
    vector: Vectors, rows: Rows, cosines: Scores, surroundings: Surroundings
) -> Scores:
    """`cosines` of `rows` to `vector`, moved towards the mean of each row and those beside it."""
    neighbours = [surroundings.of(row) for row in rows.tolist()]
    every = sorted({other for others in neighbours for other in others})
    if not every:
        return cosines
    found = surroundings.store.vectors(np.array(every, np.int64)) @ vector
    cosine_of = dict(zip(every, found.tolist(), strict=True))
    means = [
        (own + sum(cosine_of[other] for other in others)) / (1 + len(others))
        for own, others in zip(cosines.tolist(), neighbours, strict=True)
    ]
    mixed: Scores = cosines + np.float32(surroundings.share) * (
        np.array(means, np.float32) - cosines
    )
    return mixed
