"""The `vector_store:` block: which documents, who may see them, and how hits are ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlg_server.settings.reader import Section

if TYPE_CHECKING:
    from search.filters import AccessFilter

EMBEDDED = "faiss"


@dataclass(frozen=True, slots=True)
class KnowledgeSettings:
    """Where passages come from.

    `type` is ``faiss``, another store's name, or the dotted path of a custom retriever; `sources`
    are the documents that ``faiss`` indexes. `reranker` names a cross-encoder, `diversity` (0–1)
    is how much a passage loses that repeats a better one. `connection` holds the keys of a store
    beyond this machine.
    """

    type: str = EMBEDDED
    sources: tuple[str, ...] = ("./docs",)
    access: AccessFilter | None = None
    reranker: str | None = None
    diversity: float = 0.0
    connection: Mapping[str, Any] = field(default_factory=dict, repr=False)


def knowledge_settings_from(section: Section, folder: Path) -> KnowledgeSettings:
    """Read the `vector_store:` block; raises SettingsError.

    With ``faiss`` an unknown key is refused; the keys of other stores are theirs to check.
    """
    kind = section.text("type", EMBEDDED) or EMBEDDED
    section.number("threshold", 0.0, 0.0, 1.0)
    section.ignore("embeddings")
    settings = KnowledgeSettings(
        type=kind,
        sources=tuple(str(folder / item) for item in section.texts("source", ["./docs"])),
        access=_access(section),
        reranker=section.text("reranker"),
        diversity=section.number("diversity", 0.0, 0.0, 1.0),
        connection={} if kind == EMBEDDED else section.rest(),
    )
    section.finish()
    if kind != EMBEDDED:
        _check_store(settings, section)
    return settings


def _check_store(settings: KnowledgeSettings, section: Section) -> None:
    """Refuse an unknown store, and a key that a store does not know."""
    from search.stores.opening import COLLECTION_TYPES, store_settings

    if settings.type in COLLECTION_TYPES:
        store_settings(settings.type, settings.connection, file=section.file)
    elif "." not in settings.type:
        known = ", ".join((EMBEDDED, *COLLECTION_TYPES))
        remedy = f"Write one of {known}, or the dotted path of a class."
        raise section.wrong("type", settings.type, remedy)


def _access(section: Section) -> AccessFilter | None:
    """The compiled filter; numpy is imported only where there is one."""
    templates = section.any("filter")
    if not templates:
        return None
    from search.filters import AccessFilter

    return AccessFilter.compile(templates, file=section.file, key=section.dotted("filter"))
