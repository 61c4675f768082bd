"""Embeddings by a hosted model, through litellm; keys and addresses come from the environment."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from prompts.errors import KnowledgeBaseError
from prompts.providers.litellm_loading import quiet_litellm
from search.embedding.embedder import Advance, ModelIdentity, unit
from search.vector_store import Vectors

PREFIX = "litellm/"
BATCH = 64
TIMEOUT = 30.0  # seconds
RETRIES = 2
# Most tokens of a chunk: passages that are longer answer too many questions a little. They are
# counted by the default model's tokenizer, which counts more than most hosted ones …
CHUNK_TOKENS = 256
# … and a model that reads less than that gets this share of what it reads, for those that do not.
LIMIT_SHARE = 0.8


class HostedEmbedder:
    """A model by litellm's name, e.g. ``litellm/openai/text-embedding-3-small``.

    Making one asks the model for one vector, to learn its dimension.

    Raises:
        KnowledgeBaseError: the model does not answer; here and in every call.
    """

    def __init__(self, name: str) -> None:
        self._name = name.removeprefix(PREFIX)
        self._litellm: Any = quiet_litellm()
        self.identity = ModelIdentity(
            name=PREFIX + self._name,
            fingerprint=PREFIX + self._name,
            dimension=self._request(["dimension"]).shape[1],
            max_tokens=min(CHUNK_TOKENS, int(self._limit() * LIMIT_SHARE)),
            kind="litellm",
            note=f"Queries are embedded by {self._name}, over the network.",
        )

    def embed(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """See `Embedder.embed`."""
        vectors = np.empty((len(texts), self.identity.dimension), np.float32)
        for first in range(0, len(texts), BATCH):
            batch = list(texts[first : first + BATCH])
            vectors[first : first + len(batch)] = self._request(batch)
            if advance:
                advance(len(batch))
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed_queries`."""
        return self.embed(texts)

    def _limit(self) -> int:
        """The tokens that the model reads, by litellm's table; no limit where it has none."""
        try:
            known = self._litellm.get_model_info(self._name).get("max_input_tokens")
        except Exception:  # litellm raises bare Exception for a model it does not know
            known = None
        return int(known or CHUNK_TOKENS / LIMIT_SHARE)

    def _request(self, texts: list[str]) -> Vectors:
        try:
            # In a main thread without an event loop litellm makes one and never closes it.
            with ThreadPoolExecutor(1, "embedding") as thread:
                reply = thread.submit(
                    self._litellm.embedding,
                    model=self._name,
                    input=texts,
                    timeout=TIMEOUT,
                    num_retries=RETRIES,
                ).result()
            ordered = sorted(reply.data, key=lambda entry: int(entry["index"]))
            vectors = np.array([entry["embedding"] for entry in ordered], np.float32)
        except Exception as error:  # litellm lets many kinds through, of every provider
            kind = type(error).__name__
            raise KnowledgeBaseError(
                f"The embedding model {self._name} gave no vectors ({kind}). Check its name, its "
                "key and its address in the environment."
            ) from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise KnowledgeBaseError(
                f"The embedding model {self._name} gave {vectors.shape} for {len(texts)} texts."
            )
        return unit(vectors)
