"""Qdrant as a `Collection`: a server, its cloud, or its client's own local mode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from search.stores.collection import Found, Point, PointId
from search.stores.store_errors import driver_missing, missing, refused, unreachable
from search.stores.store_settings import StoreSettings
from search.vector_store import Vectors

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

# Rasa Pro's keys and defaults; `location` takes ":memory:".
DEFAULTS: Mapping[str, Any] = {
    "collection": "",
    "host": None,
    "port": 6333,
    "grpc_port": 6334,
    "prefer_grpc": False,
    "timeout": 5.0,
    "url": None,
    "location": None,
    "path": None,
    "prefix": None,
    "https": False,
    "api_key": None,
    "content_payload_key": "text",
    "metadata_payload_key": "metadata",
    "vector_name": None,
}
_PAGE = 1000


class QdrantCollection:
    """A collection of Qdrant; `settings` are those of `DEFAULTS`."""

    def __init__(self, settings: StoreSettings) -> None:
        self._settings = settings
        self._collection: str = settings["collection"]
        self._client = _client(settings)
        self._distance: str | None = None

    @property
    def name(self) -> str:
        return f"qdrant:{self._collection}"

    def dimension(self) -> int:
        return int(self._vectors().size)

    def create(self, dimension: int) -> None:
        from qdrant_client import models

        with self._talking():
            if self._client.collection_exists(self._collection):
                return
            own = models.VectorParams(size=dimension, distance=models.Distance.COSINE)
            name = self._settings["vector_name"]
            self._client.create_collection(
                self._collection, vectors_config={name: own} if name else own
            )

    def count(self) -> int:
        with self._talking():
            return int(self._client.count(self._collection, exact=True).count)

    def nearest(
        self, vector: Vectors, k: int, among: Sequence[PointId] | None = None
    ) -> list[Found]:
        from qdrant_client import models

        distance = self._distance or str(self._vectors().distance)
        if among is not None and not len(among):
            return []
        only = among and models.Filter(must=[models.HasIdCondition(has_id=list(among))])
        with self._talking():
            points = self._client.query_points(
                self._collection,
                query=vector.tolist(),
                using=self._settings["vector_name"],
                limit=k,
                query_filter=only or None,
                search_params=models.SearchParams(exact=True) if only and not self._local else None,
                with_payload=[self._content, self._metadata],
            ).points
        return [
            Found(
                id=point.id if isinstance(point.id, int) else str(point.id),
                text=str((point.payload or {}).get(self._content) or ""),
                metadata=_mapping((point.payload or {}).get(self._metadata)),
                cosine=_cosine(point.score, distance),
            )
            for point in points
        ]

    def records(self) -> Iterator[tuple[PointId, Mapping[str, Any]]]:
        offset: Any = None
        while True:
            with self._talking():
                page, offset = self._client.scroll(
                    self._collection, limit=_PAGE, offset=offset, with_payload=[self._metadata]
                )
            for point in page:
                identity = point.id if isinstance(point.id, int) else str(point.id)
                yield identity, _mapping((point.payload or {}).get(self._metadata))
            if offset is None:
                return

    def upsert(self, points: Sequence[Point], vectors: Vectors) -> None:
        from qdrant_client import models

        name = self._settings["vector_name"]
        rows = [
            models.PointStruct(
                id=int(point.id, 16),
                vector={name: row.tolist()} if name else row.tolist(),
                payload={self._content: point.text, self._metadata: dict(point.metadata)},
            )
            for point, row in zip(points, vectors, strict=True)
        ]
        with self._talking():
            self._client.upsert(self._collection, rows, wait=True)

    def delete(self, ids: Sequence[PointId]) -> None:
        from qdrant_client import models

        with self._talking():
            self._client.delete(self._collection, models.PointIdsList(points=list(ids)), wait=True)

    def close(self) -> None:
        self._client.close()

    @property
    def _local(self) -> bool:
        """Whether the client itself holds the points; it compares all of them anyway."""
        return bool(self._settings["path"]) or self._settings["location"] == ":memory:"

    @property
    def _content(self) -> str:
        return str(self._settings["content_payload_key"])

    @property
    def _metadata(self) -> str:
        return str(self._settings["metadata_payload_key"])

    def _vectors(self) -> Any:
        """The parameters of the vectors searched."""
        with self._talking():
            found = self._client.get_collection(self._collection).config.params.vectors
            name = self._settings["vector_name"]
            if isinstance(found, dict):
                if name not in found:
                    names = ", ".join(sorted(found)) or "none"
                    raise LookupError(
                        f"has no vector named {name!r}. Set `vector_store.vector_name` to one of: "
                        f"{names}."
                    )
                found = found[name]
        self._distance = str(found.distance) if found is not None else None
        return found

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Turn the client's errors into ours."""
        import httpx
        from grpc import RpcError
        from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

        try:
            yield
        except UnexpectedResponse as error:
            if error.status_code == 404:
                raise missing(self._settings) from error
            if error.status_code is None or error.status_code >= 500:
                raise unreachable(self._settings, error) from error
            raise refused(self._settings, error) from error
        except RpcError as error:
            status = getattr(error, "code", lambda: None)()
            if getattr(status, "name", "") == "NOT_FOUND":
                raise missing(self._settings) from error
            raise unreachable(self._settings, error) from error
        except (ResponseHandlingException, httpx.HTTPError, OSError) as error:
            raise unreachable(self._settings, error) from error
        except (ValueError, LookupError) as error:
            # The local mode has no status codes.
            if "not found" in str(error):
                raise missing(self._settings) from error
            raise refused(self._settings, error) from error


def _client(settings: StoreSettings) -> QdrantClient:
    try:
        from qdrant_client import QdrantClient
    except ImportError as error:
        raise driver_missing("qdrant", error) from error

    if settings["path"]:
        try:
            return QdrantClient(path=settings["path"], force_disable_check_same_thread=True)
        except (OSError, RuntimeError) as error:  # another process has it open
            raise unreachable(settings, error) from error
    place = {key: settings[key] for key in ("location", "url", "host") if settings[key]}
    if settings["location"] != ":memory:":
        # The client takes whole seconds, and 0 for no limit.
        place["timeout"] = max(1, round(settings["timeout"]))
    return QdrantClient(
        **place,
        port=settings["port"],
        grpc_port=settings["grpc_port"],
        prefer_grpc=settings["prefer_grpc"],
        https=settings["https"] or None,
        api_key=settings["api_key"],
        prefix=settings["prefix"],
        check_compatibility=False,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _cosine(score: float, distance: str) -> float:
    """A cosine from Qdrant's score; vectors of length 1 are taken for granted beyond Cosine."""
    if distance.lower().endswith("euclid"):
        return 1.0 - score * score / 2
    return float(np.clip(score, -1.0, 1.0))
