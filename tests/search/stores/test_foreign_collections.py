"""Collections that Truephrase did not fill, as Rasa Pro's users have them; servers in trouble."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from prompts.errors import IndexMismatch, IndexMissing, KnowledgeBaseError, StoreUnreachable
from search.filters import AccessFilter
from search.generation.generation import Generation
from search.generation.index_folder import IndexFolder
from search.indexing.build import build_index
from search.passage import SearchResult
from search.ranking.embedder_profile import MINILM
from search.stores.collection import Collection
from search.stores.collection_retriever import CollectionRetriever
from search.stores.publishing import publish
from tests.search.knowledge_bases import options, write
from tests.search.stores.collections import (
    closed_port,
    collection_of,
    fresh_name,
    silent_server,
)
from tests.search.stores.contract import DIMENSION, embedder
from tests.search.stores.forwarder import Forwarder

pytestmark = pytest.mark.stores

TEXTS = ("Cards are sent within a week.", "Loans need two payslips.", "Branches open at nine.")
METADATA: tuple[Mapping[str, Any], ...] = (
    {"source": "docs/cards.txt", "title": "Cards", "audience": "public", "answer": "A week."},
    {"source": "docs/loans.txt", "title": "Loans", "audience": "staff", "answer": "Two."},
    {"source": "docs/branches.txt", "title": "Branches", "audience": "public", "answer": "Nine."},
)
Fill = Callable[..., Collection]


def vectors() -> list[list[float]]:
    return [[float(x) for x in row] for row in embedder().embed(TEXTS)]


def milvus(tmp_path: Path, shape: str) -> Collection:
    """As LangChain's Milvus writes it: metadata in fields of its own, L2 by default."""
    from pymilvus import DataType, MilvusClient

    uri, name = str(tmp_path / "milvus.db"), fresh_name()
    client = MilvusClient(uri=uri)
    dynamic = shape == "dynamic"
    schema = client.create_schema(auto_id=True, enable_dynamic_field=dynamic)
    schema.add_field("pk", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=65_535)
    if not dynamic:
        for key in METADATA[0]:
            schema.add_field(key, DataType.VARCHAR, max_length=65_535)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIMENSION)
    index = client.prepare_index_params()
    metric = {"dynamic": "IP"}.get(shape, "L2")
    index.add_index("vector", index_type="HNSW", metric_type=metric, params={"M": 8})
    client.create_collection(name, schema=schema, index_params=index)
    rows = zip(TEXTS, METADATA, vectors(), strict=True)
    client.insert(name, [{"text": t, "vector": v, **m} for t, m, v in rows])
    client.close()
    return collection_of("milvus", {"uri": uri, "collection": name}, timeout=20.0)


def qdrant(tmp_path: Path, shape: str) -> Collection:
    """As Rasa Pro's documents have it: text and metadata in the payload, ids that are UUIDs."""
    import uuid

    from qdrant_client import QdrantClient, models

    path, name = str(tmp_path / "qdrant"), fresh_name()
    client = QdrantClient(path=path)
    content, metadata = ("page", "about") if shape == "named" else ("text", "metadata")
    size = models.VectorParams(
        size=DIMENSION,
        distance=models.Distance.EUCLID if shape == "named" else models.Distance.DOT,
    )
    client.create_collection(name, {"own": size} if shape == "named" else size)
    points = [
        models.PointStruct(
            id=str(uuid.uuid4()),
            vector={"own": vector} if shape == "named" else vector,
            payload={content: text, metadata: dict(about)},
        )
        for text, about, vector in zip(TEXTS, METADATA, vectors(), strict=True)
    ]
    client.upsert(name, points)
    client.close()
    keys: dict[str, Any] = {"path": path, "collection": name}
    if shape == "named":
        keys |= {
            "vector_name": "own",
            "content_payload_key": content,
            "metadata_payload_key": metadata,
        }
    return collection_of("qdrant", keys)


SHAPES = [(milvus, "fields"), (milvus, "dynamic"), (qdrant, "unnamed"), (qdrant, "named")]


@pytest.fixture(params=SHAPES, ids=lambda made: f"{made[0].__name__}-{made[1]}")
def foreign(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Collection]:
    make, shape = request.param
    with closing(make(tmp_path, shape)) as collection:
        yield collection


def found(
    collection: Collection,
    query: str,
    access: AccessFilter | None = None,
    slots: Mapping[str, Any] | None = None,
) -> SearchResult:
    retriever = CollectionRetriever.open(collection, embedder(), MINILM, access)
    try:
        return asyncio.run(retriever.search(query, k=3, slots=slots))
    finally:
        retriever.threads.shutdown()


def test_text_source_title_and_answer_are_read(foreign: Collection) -> None:
    result = found(foreign, "loans need payslips")
    hit = result.hits[0]
    assert [hit.passage.text, hit.passage.source] == [TEXTS[1], "docs/loans.txt"]
    assert [hit.passage.title, hit.passage.answer] == ["Loans", "Two."]
    assert len(result.hits) == 3 and result.generation == foreign.name


