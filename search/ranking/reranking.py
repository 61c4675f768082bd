"""A second, slower look at the best hits: a cross-encoder reads question and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from prompts.errors import SettingsError
from search.passage import Hit


class Reranker(Protocol):
    """Scores passages for a query; only their order matters. Safe to call from several threads."""

    def scores(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]: ...


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder, by name or path; imports torch when it is made.

    Raises:
        SettingsError: there is no such model, or it gives more than one score for a pair.
    """

    def __init__(self, model: str, *, batch_size: int = 16) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model: Any = CrossEncoder(model, device="cpu")
        except (OSError, ValueError) as error:
            raise SettingsError(
                "endpoints.yml",
                "vector_store.reranker",
                f"{model!r} cannot be loaded as a cross-encoder ({error}).",
                "Give a folder, or a name that sentence-transformers can find.",
            ) from error
        if self._model.num_labels != 1:
            raise SettingsError(
                "endpoints.yml",
                "vector_store.reranker",
                f"{model!r} gives {self._model.num_labels} scores for a pair.",
                "Give a cross-encoder with one.",
            )
        self._batch_size = batch_size

    def scores(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """See `Reranker`."""
        if not passages:
            return np.empty(0, np.float32)
        found: NDArray[np.float32] = self._model.predict(
            [(query, passage) for passage in passages],
            batch_size=self._batch_size,
            show_progress_bar=False,
        )
        return np.asarray(found, np.float32)


def reranked(query: str, hits: Sequence[Hit], reranker: Reranker) -> tuple[Hit, ...]:
    """`hits` in the reranker's order, equal ones as they were.

    A hit keeps its calibrated `score`: a cross-encoder's is on a scale of its own, and a threshold
    must mean the same with and without one.
    """
    scores = reranker.scores(query, [hit.passage.text for hit in hits])
    return tuple(hits[i] for i in np.argsort(-scores, kind="stable").tolist())
