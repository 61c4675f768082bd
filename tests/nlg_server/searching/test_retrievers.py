"""Which retriever the settings of a project choose, and what is asked of it while serving."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from typer.testing import CliRunner

from nlg_server.project import Project, load_project
from nlg_server.searching.knowledge import Knowledge
from nlg_server.searching.retrievers import embedding_model, open_retriever
from nlg_server.telemetry.metrics import Metrics
from prompts.errors import IndexMissing, KnowledgeBaseError, SettingsError
from search.embedding.local_model import DEFAULT_MODEL
from search.passage import SearchResult
from tests.nlg_server.projects import write_project

MINE = """
    from search.custom_retriever import SearchResult, SearchResultList

    class Mine:
        def connect(self, config):
            self.greeting = config["greeting"]

        async def search(self, query, tracker_state, threshold=0.0):
            if query == "fail":
                raise OSError("away")
            return SearchResultList([SearchResult(f"{self.greeting} {query}", {}, threshold)])
"""


@pytest.fixture
def import_path() -> Iterator[None]:
    path = list(sys.path)
    yield
    sys.path[:] = path
    sys.modules.pop("my_retriever", None)


def project(folder: Path, store: str, config: str = "") -> Project:
    lines = ["vector_store:", *(f"  {line}" for line in dedent(store).strip().splitlines())]
    write_project(folder, "\n".join(lines) + "\n")
    if config:
        (folder / "config.yml").write_text(dedent(config), "utf-8")
    return load_project(folder, environment={})


def test_without_an_index_the_embedded_one_is_missing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="truephrase index"):
        open_retriever(project(tmp_path, "type: faiss"))


def test_a_type_that_is_neither_a_store_nor_a_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="faiss, milvus, qdrant, pgvector, or the dotted path"):
        project(tmp_path, "type: chroma")


def test_a_misspelt_key_of_a_store_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"endpoints\.yml:3: vector_store\.colection"):
        project(tmp_path, "type: qdrant\ncolection: docs")


@pytest.mark.usefixtures("import_path")
def test_the_server_searches_with_a_class_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "my_retriever.py").write_text(dedent(MINE), "utf-8")
    settings = "type: my_retriever.Mine\ngreeting: Hello\nthreshold: 0.4"
    knowledge = Knowledge(project(tmp_path, settings), Metrics())

    async def searched() -> SearchResult:
        try:
            result = await knowledge.search("world")
            with pytest.raises(
                KnowledgeBaseError, match=r"my_retriever\.Mine\.search failed.*away"
            ):
                await knowledge.search("fail")
            return result
        finally:
            await knowledge.aclose()

    result = asyncio.run(searched())
    (hit,) = result.hits
    assert [hit.passage.text, hit.score] == ["Hello world", 0.4]
    assert knowledge.generation == result.generation == "my_retriever.Mine"


@pytest.mark.parametrize(
    ("written", "model"),
    [
        ("{}", DEFAULT_MODEL),
        ("intfloat/e5-small", "intfloat/e5-small"),
        ("{model: intfloat/e5-small}", "intfloat/e5-small"),
        ("{type: huggingface, model: intfloat/e5-small}", "intfloat/e5-small"),
        (
            "{provider: openai, model: text-embedding-3-large}",
            "litellm/openai/text-embedding-3-large",
        ),
        ("{type: openai, model_name: ada}", "litellm/openai/ada"),
    ],
)
def test_the_embedding_model_is_named_in_rasa_pros_keys(
    written: str, model: str, tmp_path: Path
) -> None:
    store = f"type: qdrant\ncollection: docs\nembeddings: {written}"
    assert embedding_model(project(tmp_path, store)) == model


def test_a_search_policys_embeddings_count_for_a_vector_database(tmp_path: Path) -> None:
    config = """
        policies:
        - name: EnterpriseSearchPolicy
          embeddings: {provider: openai, model: text-embedding-3-large}
    """
    found = project(tmp_path, "type: qdrant\ncollection: docs", config)
    assert embedding_model(found) == "litellm/openai/text-embedding-3-large"


def test_embeddings_without_a_model_are_refused(tmp_path: Path) -> None:
    store = "type: qdrant\ncollection: docs\nembeddings: {provider: openai}"
    with pytest.raises(SettingsError, match=r"vector_store\.embeddings: names no model"):
        embedding_model(project(tmp_path, store))


@pytest.mark.stores
def test_a_collection_is_filled_searched_and_filtered_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nlg_server.cli.index import app as index
    from nlg_server.cli.search import app as search

    monkeypatch.chdir(tmp_path)
    store = 'type: qdrant\npath: ./points\ncollection: docs\nfilter: {audience: "{{ slots.role }}"}'
    project(tmp_path, store)
    (tmp_path / "docs").mkdir()
    for name, role in (("cards", "public"), ("loans", "staff")):
        text = f"---\naudience: {role}\n---\n{name.title()} are for everyone.\n"
        (tmp_path / f"docs/{name}.md").write_text(text, "utf-8")
    filled = CliRunner().invoke(index, ["--json"], catch_exceptions=False)
    assert json.loads(filled.stdout)["published"]["written"] == 2
    found = CliRunner().invoke(
        search, ["who are cards for?", "--slot", "role=staff", "--json"], catch_exceptions=False
    )
    hits = json.loads(found.stdout)["hits"]
    assert [hit["passage"]["source"] for hit in hits] == ["loans.md"]
