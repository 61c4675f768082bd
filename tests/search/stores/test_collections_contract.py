"""The store contract on each vector database (`make stores-test`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.stores.collections import collection_of, filling, fresh_name
from tests.search.stores.contract import Fill, StoreContract

pytestmark = pytest.mark.stores


class TestMilvus(StoreContract):
    @pytest.fixture
    def fill(self, tmp_path: Path) -> Iterator[Fill]:
        keys = {"uri": str(tmp_path / "milvus.db"), "collection": fresh_name()}
        with filling(collection_of("milvus", keys, timeout=20.0), tmp_path / "index") as fill:
            yield fill


class TestQdrant(StoreContract):
    @pytest.fixture
    def fill(self, tmp_path: Path) -> Iterator[Fill]:
        keys = {"path": str(tmp_path / "qdrant"), "collection": fresh_name()}
        with filling(collection_of("qdrant", keys), tmp_path / "index") as fill:
            yield fill


class TestPgvector(StoreContract):
    @pytest.fixture
    def fill(self, tmp_path: Path, postgres_url: str) -> Iterator[Fill]:
        keys = {"url": postgres_url, "collection": fresh_name()}
        with filling(collection_of("pgvector", keys, timeout=20.0), tmp_path / "index") as fill:
            yield fill
