"""The searchable index in a server: one generation at a time, swapped between two requests."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prompts.errors import IndexDamaged, IndexMismatch, KnowledgeBaseError
from search.embedding.embedder import Embedder, token_embedder
from search.filters import AccessFilter
from search.generation.generation import ENCODER, Generation
from search.generation.index_folder import IndexFolder
from search.passage import Hit, SearchResult
from search.query import SearchQuery
from search.ranking.overlap import JOINED, joined_overlaps
from search.ranking.retrieval import CANDIDATES, retrieve

if TYPE_CHECKING:
    from typing_extensions import Self

    from search.embedding.token_vectors import QueryTokens
    from search.vector_store import Mask, Vectors

# A generation may be pruned between the reading of its name and its opening; a newer one is there.
OPEN_ATTEMPTS = 5


class KnowledgeBase:
    """A `Retriever` over the current generation of an index folder.

    >>> knowledge_base = KnowledgeBase.open(Path(".truephrase/index"))  # doctest: +SKIP
    >>> result = await knowledge_base.search("How do I cancel?")        # doctest: +SKIP
    """

    def __init__(
        self, folder: Path, generation: Generation, embedder: Embedder, access: AccessFilter
    ) -> None:
        self._index = IndexFolder(folder)
        self._current = _prepared(generation, access)
        self._embedder, self._tokens = embedder, token_embedder(embedder)
        self._access = access
        self._threads = ThreadPoolExecutor(
            os.cpu_count() or 1, "search", initializer=_one_thread_a_search
        )

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        access: AccessFilter | None = None,
        embedder: Embedder | None = None,
    ) -> Self:
        """Open the current generation of the index at `folder`, with its own query encoder.

        Raises:
            IndexMissing: nothing was built yet.
            IndexDamaged: a file is missing or broken.
            IndexMismatch: made with another model than `embedder`, or by another version.
        """
        generation = open_current(IndexFolder(Path(folder)))
        found = embedder or query_embedder(generation)
        _check_model(generation, found)
        return cls(Path(folder), generation, found, access or AccessFilter())

    @property
    def generation(self) -> str:
        """The name of the generation that searches use now."""
        return self._current.name

    @property
    def folder(self) -> Path:
        """The index folder."""
        return self._index.path

    def built_from(self, sources: Sequence[str | Path]) -> bool:
        """Whether the index was built from exactly these sources."""
        from search.indexing.build import same_sources

        return same_sources(self._current, sources)

    @property
    def embedder(self) -> Embedder:
        """What embeds the queries."""
        return self._embedder

    @property
    def encoder_folder(self) -> Path | None:
        """The folder of the exported encoder, where queries are embedded with one."""
        folder = self._current.folder / ENCODER
        return folder if self._embedder.identity.kind == "openvino" else None

    async def search(
        self,
        query: str | SearchQuery,
        *,
        k: int = 5,
        slots: Mapping[str, Any] | None = None,
    ) -> SearchResult:
        """The k best passages that `slots` may see; raises KnowledgeBaseError."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(
                self._threads, self.search_now, SearchQuery.of(query), k, slots or {}
            )
        except RuntimeError as error:
            if "shutdown" in str(error):
                raise KnowledgeBaseError("The knowledge base is closed.") from error
            raise

    def search_now(
        self, query: SearchQuery, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        """`search` in the calling thread."""
        # Read once: the whole result is of this generation, whatever is swapped in meanwhile.
        generation = self._current
        vectors, tokens = self._embedded([part.text for part in query.parts])
        ranked = retrieve(
            query,
            vectors,
            generation.store,
            generation.lexical,
            k=max(k, CANDIDATES),
            allowed=self._allowed(generation, slots or {}),
            profile=generation.profile,
            text_of=generation.found_by,
            beside=generation.beside,
            tokens=tokens,
            signs_of=generation.signs,
        )
        # Only as many passages are read as it takes to find k that do not overlap.
        hits = (
            Hit(
                passage=generation.passage(row.row),
                score=row.score,
                cosine=row.cosine,
                bm25=row.bm25,
                dense_rank=row.dense_rank,
                lexical_rank=row.lexical_rank,
            )
            for row in ranked
        )
        return SearchResult(query.text, generation.name, joined_overlaps(hits, k))

    def _embedded(self, texts: Sequence[str]) -> tuple[Vectors, list[QueryTokens] | None]:
        if self._tokens is None:
            return self._embedder.embed_queries(texts), None
        return self._tokens.embed_query_tokens(texts)

    def _allowed(self, generation: Generation, slots: Mapping[str, Any]) -> Mask | None:
        conditions = self._access.conditions(slots, now=datetime.now(timezone.utc))
        if not conditions:
            return generation.searched
        return generation.allowed(conditions)

    def span(self, passage_id: str) -> str:
        """The text of a passage, cut from its document again; raises KeyError for an unknown id."""
        generation = self._current
        rows = [generation.row_of(part) for part in passage_id.split(JOINED)]
        records = [generation.records(row) for row in rows if row is not None]
        if len(records) < len(rows) or len({document.source for *_, document in records}) > 1:
            raise KeyError(passage_id)
        segment, _, document = records[0]
        start = min(passage.start for _, passage, _ in records)
        end = max(passage.end for _, passage, _ in records)
        return segment.text(document).decode()[start:end]

    def refresh(self) -> bool:
        """Open and swap in the current generation if it is another one; False if it is not.

        Raises:
            KnowledgeBaseError: the new generation cannot be used; searches go on with the old.
        """
        old = self._current
        if self._index.current() == old.name:
            return False
        new = open_current(self._index, shared=old)
        _check_model(new, self._embedder)
        self._current = _prepared(new, self._access)
        return True

    def close(self) -> None:
        """Let running searches finish and take no more."""
        self._threads.shutdown(wait=True)

    async def aclose(self) -> None:
        """`close`, without blocking the event loop."""
        await asyncio.to_thread(self.close)


def _prepared(generation: Generation, access: AccessFilter) -> Generation:
    """The generation with everything open that searches need.

    No request waits for it, and the files may be removed once newer generations push this one out.
    """
    _ = generation.searched
    if access.rules:
        for segment in generation.segments:
            _ = segment.metadata
    return generation


def _one_thread_a_search() -> None:
    """Concurrent searches share the cores by themselves; teams of threads would fight for them.

    Those of BLAS, which numpy wakes for products this small, go on spinning while the next question
    is embedded, and cost it 1 to 2 ms. They are the whole process's; FAISS's are this thread's.
    """
    import faiss
    from threadpoolctl import threadpool_limits

    faiss.omp_set_num_threads(1)
    threadpool_limits(1, user_api="blas")


def open_current(index: IndexFolder, *, shared: Generation | None = None) -> Generation:
    """Open the generation that CURRENT names, whichever it is by then."""
    for attempt in range(OPEN_ATTEMPTS):
        name = index.current()
        try:
            return Generation(index.current_folder(), shared=shared)
        except IndexDamaged:
            if index.current() == name or attempt == OPEN_ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable: the last attempt returns or raises")


def query_embedder(generation: Generation) -> Embedder:
    """The generation's own exported encoder, or the model that made it."""
    model = generation.manifest.model
    if model.kind == "openvino":
        from search.embedding.encoder import ExportedEncoder

        encoder = ExportedEncoder(generation.folder / ENCODER, requests=os.cpu_count() or 1)
        encoder.embed_queries([""])  # what the first query alone would wait for
        return encoder
    from search.embedding.choice import embedder_for

    return embedder_for(model.name)[0]


def _check_model(generation: Generation, embedder: Embedder) -> None:
    made, given = generation.manifest.model, embedder.identity
    if (made.fingerprint, made.dimension) != (given.fingerprint, given.dimension):
        raise IndexMismatch(
            f"{generation.folder}: made with the embedding model {made.name} "
            f"({made.fingerprint}), not with {given.name} ({given.fingerprint}). Build it again "
            "with `truephrase index`, or configure the model it was made with."
        )
