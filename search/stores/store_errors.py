"""What goes wrong with a vector database, as Truephrase's errors."""

from __future__ import annotations

from prompts.errors import IndexMismatch, IndexMissing, KnowledgeBaseError, StoreUnreachable
from search.stores.store_settings import StoreSettings


def unreachable(settings: StoreSettings, error: BaseException) -> StoreUnreachable:
    """The server does not answer."""
    return StoreUnreachable(
        f"{settings.type} at {settings.address} does not answer ({type(error).__name__}). Check "
        "that it runs, and the keys of `vector_store:` in endpoints.yml."
    )


def missing(settings: StoreSettings) -> IndexMissing:
    """The server has no such collection."""
    return IndexMissing(
        f"{settings.type} at {settings.address} has no collection {settings['collection']!r}. "
        "Fill one with `truephrase index`, or correct `vector_store.collection`."
    )


def refused(settings: StoreSettings, error: BaseException) -> KnowledgeBaseError:
    """The server answers, but not with what was asked for."""
    said = " ".join(str(error).split())[:200]
    return KnowledgeBaseError(
        f"{settings.type} at {settings.address}, collection {settings['collection']!r}: {said}"
    )


def other_dimension(name: str, stored: int, given: int, model: str) -> IndexMismatch:
    """The collection was filled with another embedding model."""
    return IndexMismatch(
        f"{name}: its vectors have {stored} dimensions, those of the embedding model {model} have "
        f"{given}. Set `vector_store.embeddings.model` to the model it was filled with, or fill "
        "another collection with `truephrase index`."
    )


def driver_missing(kind: str, error: ImportError) -> KnowledgeBaseError:
    """The extra that brings the client is not installed."""
    return KnowledgeBaseError(
        f"`vector_store.type: {kind}` needs its client, which is not installed ({error.name}). "
        f"Install it with: pip install 'truephrase[{kind}]'"
    )
