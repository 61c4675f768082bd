"""Milvus as a `Collection`: a server, Zilliz's cloud, or a file of milvus-lite."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from search.stores.collection import Found, Point, PointId
from search.stores.store_errors import driver_missing, missing, refused, unreachable
from search.stores.store_settings import StoreSettings
from search.vector_store import Vectors

if TYPE_CHECKING:
    from pymilvus import MilvusClient

# Rasa Pro's keys and defaults; `uri` takes a file of milvus-lite, or a URL in place of host, port.
DEFAULTS: Mapping[str, Any] = {
    "collection": "",
    "host": "localhost",
    "port": 19530,
    "user": "",
    "password": "",
    "uri": None,
    "timeout": 5.0,
}
MOST_FOUND = 16_384  # rows of one search, a limit of Milvus
_PAGE = 1000
_TEXT_BYTES = 65_535
_NO_COLLECTION, _CONNECT_FAILED = 100, 2
_TEXT, _METADATA = "text", "metadata"


@dataclass(frozen=True, slots=True)
class _Fields:
    """How the collection calls its parts; `others` are scalar fields that hold metadata."""

    key: str
    vector: str
    dimension: int
    metric: str
    others: tuple[str, ...]
    dynamic: bool

    @property
    def shown(self) -> list[str]:
        return [*self.others, *(["$meta"] if self.dynamic else [])]


class MilvusCollection:
    """A collection of Milvus; `settings` are those of `DEFAULTS`."""

    def __init__(self, settings: StoreSettings) -> None:
        self._settings = settings
        self._collection: str = settings["collection"]
        self._client = _client(settings)
        self._known: _Fields | None = None

    @property
    def name(self) -> str:
        return f"milvus:{self._collection}"

    def dimension(self) -> int:
        return self._fields().dimension

    def create(self, dimension: int) -> None:
        from pymilvus import DataType

        with self._talking():
            if self._client.has_collection(self._collection, timeout=self._timeout):
                return
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("pk", DataType.VARCHAR, is_primary=True, max_length=64)
            schema.add_field(_TEXT, DataType.VARCHAR, max_length=_TEXT_BYTES)
            schema.add_field(_METADATA, DataType.JSON)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
            index = self._client.prepare_index_params()
            index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
            self._client.create_collection(
                self._collection,
                schema=schema,
                index_params=index,
                consistency_level="Strong",
                timeout=self._timeout,
            )

    def count(self) -> int:
        self._fields()
        with self._talking():
            rows = self._client.query(
                self._collection, filter="", output_fields=["count(*)"], timeout=self._timeout
            )
        return int(rows[0]["count(*)"])

    def nearest(
        self, vector: Vectors, k: int, among: Sequence[PointId] | None = None
    ) -> list[Found]:
        fields = self._fields()
        if among is not None and not len(among):
            return []
        with self._talking():
            (rows,) = self._client.search(
                self._collection,
                data=[vector.tolist()],
                anns_field=fields.vector,
                limit=min(k, MOST_FOUND),
                filter="" if among is None else _among(fields.key, among),
                output_fields=[_TEXT, *fields.shown],
                search_params={"metric_type": fields.metric},
                timeout=self._timeout,
            )
        return [
            Found(
                id=row[fields.key] if fields.key in row else row["id"],
                text=str(row["entity"].get(_TEXT) or ""),
                metadata=_metadata(row["entity"], fields),
                cosine=_cosine(row["distance"], fields.metric),
            )
            for row in rows
        ]

    def records(self) -> Iterator[tuple[PointId, Mapping[str, Any]]]:
        fields = self._fields()
        with self._talking():
            pages = self._client.query_iterator(
                self._collection,
                batch_size=_PAGE,
                output_fields=[fields.key, *fields.shown],
                timeout=self._timeout,
            )
        try:
            while True:
                with self._talking():
                    page = pages.next()
                if not page:
                    return
                for row in page:
                    yield row[fields.key], _metadata(row, fields)
        finally:
            pages.close()

    def upsert(self, points: Sequence[Point], vectors: Vectors) -> None:
        fields = self._fields()
        rows = [
            {
                fields.key: point.id,
                _TEXT: point.text,
                _METADATA: dict(point.metadata),
                fields.vector: vector.tolist(),
            }
            for point, vector in zip(points, vectors, strict=True)
        ]
        with self._talking():
            self._client.upsert(self._collection, rows, timeout=self._timeout)

    def delete(self, ids: Sequence[PointId]) -> None:
        if len(ids):
            with self._talking():
                self._client.delete(self._collection, ids=list(ids), timeout=self._timeout)

    def close(self) -> None:
        self._client.close()

    @property
    def _timeout(self) -> float:
        return float(self._settings["timeout"])

    def _fields(self) -> _Fields:
        if self._known is None:
            with self._talking():
                self._known = _described(self._client, self._collection, self._timeout)
        return self._known

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Turn the client's errors into ours."""
        import grpc
        from pymilvus.exceptions import ConnectError, MilvusException, MilvusUnavailableException

        try:
            yield
        except (ConnectError, MilvusUnavailableException, grpc.RpcError, OSError) as error:
            raise unreachable(self._settings, error) from error
        except MilvusException as error:
            if error.code == _NO_COLLECTION:
                raise missing(self._settings) from error
            if error.code == _CONNECT_FAILED or _gives_up(error):
                raise unreachable(self._settings, error) from error
            raise refused(self._settings, error) from error
        except (LookupError, ValueError) as error:
            raise refused(self._settings, error) from error


