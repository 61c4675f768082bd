"""A `Retriever` over a vector database: dense retrieval with the access filter of any other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from prompts.errors import IndexMismatch, KnowledgeBaseError
from search.embedding.embedder import Embedder
from search.filters import AccessFilter, Condition, allowed_mask
from search.metadata_index import MetadataIndex
from search.passage import Hit, SearchResult
from search.query import SearchQuery
from search.ranking.context_weight import part_weights
from search.ranking.embedder_profile import EmbedderProfile
from search.ranking.fusion import Fusion, probability
from search.ranking.retrieval import combined
from search.stores.collection import Collection, Found, PointId
from search.stores.store_errors import other_dimension
from search.stores.stored_passage import origin_of, passage_of
from search.vector_store import Vectors

if TYPE_CHECKING:
    from typing_extensions import Self

# How many of the nearest are looked through for allowed ones, before the allowed are listed.
DEPTHS = (100, 1000)
AMONG = 5_000  # ids in one request
_PAGE = 10_000
_THREADS = 8

# Cosines alone, on MTRAG's and XQuAD's questions: `python -m benchmarks.retrieval.dense_scale`.
DENSE_ONLY = Fusion(similarity_weight=4.97, coverage_weight=0.0, bias=-6.38)


@dataclass(frozen=True, slots=True)
class CollectionRetriever:
    """Finds passages in a collection that Truephrase, Rasa Pro's users or others filled.

    A filter is applied to what the server returns, by the very rules of an embedded index: a
    passage is shown only if the metadata that came with it passes. Where few of the nearest pass,
    the ids of all that do are listed first and the search is repeated among them, so that k
    allowed passages come back whenever k exist.
    """

    collection: Collection
    embedder: Embedder
    profile: EmbedderProfile
    access: AccessFilter
    threads: ThreadPoolExecutor

    @classmethod
    def open(
        cls,
        collection: Collection,
        embedder: Embedder,
        profile: EmbedderProfile,
        access: AccessFilter | None = None,
    ) -> Self:
        """Check that `collection` fits `embedder`.

        Raises:
            IndexMissing: there is no such collection.
            IndexMismatch: its vectors have another dimension.
            StoreUnreachable: the server does not answer.
        """
        stored, given = collection.dimension(), embedder.identity
        if stored != given.dimension:
            raise other_dimension(collection.name, stored, given.dimension, given.name)
        threads = ThreadPoolExecutor(_THREADS, "collection")
        return cls(collection, embedder, profile, access or AccessFilter(), threads)

    @property
    def generation(self) -> str:
        """The store's type and the collection's name: a server has no generations."""
        return self.collection.name

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        """See `Retriever.search`."""
        loop = asyncio.get_running_loop()
        asked = SearchQuery.of(query)
        try:
            return await loop.run_in_executor(self.threads, self.search_now, asked, k, slots or {})
        except RuntimeError as error:
            if "shutdown" in str(error):
                raise KnowledgeBaseError("The knowledge base is closed.") from error
            raise

    def search_now(
        self, query: SearchQuery, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        """`search` in the calling thread."""
        vectors = self.embedder.embed_queries([part.text for part in query.parts])
        vector = combined(vectors, part_weights(query, vectors, self.profile))
        conditions = self.access.conditions(slots or {}, now=datetime.now(timezone.utc))
        found = self._nearest(vector, k, conditions) if k > 0 else []
        self._check_model(found)
        similarity = self.profile.similarity(np.array([one.cosine for one in found], np.float32))
        scores = probability(DENSE_ONLY.evidence(similarity, np.zeros_like(similarity)))
        hits = tuple(
            Hit(passage_of(one), float(score), cosine=one.cosine, dense_rank=place)
            for place, (one, score) in enumerate(zip(found, scores, strict=True), 1)
        )
        return SearchResult(query.text, self.generation, hits)

    def close(self) -> None:
        """Let running searches finish and take no more."""
        self.threads.shutdown(wait=True)
        self.collection.close()

    async def aclose(self) -> None:
        """`close`, without blocking the event loop."""
        await asyncio.to_thread(self.close)

    def _nearest(self, vector: Vectors, k: int, conditions: tuple[Condition, ...]) -> list[Found]:
        if not conditions:
            return self.collection.nearest(vector, k)
        for depth in DEPTHS:
            found = self.collection.nearest(vector, max(depth, k))
            shown = _allowed(found, conditions)
            if len(shown) >= k or len(found) < max(depth, k):
                return shown[:k]
        ids = list(self._allowed_ids(conditions))
        among = [
            one
            for first in range(0, len(ids), AMONG)
            for one in self.collection.nearest(vector, k, ids[first : first + AMONG])
        ]
        among.sort(key=lambda one: -one.cosine)
        # Looked at again: the metadata may have changed since the ids were listed.
        return _allowed(among, conditions)[:k]

    def _allowed_ids(self, conditions: tuple[Condition, ...]) -> Iterator[PointId]:
        records = self.collection.records()
        while page := list(islice(records, _PAGE)):
            index = MetadataIndex.build([_own(metadata) for _, metadata in page])
            mask = allowed_mask(index, conditions)
            yield from (
                identity
                for (identity, _), shown in zip(page, mask if mask is not None else (), strict=True)
                if shown
            )

    def _check_model(self, found: Sequence[Found]) -> None:
        """Vectors of another model of the same dimension would be compared in vain."""
        ours = self.embedder.identity.fingerprint
        for one in found:
            origin = origin_of(one.metadata)
            if origin is not None and origin.model != ours:
                raise IndexMismatch(
                    f"{self.collection.name}: filled with the embedding model {origin.model}, not "
                    f"with {self.embedder.identity.name} ({ours}). Fill it again with `truephrase "
                    "index`, or set `vector_store.embeddings.model`."
                )


def _own(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    """The metadata that filters see: of Truephrase's points what the documents say themselves."""
    origin = origin_of(metadata)
    return metadata if origin is None else origin.metadata


def _allowed(found: Sequence[Found], conditions: tuple[Condition, ...]) -> list[Found]:
    index = MetadataIndex.build([_own(one.metadata) for one in found])
    mask = allowed_mask(index, conditions)
    if mask is None:
        return list(found)
    return [one for one, shown in zip(found, mask, strict=True) if shown]