def test_cosines_are_cosines_whatever_the_collection_measures(foreign: Collection) -> None:
    query = embedder().embed_queries(["loans need payslips"])[0]
    own = dict(zip(TEXTS, embedder().embed(TEXTS) @ query, strict=True))
    for hit in found(foreign, "loans need payslips").hits:
        assert hit.cosine == pytest.approx(float(own[hit.passage.text]), abs=2e-3)


def test_filters_hold_for_metadata_that_others_wrote(foreign: Collection) -> None:
    access = AccessFilter.compile({"audience": "{{ slots.role }}"})
    for role, sources in (("staff", {"Loans"}), ("public", {"Cards", "Branches"}), (None, set())):
        result = found(foreign, "loans need payslips", access, {"role": role})
        assert {hit.passage.title for hit in result.hits} == sources


def test_nothing_is_written_into_a_collection_of_others(
    foreign: Collection, tmp_path: Path
) -> None:
    docs = write(tmp_path / "docs", {"a.md": "Apples.\n"})
    build_index([docs], tmp_path / "index", options(embedder()))
    generation = Generation(IndexFolder(tmp_path / "index").current_folder())
    with pytest.raises(IndexMismatch, match="did not write"):
        publish(generation, foreign)
    assert foreign.count() == 3


def asked(kind: str, port: int) -> int:
    keys = {"host": "127.0.0.1", "port": port, "collection": "docs", "timeout": 1.0}
    with closing(collection_of(kind, keys)) as collection:
        return collection.dimension()


@pytest.mark.parametrize("kind", ["milvus", "qdrant", "pgvector"])
def test_a_server_that_is_down_is_told_at_once_and_named(kind: str) -> None:
    port = closed_port()
    started = time.monotonic()
    with pytest.raises(StoreUnreachable, match=f"{kind} at 127.0.0.1:{port}"):
        asked(kind, port)
    assert time.monotonic() - started < 8


@pytest.mark.parametrize("kind", ["milvus", "qdrant", "pgvector"])
def test_a_server_that_never_answers_is_given_up_in_time(kind: str) -> None:
    with silent_server() as port:
        started = time.monotonic()
        with pytest.raises(StoreUnreachable, match=f"{kind} at 127.0.0.1:{port}"):
            asked(kind, port)
        assert time.monotonic() - started < 8


def test_a_missing_collection_is_a_missing_index(tmp_path: Path, postgres_url: str) -> None:
    keys: dict[str, Mapping[str, Any]] = {
        "milvus": {"uri": str(tmp_path / "milvus.db")},
        "qdrant": {"path": str(tmp_path / "qdrant")},
        "pgvector": {"url": postgres_url},
    }
    for kind, own in keys.items():
        with (
            closing(collection_of(kind, own, collection="nothing_here")) as collection,
            pytest.raises(IndexMissing, match="nothing_here"),
        ):
            collection.dimension()


def test_a_vector_name_that_is_not_there_is_told(tmp_path: Path) -> None:
    with closing(qdrant(tmp_path, "named")) as made:
        name = made.name.partition(":")[2]
    keys = {"path": str(tmp_path / "qdrant"), "collection": name, "vector_name": "other"}
    with (
        closing(collection_of("qdrant", keys)) as collection,
        pytest.raises(KnowledgeBaseError, match="own"),
    ):
        collection.dimension()


def test_publishing_again_writes_only_what_changed(tmp_path: Path, postgres_url: str) -> None:
    docs = write(tmp_path / "docs", {"a.md": "Apples.\n", "b.md": "Beans.\n", "c.md": "Corn.\n"})
    keys = {"url": postgres_url, "collection": fresh_name()}
    with closing(collection_of("pgvector", keys)) as collection:

        def published() -> tuple[int, int, int]:
            build_index([docs], tmp_path / "index", options(embedder()))
            generation = Generation(IndexFolder(tmp_path / "index").current_folder())
            report = publish(generation, collection)
            return report.written, report.unchanged, report.removed

        assert published() == (3, 0, 0)
        assert published() == (0, 3, 0)
        write(docs, {"b.md": "Berries.\n"})
        (docs / "c.md").unlink()
        written, unchanged, removed = published()
        assert (written, unchanged) == (1, 1) and removed >= 1
        assert collection.count() == 2


def test_searches_go_on_when_a_server_comes_back(tmp_path: Path, postgres_url: str) -> None:
    folder = postgres_url.partition("host=")[2]
    forwarder = Forwarder(f"{folder}/.s.PGSQL.5432")
    keys = {
        "host": "127.0.0.1",
        "port": forwarder.port,
        "user": "postgres",
        "database": "postgres",
        "collection": fresh_name(),
        "timeout": 2.0,
    }
    docs = write(tmp_path / "docs", {"a.md": "Apples.\n"})
    build_index([docs], tmp_path / "index", options(embedder()))
    with closing(collection_of("pgvector", keys)) as collection:
        publish(Generation(IndexFolder(tmp_path / "index").current_folder()), collection)
        assert len(found(collection, "apples").hits) == 1
        forwarder.down()
        started = time.monotonic()
        with pytest.raises(StoreUnreachable):
            found(collection, "apples")
        assert time.monotonic() - started < 8
        forwarder.up()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with suppress(StoreUnreachable):
                assert len(found(collection, "apples").hits) == 1
                break
        else:
            pytest.fail("no search succeeded after the server came back")
    forwarder.down()