def _gives_up(error: Exception) -> bool:
    """Whether pymilvus stopped trying again, which has no code of its own."""
    said = str(error).lower()
    return "retry" in said or "deadline" in said or "unavailable" in said


def _client(settings: StoreSettings) -> MilvusClient:
    try:
        from pymilvus import MilvusClient
        from pymilvus.exceptions import MilvusException
    except ImportError as error:
        raise driver_missing("milvus", error) from error
    # It writes a traceback for each failed call; ours are reported once, by those who can act.
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    uri = settings["uri"] or f"http://{settings['host']}:{settings['port']}"
    try:
        return MilvusClient(
            uri=uri,
            user=settings["user"],
            password=settings["password"],
            timeout=settings["timeout"],
        )
    except (MilvusException, OSError) as error:
        raise unreachable(settings, error) from error


def _described(client: MilvusClient, collection: str, timeout: float) -> _Fields:
    from pymilvus import DataType

    found = client.describe_collection(collection, timeout=timeout)
    fields = {field["name"]: field for field in found["fields"]}
    vectors = [name for name, f in fields.items() if f["type"] == DataType.FLOAT_VECTOR]
    key = next((name for name, f in fields.items() if f.get("is_primary")), None)
    dynamic = bool(found.get("enable_dynamic_field"))
    if not vectors or key is None or not (_TEXT in fields or dynamic):
        raise LookupError(
            f"needs a key, a float vector and a field `{_TEXT}`; it has: {', '.join(fields)}."
        )
    vector = "vector" if "vector" in vectors else vectors[0]
    indexes = client.list_indexes(collection, field_name=vector)
    described = client.describe_index(collection, indexes[0], timeout=timeout) if indexes else {}
    client.load_collection(collection, timeout=timeout)
    scalars = [
        name
        for name, field in fields.items()
        if name not in (key, _TEXT) and field["type"] in _scalars()
    ]
    return _Fields(
        key=key,
        vector=vector,
        dimension=int(fields[vector]["params"]["dim"]),
        metric=str((described or {}).get("metric_type") or "COSINE"),
        others=tuple(scalars),
        dynamic=dynamic,
    )


def _scalars() -> frozenset[Any]:
    from pymilvus import DataType

    names = ("BOOL", "INT8", "INT16", "INT32", "INT64", "FLOAT", "DOUBLE", "VARCHAR", "JSON")
    return frozenset(DataType[name] for name in (*names, "ARRAY"))


def _metadata(row: Mapping[str, Any], fields: _Fields) -> Mapping[str, Any]:
    """The fields beside key, text and vector; what is inside a field `metadata` counts itself."""
    kept = {k: v for k, v in row.items() if k not in (fields.key, _TEXT, fields.vector, "$meta")}
    for inner in (row.get("$meta"), kept.pop(_METADATA, None)):
        if isinstance(inner, str):
            try:
                inner = json.loads(inner)
            except ValueError:
                inner = None
        if isinstance(inner, Mapping):
            kept.update(inner)
    return kept


def _among(key: str, ids: Sequence[PointId]) -> str:
    return f"{key} in {json.dumps(list(ids), ensure_ascii=False)}"


def _cosine(distance: float, metric: str) -> float:
    """A cosine from Milvus's distance; vectors of length 1 are taken for granted beyond COSINE."""
    return 1.0 - distance / 2 if metric == "L2" else float(distance)
