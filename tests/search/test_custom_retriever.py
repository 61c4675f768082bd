"""Classes of a project's own, written into its folder and imported from there."""

from __future__ import annotations

import asyncio
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from benchmarks.word_hash_embedder import WordHashEmbedder
from prompts.errors import KnowledgeBaseError
from search.custom_retriever import (
    UNSCORED,
    CustomRetriever,
    SearchResultList,
    hits_of,
    load_custom_retriever,
)
from search.custom_retriever import SearchResult as RasaResult
from search.filters import AccessFilter
from search.passage import SearchResult
from search.query import QueryPart, SearchQuery

Load = Callable[..., CustomRetriever]

RASA_PRO = """
    from search.custom_retriever import SearchResult, SearchResultList

    class Mine:
        def __init__(self, embeddings):
            self.embeddings = embeddings

        def connect(self, config):
            self.region = config.kwargs["region"]
            self.seen = []

        async def search(self, query, tracker_state, threshold=0.0):
            self.seen.append((query, tracker_state, threshold))
            vector = await self.embeddings.aembed_query(query)
            text = f"{query} in {self.region} for {tracker_state['slots']['role']}, {len(vector)}"
            metadata = {"source": "docs/a.txt", "title": "A", "answer": "Yes.", "audience": "all"}
            return SearchResultList([SearchResult(text, metadata, 0.75)], {"total": 1})
"""

OURS = """
    from search.passage import Hit, Passage, SearchResult

    class Mine:
        async def search(self, query, *, k=5, slots=None):
            hits = [Hit(Passage(str(n), query.text, "s"), 0.9) for n in range(k)]
            return SearchResult(query.text, "mine-7", tuple(hits))
"""


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Load]:
    """Write a module into a project folder and load its class `Mine`."""
    path, names = list(sys.path), set(sys.modules)

    def write_and_load(code: str, name: str = "Mine", **config: Any) -> CustomRetriever:
        module = f"retriever_{uuid.uuid4().hex}"
        (tmp_path / f"{module}.py").write_text(dedent(code), encoding="utf-8")
        return load_custom_retriever(
            f"{module}.{name}", tmp_path, config, lambda: WordHashEmbedder(8), threshold=0.4
        )

    yield write_and_load
    sys.path[:] = path
    for name in set(sys.modules) - names:
        if name.startswith("retriever_"):
            del sys.modules[name]


def found(retriever: CustomRetriever, query: str | SearchQuery = "opening hours") -> SearchResult:
    return asyncio.run(retriever.search(query, k=3, slots={"role": "staff"}))


def test_a_class_of_rasa_pros_shape_is_made_connected_and_searched(load: Load) -> None:
    retriever = load(RASA_PRO, region="EU")
    (hit,) = found(retriever).hits
    assert hit.passage.text == "opening hours in EU for staff, 8"
    assert [hit.passage.source, hit.passage.title] == ["docs/a.txt", "A"]
    assert [hit.passage.answer, hit.score, hit.dense_rank] == ["Yes.", 0.75, 1]
    assert hit.passage.metadata["audience"] == "all"
    assert found(retriever).generation == retriever.generation


def test_the_threshold_and_the_message_are_told_to_it(load: Load) -> None:
    retriever = load(RASA_PRO, region="EU")
    found(retriever)
    inner: Any = retriever._inner
    query, state, threshold = inner.seen[0]
    assert (query, threshold) == ("opening hours", 0.4)
    assert state["latest_message"]["text"] == "opening hours"


def test_a_message_that_leans_on_the_one_before_comes_with_it(load: Load) -> None:
    retriever = load(RASA_PRO, region="EU")
    parts = (QueryPart("and there?"), QueryPart("Is it open in Rome? and there?"))
    result = found(retriever, SearchQuery("and there?", parts, leans=True))
    assert result.hits[0].passage.text.startswith("Is it open in Rome? and there? in EU")
    assert result.query == "and there?"


def test_a_class_of_our_shape_gets_the_query_k_and_slots(load: Load) -> None:
    result = found(load(OURS))
    assert len(result.hits) == 3 and result.generation == "mine-7"


def test_a_search_that_is_no_coroutine_runs_in_a_thread(load: Load) -> None:
    code = """
        import threading
        from search.custom_retriever import SearchResult, SearchResultList

        class Mine:
            def search(self, query, tracker_state, threshold=0.0):
                assert threading.current_thread() is not threading.main_thread()
                return SearchResultList([SearchResult("found")])
    """
    assert found(load(code)).hits[0].passage.text == "found"


