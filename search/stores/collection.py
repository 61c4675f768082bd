"""The seam to a vector database: passages with their vectors, on a server of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from search.vector_store import Vectors

# What a server names a point by. Truephrase writes a passage's id; others write numbers or UUIDs.
PointId: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Point:
    """What is stored beside a vector; `id` is 16 hexadecimal digits, as `Passage.id`."""

    id: str
    text: str
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A stored point near a query."""

    id: PointId
    text: str
    metadata: Mapping[str, Any]
    cosine: float


class Collection(Protocol):
    """One collection (or table) of a server.

    Calls block for at most the `timeout` of its settings, and are safe from several threads.
    Every method raises StoreUnreachable where the server does not answer, and IndexMissing where
    the collection does not exist (`create` apart).
    """

    @property
    def name(self) -> str:
        """The store's type and the collection's name, as in ``qdrant:docs``."""
        ...

    def dimension(self) -> int:
        """The dimension of its vectors."""
        ...

    def create(self, dimension: int) -> None:
        """Make the collection, empty, where there is none of its name."""
        ...

    def count(self) -> int:
        """How many points it holds."""
        ...

    def nearest(
        self, vector: Vectors, k: int, among: Sequence[PointId] | None = None
    ) -> list[Found]:
        """The k nearest points, best first; with `among` only those, compared exactly.

        Fewer than k come back only where fewer are stored (or are `among`), or where k is more
        than the server returns at once.
        """
        ...

    def records(self) -> Iterator[tuple[PointId, Mapping[str, Any]]]:
        """Id and metadata of every point."""
        ...

    def upsert(self, points: Sequence[Point], vectors: Vectors) -> None:
        """Write points, over those of the same id; `vectors` is float32 (n, d), length 1."""
        ...

    def delete(self, ids: Sequence[PointId]) -> None:
        """Remove points; ids that are not there are no error."""
        ...

    def close(self) -> None:
        """Give back connections."""
        ...
