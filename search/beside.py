"""The windows beside a passage: of a long section, each is judged with its neighbours.

A question may be answered across a cut, and a window in the midst of others on the subject is
likelier to be on it than one that stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def with_neighbours(
    vector: Vectors,
    rows: Rows,
    cosines: Scores,
    store: VectorStore,
    beside: Beside,
    allowed: Mask | None,
) -> Scores:
    """`cosines` of `rows` to `vector`, moved towards the mean of each row and those beside it.

    Rows that are not `allowed` count for nothing.
    """
    neighbours = [
        [other for other in beside(row) if allowed is None or allowed[other]]
        for row in rows.tolist()
    ]
    every = sorted({other for others in neighbours for other in others})
    if not every:
        return cosines
    found = store.vectors(np.array(every, np.int64)) @ vector
    cosine_of = dict(zip(every, found.tolist(), strict=True))
    means = [
        (own + sum(cosine_of[other] for other in others)) / (1 + len(others))
        for own, others in zip(cosines.tolist(), neighbours, strict=True)
    ]
    mixed: Scores = cosines + np.float32(SHARE) * (np.array(means, np.float32) - cosines)
    return mixed
