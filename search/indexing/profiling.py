"""Measuring an embedder's profile on the built-in sample: some seventy short texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.embedding.embedder import Embedder
from search.embedding.local_model import DEFAULT_MODEL
from search.indexing.profile_sample import QUESTIONS_AND_PASSAGES
from search.ranking.embedder_profile import MINILM, EmbedderProfile

# Share of a language's questions whose own passage must be nearest of all.
TRUSTED = 0.8


def profile_of(embedder: Embedder) -> EmbedderProfile:
    """The default model's known profile; any other is measured, which takes a second."""
    known = embedder.identity.name == DEFAULT_MODEL
    return MINILM if known else measured_profile(embedder)


def measured_profile(embedder: Embedder) -> EmbedderProfile:
    """The cosine scale of `embedder` and the languages of the sample that it knows.

    A model that knows most languages of the sample is taken to know others too.
    """
    tables = {
        language: _cosines(embedder, pairs) for language, pairs in QUESTIONS_AND_PASSAGES.items()
    }
    known = frozenset(name for name, table in tables.items() if _found(table) >= TRUSTED)
    english = tables["en"]
    apart = ~np.eye(len(english), dtype=bool)
    return EmbedderProfile(
        unrelated=float(english[apart].mean()),
        related=float(english.diagonal().mean()),
        languages=known,
        multilingual=len(known) * 3 >= len(tables) * 2,
    )


def _cosines(embedder: Embedder, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    questions = embedder.embed_queries([question for question, _ in pairs])
    passages = embedder.embed([passage for _, passage in pairs])
    table: NDArray[np.float32] = questions @ passages.T
    return table


def _found(table: NDArray[np.float32]) -> float:
    return float((table.argmax(axis=1) == np.arange(len(table))).mean())
