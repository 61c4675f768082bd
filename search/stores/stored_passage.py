"""A passage as text and metadata: Rasa Pro's shape, and what Truephrase knows beyond it.

Rasa Pro reads `text`, and of the metadata `source` and `answer`. Under `truephrase` stands what
it has no name for, so that a collection filled here serves both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from search.passage import Passage
from search.stores.collection import Found, Point

MARK = "truephrase"


class Origin(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is stored under `truephrase`.

    `id` is the passage's, `version` changes with anything that is stored or embedded, `model` is
    the fingerprint of the embedding model, `metadata` the passage's own.
    """

    id: str
    version: str
    model: str
    metadata: dict[str, Any] = {}
    headings: tuple[str, ...] = ()
    lines: tuple[int, int] | None = None
    start: int = 0
    end: int = 0
    also_in: tuple[str, ...] = ()


def point_of(passage: Passage, *, version: str, model: str) -> Point:
    """What to store for `passage`."""
    origin = Origin(
        id=passage.id,
        version=version,
        model=model,
        metadata=dict(passage.metadata),
        headings=passage.headings,
        lines=passage.lines,
        start=passage.start,
        end=passage.end,
        also_in=passage.also_in,
    )
    own = {"source": passage.source, "title": passage.title, "page": passage.page}
    if passage.answer is not None:
        own["answer"] = passage.answer
    stored = {**passage.metadata, **{k: v for k, v in own.items() if v}, MARK: origin}
    return Point(passage.id, passage.text, msgspec.to_builtins(stored, str_keys=True))


def origin_of(metadata: Mapping[str, Any]) -> Origin | None:
    """What Truephrase wrote; None for a point that something else wrote."""
    if MARK not in metadata:
        return None
    try:
        return msgspec.convert(metadata[MARK], Origin)
    except msgspec.ValidationError:
        return None


def passage_of(found: Found) -> Passage:
    """The passage of a stored point, whoever wrote it."""
    metadata = found.metadata
    page = metadata.get("page")
    answer = metadata.get("answer")
    source = str(metadata.get("source") or found.id)
    origin = origin_of(metadata)
    own: Mapping[str, Any] = metadata if origin is None else origin.metadata
    return Passage(
        id=str(found.id) if origin is None else origin.id,
        text=found.text,
        source=source,
        title=str(metadata.get("title") or ""),
        headings=origin.headings if origin else (),
        page=page if isinstance(page, int) and not isinstance(page, bool) and page > 0 else None,
        lines=origin.lines if origin else None,
        start=origin.start if origin else 0,
        end=origin.end if origin else len(found.text),
        answer=answer if isinstance(answer, str) else None,
        metadata=own,
        also_in=origin.also_in if origin else (),
    )