def test_a_connection_made_by_a_coroutine_is_waited_for(load: Load) -> None:
    code = """
        from search.custom_retriever import SearchResult, SearchResultList

        class Mine:
            async def connect(self, config):
                self.place = config["place"]

            async def search(self, query, tracker_state, threshold=0.0):
                return SearchResultList([SearchResult(self.place)])
    """
    assert found(load(code, place="here")).hits[0].passage.text == "here"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("raise RuntimeError('the index is away')", "RuntimeError: the index is away"),
        ("return None", "NoneType"),
        ("return 'text'", "str"),
        ("return [object()]", "without a `text`"),
        ("return [type('R', (), {'text': 'x', 'score': float('nan')})()]", "NaN"),
        ("return [type('R', (), {'text': 'x', 'score': 'high'})()]", "ValueError"),
        ("raise TimeoutError", "TimeoutError"),
    ],
)
def test_what_goes_wrong_in_a_search_names_the_class(load: Load, body: str, told: str) -> None:
    code = f"""
        class Mine:
            async def search(self, query, tracker_state, threshold=0.0):
                {body}
    """
    retriever = load(code)
    with pytest.raises(
        KnowledgeBaseError, match=rf"{retriever.generation}\.search failed"
    ) as error:
        found(retriever)
    assert told in str(error.value)


def test_our_shape_must_return_our_result(load: Load) -> None:
    code = """
        class Mine:
            async def search(self, query, k=5, slots=None):
                return []
    """
    with pytest.raises(KnowledgeBaseError, match="not a SearchResult"):
        found(load(code))


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("x = 1", "Mine", "has no attribute 'Mine'"),
        ("class Mine:\n    pass", "Mine", "no method `search`"),
        ("import not_installed_anywhere", "Mine", "not_installed_anywhere"),
        ("def broken(", "Mine", "SyntaxError"),
        ("class Mine:\n    def __init__(self): 1 / 0", "Mine", "ZeroDivisionError"),
    ],
)
def test_what_cannot_be_made_names_the_class(load: Load, code: str, name: str, told: str) -> None:
    with pytest.raises(
        KnowledgeBaseError, match=r"vector_store\.type: retriever_\w+\.Mine"
    ) as error:
        load(code, name)
    assert told in str(error.value)


def test_a_connection_that_fails_names_the_class(load: Load) -> None:
    code = """
        class Mine:
            def connect(self, config):
                raise ConnectionRefusedError("port 1")

            async def search(self, query, tracker_state, threshold=0.0):
                return None
    """
    with pytest.raises(KnowledgeBaseError, match=r"Mine cannot be used: ConnectionRefusedError"):
        load(code)


def test_a_class_that_needs_rasa_is_told_what_to_import_instead(load: Load) -> None:
    code = "from rasa_plus.ml.information_retrieval import InformationRetrieval"
    with pytest.raises(KnowledgeBaseError, match=r"search\.custom_retriever"):
        load(code)


def test_a_name_without_a_module_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeBaseError, match=r"module\.Class"):
        load_custom_retriever("Mine", tmp_path, {}, lambda: WordHashEmbedder(8))


def test_scores_are_kept_within_0_and_1_and_a_missing_one_is_even() -> None:
    results = [RasaResult("a", {}, 7.0), RasaResult("b", {}, -1.0), RasaResult("c")]
    assert [hit.score for hit in hits_of(SearchResultList(results))] == [1.0, 0.0, UNSCORED]


@pytest.mark.parametrize(
    "arguments", ["query, tracker_state, threshold=0.0", "query, k=5, slots=None"]
)
def test_what_the_filter_hides_is_left_out_whatever_the_class_returns(
    arguments: str, load: Load
) -> None:
    code = f"""
        from search.passage import Hit, Passage, SearchResult as Ours
        from search.custom_retriever import SearchResult, SearchResultList

        class Mine:
            async def search(self, {arguments}):
                roles = ["staff", "public", None]
                if "k" in locals():
                    passages = [Passage(str(r), str(r), "s", metadata=dict(role=r)) for r in roles]
                    return Ours("q", "g", tuple(Hit(passage, 1) for passage in passages))
                return SearchResultList([SearchResult(str(r), dict(role=r), 1.0) for r in roles])
    """
    retriever = load(code)
    retriever._access = AccessFilter.compile({"role": "{{ slots.role }}"})
    assert [hit.passage.text for hit in found(retriever).hits] == ["staff"]
    assert asyncio.run(retriever.search("x", k=3, slots={})).hits == ()


def test_it_is_closed_where_it_can_be(load: Load) -> None:
    code = """
        class Mine:
            closed = False

            async def search(self, query, tracker_state, threshold=0.0):
                return []

            def close(self):
                type(self).closed = True
    """
    retriever = load(code)
    assert found(retriever).hits == ()
    asyncio.run(retriever.aclose())
    inner: Any = retriever._inner
    assert inner.closed
