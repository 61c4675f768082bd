"""Which retriever a project searches with: its index, a vector database, or its own class."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from nlg_server.project import Project
from nlg_server.settings.knowledge import EMBEDDED
from prompts.errors import SettingsError

if TYPE_CHECKING:
    from search.embedding.embedder import Embedder
    from search.passage import SearchResult
    from search.query import SearchQuery
    from search.stores.publishing import Progress, PublishReport

log = logging.getLogger("truephrase.search")

_HUB = "sentence-transformers/"
_LOCAL = ("huggingface", "sentence-transformers", "huggingface_local")


class OpenRetriever(Protocol):
    """A `Retriever` that is open; `generation` names what answers now."""

    @property
    def generation(self) -> str: ...

    @property
    def embedder(self) -> Embedder: ...

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult: ...

    async def aclose(self) -> None: ...


def open_retriever(project: Project, index: Path | None = None) -> OpenRetriever:
    """Open what `vector_store.type` names, or the index at `index`; blocks: call it in a thread.

    Raises:
        KnowledgeBaseError: it cannot be used now; a later call may succeed.
        SettingsError: the embedding model cannot be used.
    """
    settings = project.knowledge
    if index is not None or settings.type == EMBEDDED:
        from search.knowledge_base import KnowledgeBase

        base = KnowledgeBase.open(index or project.index_folder, access=settings.access)
        if index is None and project.vector_store.get("embeddings"):
            _tell_of_another_model(project, base.embedder.identity.name)
        return base
    if fills_collection(project):
        return _collection_retriever(project)
    from search.custom_retriever import load_custom_retriever

    return load_custom_retriever(
        settings.type,
        project.folder,
        settings.connection,
        lambda: embedder_of(project),
        threshold=project.search_options().threshold,
        access=settings.access,
    )


def fills_collection(project: Project) -> bool:
    """Whether the project searches a vector database, which `truephrase index` may fill."""
    from search.stores.opening import COLLECTION_TYPES

    return project.knowledge.type in COLLECTION_TYPES


def publish_index(
    project: Project, folder: Path, progress: Progress | None = None
) -> PublishReport:
    """Bring the project's collection up to date with the index at `folder`.

    Raises:
        SettingsError: a key of the store is unusable.
        KnowledgeBaseError: there is no index, or the server does not take it.
    """
    from search.generation.index_folder import IndexFolder
    from search.knowledge_base import open_current
    from search.stores.opening import open_collection, store_settings
    from search.stores.publishing import publish

    settings = project.knowledge
    connection = store_settings(settings.type, settings.connection, file=project.endpoints.name)
    collection = open_collection(connection)
    try:
        return publish(open_current(IndexFolder(folder)), collection, progress)
    finally:
        collection.close()


def embedding_model(project: Project) -> str:
    """The embedding model that `embeddings:` names, as `search.embedding.choice` takes it.

    Of `vector_store:`, or with a vector database of an EnterpriseSearchPolicy, in Rasa Pro's keys.
    """
    from search.embedding.local_model import DEFAULT_MODEL

    own = project.vector_store.get("embeddings")
    of_policy = project.search.get("embeddings") if project.knowledge.type != EMBEDDED else None
    written = own or of_policy
    if not written:
        return DEFAULT_MODEL
    key = "vector_store.embeddings" if own else "search.embeddings"
    if isinstance(written, str):
        return written
    if not isinstance(written, Mapping):
        raise SettingsError(project.endpoints.name, key, f"{written!r} cannot be used.", _WRITE)
    group = project.group_named(str(written.get("model_group")))
    if group is not None:
        parameters = group.models[0].parameters
        if "api_base" in parameters:
            problem = f"{group.id!r} has an api_base, which embeddings take from the environment."
            raise SettingsError(project.endpoints.name, f"{key}.model_group", problem, _WRITE)
        return f"litellm/{parameters['model']}"
    model = written.get("model") or written.get("model_name")
    if not isinstance(model, str):
        raise SettingsError(project.endpoints.name, key, "names no model.", _WRITE)
    provider = written.get("provider") or written.get("type")
    if provider is None or provider in _LOCAL or model.startswith("litellm/"):
        return model
    return f"litellm/{provider}/{model}"


_WRITE = "Write `model:` with a sentence-transformers model, or `provider:` and `model:`."


def _tell_of_another_model(project: Project, made_with: str) -> None:
    """The index answers with the model that made it; say so where the settings name another."""
    named = embedding_model(project)
    if named.removeprefix(_HUB) != made_with.removeprefix(_HUB):
        log.warning(
            "%s: vector_store.embeddings names %s, but the index was made with %s, which goes on "
            "answering. Run `truephrase index` to embed the documents with %s.",
            project.endpoints.name, named, made_with, named,
        )  # fmt: skip


def embedder_of(project: Project) -> Embedder:
    """What embeds the queries of a store beyond this machine."""
    from search.embedding.choice import embedder_for

    return embedder_for(embedding_model(project))[0]


def _collection_retriever(project: Project) -> OpenRetriever:
    from search.indexing.profiling import profile_of
    from search.stores.collection_retriever import CollectionRetriever
    from search.stores.opening import open_collection, store_settings

    settings = project.knowledge
    connection = store_settings(settings.type, settings.connection, file=project.endpoints.name)
    collection = open_collection(connection)
    try:
        collection.dimension()  # before the model is loaded: this fails the sooner
        embedder = embedder_of(project)
        profile = profile_of(embedder)
        return CollectionRetriever.open(collection, embedder, profile, settings.access)
    except BaseException:
        collection.close()
        raise
