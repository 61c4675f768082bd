"""The embedding model that the settings name, and the one that the index was made with."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from nlg_server.project import load_project
from nlg_server.searching.retrievers import open_retriever
from search.indexing.build import build_index
from search.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("named", "told"),
    [("sentence-transformers/all-MiniLM-L6-v2", False), ("intfloat/e5-small", True)],
)
def test_an_index_of_another_model_than_named_is_told_of(
    named: str, told: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "endpoints.yml").write_text(
        f"vector_store:\n  type: faiss\n  embeddings: {{model: {named}}}\n"
    )
    (tmp_path / "a.md").write_text("# Fees\n\nFive euros.")
    project = load_project(tmp_path)
    build_index([tmp_path / "a.md"], project.index_folder)
    with caplog.at_level(logging.WARNING):
        retriever = open_retriever(project)
    assert isinstance(retriever, KnowledgeBase)
    retriever.close()
    assert (f"names {named}" in caplog.text) == told
