"""A project's own retriever, named by a dotted path: our `Retriever`, or Rasa Pro's shape.

    vector_store:
      type: my_project.search.MyRetriever
      index: products                  # other keys go to `connect(config)`

Rasa Pro's `InformationRetrieval` has `connect(config)` and
`async search(query, tracker_state, threshold=0.0)`, which returns an object with `results`, each
with `text`, `metadata` and `score`. `SearchResult` and `SearchResultList` stand here for classes
that shall not need Rasa.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from prompts.errors import KnowledgeBaseError
from search import passage as found_passages
from search.embedding.embedder import Embedder
from search.filters import AccessFilter, allowed_mask
from search.metadata_index import MetadataIndex
from search.passage import Hit, Passage
from search.query import SearchQuery

# A result without a score: as likely relevant as not.
UNSCORED = 0.5


@dataclass
class SearchResult:
    """One result, as Rasa Pro's class of this name."""

    text: str
    metadata: dict[str, Any] = field(default_factory=dict)
    score: float | None = None


@dataclass
class SearchResultList:
    """Results, best first, as Rasa Pro's class of this name."""

    results: list[SearchResult]
    metadata: dict[str, Any] = field(default_factory=dict)


class RetrieverConfig(dict[str, Any]):
    """The keys of `vector_store:`, also as the attributes that Rasa's EndpointConfig has."""

    def __init__(self, keys: Mapping[str, Any]) -> None:
        super().__init__(keys)
        self.url = keys.get("url")
        self.type = keys.get("type")
        self.params = keys.get("params") or {}
        self.headers = keys.get("headers") or {}
        self.token = keys.get("token")
        self.kwargs = {k: v for k, v in keys.items() if k not in ("url", "params", "headers")}


@dataclass(frozen=True, slots=True)
class QueryEmbeddings:
    """The configured embedding model in the shape that an InformationRetrieval is made with."""

    make: Callable[[], Embedder]

    def embed_query(self, text: str) -> list[float]:
        """One text as a vector of length 1."""
        return [float(number) for number in self.make().embed_queries([text])[0]]

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Texts as vectors of length 1."""
        return [[float(number) for number in row] for row in self.make().embed(list(texts))]

    async def aembed_query(self, text: str) -> list[float]:
        """`embed_query` in a thread."""
        return await asyncio.to_thread(self.embed_query, text)

    async def aembed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """`embed_documents` in a thread."""
        return await asyncio.to_thread(self.embed_documents, texts)


class CustomRetriever:
    """A `Retriever` around an object of the project's own class.

    Every error of that class becomes a KnowledgeBaseError that names it; so does a result that is
    no result. What `access` does not let the slots see is left out, whatever the class returned.
    """

    def __init__(
        self,
        name: str,
        inner: Any,
        embedder: Callable[[], Embedder],
        *,
        threshold: float = 0.0,
        access: AccessFilter | None = None,
    ) -> None:
        self._name, self._inner, self._threshold = name, inner, threshold
        self._make_embedder, self._access = embedder, access or AccessFilter()
        parameters = _parameters(inner.search)
        self._rasa_shape = "tracker_state" in parameters or "k" not in parameters

    @property
    def generation(self) -> str:
        """The class's dotted path."""
        return self._name

    @cached_property
    def embedder(self) -> Embedder:
        """The configured embedding model, loaded when it is first asked for."""
        return self._make_embedder()

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> found_passages.SearchResult:
        """See `Retriever.search`."""
        asked = SearchQuery.of(query)
        try:
            if self._rasa_shape:
                found = await self._called(
                    self._inner.search,
                    _with_context(asked),
                    tracker_state(asked.text, slots or {}),
                    threshold=self._threshold,
                )
                hits = self._allowed(hits_of(found), slots or {})[:k]
                return found_passages.SearchResult(asked.text, self._name, hits)
            found = await self._called(self._inner.search, asked, k=k, slots=slots)
            if not isinstance(found, found_passages.SearchResult):
                raise TypeError(f"search returned {type(found).__name__}, not a SearchResult")
            return replace(found, hits=self._allowed(found.hits, slots or {}))
        except KnowledgeBaseError:
            raise
        except Exception as error:
            raise KnowledgeBaseError(
                f"{self._name}.search failed: {type(error).__name__}: {error}"
            ) from error

    async def aclose(self) -> None:
        """Call the object's `aclose` or `close`, where it has one."""
        close = getattr(self._inner, "aclose", None) or getattr(self._inner, "close", None)
        if close is None:
            return
        try:
            await self._called(close)
        except Exception as error:
            raise KnowledgeBaseError(
                f"{self._name} could not be closed: {type(error).__name__}: {error}"
            ) from error

    def _allowed(self, hits: tuple[Hit, ...], slots: Mapping[str, Any]) -> tuple[Hit, ...]:
        """The hits that the settings' filter lets these slots see."""
        conditions = self._access.conditions(slots, now=datetime.now(timezone.utc))
        index = MetadataIndex.build([hit.passage.metadata for hit in hits])
        mask = allowed_mask(index, conditions)
        if mask is None:
            return hits
        return tuple(hit for hit, shown in zip(hits, mask, strict=True) if shown)

    @staticmethod
    async def _called(method: Callable[..., Any], *values: Any, **options: Any) -> Any:
        """Call it: a coroutine here, anything else in a thread, where it may block."""
        if inspect.iscoroutinefunction(method):
            return await method(*values, **options)
        found = await asyncio.to_thread(partial(method, *values, **options))
        return await found if inspect.isawaitable(found) else found


