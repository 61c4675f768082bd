"""A PostgreSQL table with pgvector as a `Collection`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from search.stores.collection import Found, Point, PointId
from search.stores.store_errors import driver_missing, missing, refused, unreachable
from search.stores.store_settings import StoreSettings
from search.vector_store import Vectors

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow
    from psycopg_pool import ConnectionPool

# `url` (a PostgreSQL connection URL) takes the place of host, port, user, password, database.
DEFAULTS: Mapping[str, Any] = {
    "collection": "",
    "url": None,
    "host": "localhost",
    "port": 5432,
    "user": None,
    "password": None,
    "database": None,
    "sslmode": None,
    "timeout": 5.0,
}
# What pgvector's HNSW takes: dimensions of a vector, and rows that a scan looks for at once.
INDEXED_DIMENSIONS = 2000
MOST_INDEXED = 1000
_PAGE = 2000
_CONNECTIONS = 4


class PgvectorCollection:
    """A table (id, text, metadata, embedding); `settings` are those of `DEFAULTS`."""

    def __init__(self, settings: StoreSettings) -> None:
        self._settings = settings
        self._pool = _pool(settings)

    @property
    def name(self) -> str:
        return f"pgvector:{self._settings['collection']}"

    def dimension(self) -> int:
        with self._talking() as connection:
            row = connection.execute(
                "SELECT atttypmod FROM pg_attribute "
                "WHERE attrelid = to_regclass(%s) AND attname = 'embedding'",
                [self._quoted],
            ).fetchone()
        if row is None:
            raise missing(self._settings)
        return int(row[0])

    def create(self, dimension: int) -> None:
        with self._talking() as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
            connection.execute(
                f"CREATE TABLE IF NOT EXISTS {self._quoted} (id text PRIMARY KEY, "
                "text text NOT NULL, metadata jsonb NOT NULL DEFAULT '{}', "
                f"embedding vector({int(dimension)}) NOT NULL)"
            )
            if dimension <= INDEXED_DIMENSIONS:
                index = _identifier(f"{self._settings['collection'].rpartition('.')[2]}_hnsw")
                connection.execute(
                    f"CREATE INDEX IF NOT EXISTS {index} ON {self._quoted} "
                    "USING hnsw (embedding vector_cosine_ops)"
                )

    def count(self) -> int:
        with self._talking() as connection:
            row = connection.execute(f"SELECT count(*) FROM {self._quoted}").fetchone()
        return int(row[0]) if row else 0

    def nearest(
        self, vector: Vectors, k: int, among: Sequence[PointId] | None = None
    ) -> list[Found]:
        # Evaluated first, so that the rows are compared one by one and none is missed.
        source, values = self._quoted, []
        if among is not None:
            source = f"(SELECT * FROM {self._quoted} WHERE id = ANY(%s) OFFSET 0) AS allowed"
            values = [[str(identity) for identity in among]]
        literal = json.dumps(vector.tolist())
        with self._talking() as connection:
            if k > MOST_INDEXED:
                connection.execute("SET LOCAL enable_indexscan = off")
            else:
                connection.execute(f"SET LOCAL hnsw.ef_search = {max(int(k), 100)}")
                connection.execute("SET LOCAL hnsw.iterative_scan = strict_order")
            rows = connection.execute(
                "SELECT id, text, metadata, 1 - (embedding <=> %s::vector) "
                f"FROM {source} ORDER BY embedding <=> %s::vector LIMIT %s",
                [literal, *values, literal, k],
            ).fetchall()
        return [Found(str(i), text, data or {}, float(cosine)) for i, text, data, cosine in rows]

    def records(self) -> Iterator[tuple[PointId, Mapping[str, Any]]]:
        last = ""
        while True:
            with self._talking() as connection:
                rows = connection.execute(
                    f"SELECT id, metadata FROM {self._quoted} WHERE id > %s ORDER BY id LIMIT %s",
                    [last, _PAGE],
                ).fetchall()
            for identity, data in rows:
                last = identity
                yield identity, data or {}
            if len(rows) < _PAGE:
                return

    def upsert(self, points: Sequence[Point], vectors: Vectors) -> None:
        rows = [
            (
                point.id,
                _without_nul(point.text),
                json.dumps(_without_nul(point.metadata), ensure_ascii=False),
                json.dumps(vector.tolist()),
            )
            for point, vector in zip(points, vectors, strict=True)
        ]
        with self._talking() as connection, connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self._quoted} (id, text, metadata, embedding) "
                "VALUES (%s, %s, %s::jsonb, %s::vector) ON CONFLICT (id) DO UPDATE SET "
                "text = excluded.text, metadata = excluded.metadata, "
                "embedding = excluded.embedding",
                rows,
            )

    def delete(self, ids: Sequence[PointId]) -> None:
        with self._talking() as connection:
            connection.execute(
                f"DELETE FROM {self._quoted} WHERE id = ANY(%s)", [[str(i) for i in ids]]
            )

    def close(self) -> None:
        self._pool.close()

    @property
    def _quoted(self) -> str:
        return ".".join(_identifier(part) for part in self._settings["collection"].split("."))

    @contextmanager
    def _talking(self) -> Iterator[Connection[TupleRow]]:
        """A connection within a transaction; the driver's errors become ours."""
        import psycopg
        from psycopg import errors
        from psycopg_pool import PoolClosed, PoolTimeout

        try:
            if self._pool.closed:
                self._pool.open()
            with self._pool.connection(timeout=self._settings["timeout"]) as connection:
                yield connection
        except (errors.UndefinedTable, errors.InvalidSchemaName) as error:
            raise missing(self._settings) from error
        except (PoolTimeout, PoolClosed, psycopg.OperationalError, psycopg.InterfaceError) as error:
            raise unreachable(self._settings, error) from error
        except psycopg.Error as error:
            raise refused(self._settings, error) from error


def _pool(settings: StoreSettings) -> ConnectionPool[Connection[TupleRow]]:
    try:
        from psycopg_pool import ConnectionPool
    except ImportError as error:
        raise driver_missing("pgvector", error) from error
    seconds = settings["timeout"]
    names = {"host": "host", "user": "user", "password": "password", "sslmode": "sslmode"}
    place = {ours: settings[key] for key, ours in names.items() if settings[key]}
    if settings["database"]:
        place["dbname"] = settings["database"]
    return ConnectionPool(
        settings["url"] or "",
        kwargs={
            **({} if settings["url"] else {**place, "port": settings["port"]}),
            "connect_timeout": max(2, round(seconds)),
            "tcp_user_timeout": round(1000 * seconds),
            "options": f"-c statement_timeout={round(1000 * seconds)}",
        },
        min_size=0,
        max_size=_CONNECTIONS,
        check=ConnectionPool.check_connection,
        reconnect_timeout=seconds,
        open=False,
        name="truephrase",
    )


def _identifier(name: str) -> str:
    """A name quoted as SQL's grammar has it."""
    return '"' + name.replace('"', '""').replace("\0", "") + '"'


def _without_nul(value: Any) -> Any:
    """`value` as PostgreSQL takes it, which has no NUL in texts."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, Mapping):
        return {str(key): _without_nul(item) for key, item in value.items()}
    return [_without_nul(item) for item in value] if isinstance(value, (list, tuple)) else value
