"""The store contract on the embedded index: a folder is indexed, opened and searched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.word_hash_embedder import WordHashEmbedder
from search.filters import AccessFilter
from search.indexing.build import build_index
from search.knowledge_base import KnowledgeBase
from tests.search.knowledge_bases import options
from tests.search.stores.contract import Fill, StoreContract, embedder


class TestFaiss(StoreContract):
    @pytest.fixture
    def fill(self, tmp_path: Path) -> Iterator[Fill]:
        opened: list[KnowledgeBase] = []

        def open_filled(
            docs: Path,
            access: AccessFilter | None = None,
            model: WordHashEmbedder | None = None,
            *,
            build: bool = True,
        ) -> KnowledgeBase:
            if build:
                build_index([docs], tmp_path / "index", options(model or embedder()))
            base = KnowledgeBase.open(
                tmp_path / "index", access=access, embedder=model or embedder()
            )
            opened.append(base)
            return base

        yield open_filled
        for base in opened:
            base.close()