def load_custom_retriever(
    path: str,
    folder: Path,
    config: Mapping[str, Any],
    embedder: Callable[[], Embedder],
    *,
    threshold: float = 0.0,
    access: AccessFilter | None = None,
) -> CustomRetriever:
    """Import the class at the dotted `path` from the project in `folder`, make and connect it.

    The class is made without arguments, or with the embeddings where it takes one, as Rasa Pro
    does it. Blocks for as long as `connect` does.

    Raises:
        KnowledgeBaseError: it cannot be imported, made or connected; names the class.
    """
    try:
        found = _imported(path, folder)
        needed = [name for name, p in _parameters(found).items() if p.default is p.empty]
        inner = found(QueryEmbeddings(embedder)) if needed else found()
        if not callable(getattr(inner, "search", None)):
            raise TypeError("it has no method `search`")
        if callable(getattr(inner, "connect", None)):
            connecting = inner.connect(RetrieverConfig({"type": path, **config}))
            if inspect.isawaitable(connecting):
                asyncio.run(_finished(connecting))
    except KnowledgeBaseError:
        raise
    except Exception as error:
        hint = ""
        if isinstance(error, ModuleNotFoundError) and str(error.name).startswith("rasa"):
            hint = (
                " Rasa is not installed here: import SearchResult and SearchResultList from "
                "search.custom_retriever, and leave out the base class."
            )
        raise KnowledgeBaseError(
            f"vector_store.type: {path} cannot be used: {type(error).__name__}: {error}.{hint}"
        ) from error
    return CustomRetriever(path, inner, embedder, threshold=threshold, access=access)


def tracker_state(text: str, slots: Mapping[str, Any]) -> dict[str, Any]:
    """What a Rasa Pro retriever is told of the conversation: its slots and last message."""
    return {"slots": dict(slots), "latest_message": {"text": text}, "events": []}


def hits_of(found: Any) -> tuple[Hit, ...]:
    """The results of a Rasa Pro retriever as hits, in their order.

    Raises:
        TypeError: `found` has no `results`, or one of them no text.
    """
    results = found.results if hasattr(found, "results") else found
    if isinstance(results, (str, bytes)) or not isinstance(results, Sequence):
        raise TypeError(f"search returned {type(found).__name__}, not a SearchResultList")
    return tuple(_hit(number, result) for number, result in enumerate(results, 1))


def _hit(place: int, result: Any) -> Hit:
    text = getattr(result, "text", None)
    if not isinstance(text, str):
        raise TypeError(f"result {place} is {type(result).__name__} without a `text`")
    given = getattr(result, "metadata", None)
    metadata: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    answer = metadata.get("answer")
    passage = Passage(
        id=str(metadata.get("id") or place),
        text=text,
        source=str(metadata.get("source") or ""),
        title=str(metadata.get("title") or ""),
        end=len(text),
        answer=answer if isinstance(answer, str) else None,
        metadata=metadata,
    )
    return Hit(passage, _score(getattr(result, "score", None)), dense_rank=place)


def _score(value: Any) -> float:
    if value is None:
        return UNSCORED
    score = float(value)
    if math.isnan(score):
        raise TypeError("a score is NaN")
    return min(max(score, 0.0), 1.0)


def _with_context(query: SearchQuery) -> str:
    """One text for a class that takes one: with the context where the message leans on it."""
    return query.parts[-1].text if query.leans else query.text


def _imported(path: str, folder: Path) -> Any:
    module, _, name = path.rpartition(".")
    if not module:
        raise ImportError("write it as module.Class")
    place = str(folder.resolve())
    # Rasa itself imports a project's classes from the folder that it runs in.
    if place not in sys.path:
        sys.path.insert(0, place)
    importlib.invalidate_caches()
    return getattr(importlib.import_module(module), name)


def _parameters(callable_: Any) -> Mapping[str, inspect.Parameter]:
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    found = inspect.signature(callable_).parameters
    return {name: p for name, p in found.items() if p.kind not in kinds}


async def _finished(awaitable: Any) -> Any:
    return await awaitable
