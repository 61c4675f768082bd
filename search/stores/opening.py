"""Which class serves which `vector_store.type`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

from search.stores.collection import Collection
from search.stores.store_settings import FILE, StoreSettings

_CLASSES = {
    "milvus": ("search.stores.milvus", "MilvusCollection"),
    "qdrant": ("search.stores.qdrant", "QdrantCollection"),
    "pgvector": ("search.stores.pgvector", "PgvectorCollection"),
}
COLLECTION_TYPES = tuple(_CLASSES)


def store_settings(kind: str, connection: Mapping[str, Any], *, file: str = FILE) -> StoreSettings:
    """The keys of `vector_store:` for the store `kind`, checked; raises SettingsError."""
    module = import_module(_CLASSES[kind][0])
    return StoreSettings.read(kind, connection, module.DEFAULTS, file)


def open_collection(settings: StoreSettings) -> Collection:
    """Connect to the collection that `settings` name.

    Raises:
        StoreUnreachable: the server does not answer.
        KnowledgeBaseError: the client is not installed (it is an extra).
    """
    module, name = _CLASSES[settings.type]
    return cast("Collection", getattr(import_module(module), name)(settings))
