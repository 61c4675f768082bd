from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from prompts.errors import SettingsError
from search.embedding.local_model import DEFAULT_MODEL, find_model
from search.passage import Hit, Passage, SearchResult
from search.query import QueryPart, SearchQuery
from search.ranking.diversity import diversified
from search.ranking.refined_retriever import RefinedRetriever
from search.ranking.reranking import CrossEncoderReranker, reranked


def hit(text: str, score: float) -> Hit:
    return Hit(Passage(text, text, "a.md"), score)


HITS = (
    hit("refunds are paid within 14 days", 0.9),
    hit("a refund is paid within 14 days, refunds paid", 0.8),
    hit("the warranty of the battery", 0.5),
)


class Fixed:
    """A retriever that always finds `HITS`, and notes how many were asked for."""

    asked = 0

    async def search(
        self, query: str | SearchQuery, *, k: int = 5, slots: Mapping[str, Any] | None = None
    ) -> SearchResult:
        self.asked = k
        return SearchResult(SearchQuery.of(query).text, "g1", HITS[:k])


class ByLength:
    """A reranker that likes short passages, and notes the query."""

    query = ""

    def scores(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        self.query = query
        return np.array([-len(passage) for passage in passages], np.float32)


def test_without_a_second_look_hits_pass_through() -> None:
    result = asyncio.run(RefinedRetriever(Fixed()).search("x", k=2))
    assert result.hits == HITS[:2]


def test_the_reranker_orders_a_pool_that_is_larger_than_k() -> None:
    inner, reranker = Fixed(), ByLength()
    query = SearchQuery("and then?", (QueryPart("and then?"), QueryPart("refund and then?")))
    result = asyncio.run(RefinedRetriever(inner, reranker, pool=3).search(query, k=1))
    assert inner.asked == 3
    assert [h.passage.text for h in result.hits] == ["the warranty of the battery"]
    assert result.hits[0].score == 0.5
    assert reranker.query == "refund and then?"


def test_diversity_puts_something_new_before_a_repetition() -> None:
    result = asyncio.run(RefinedRetriever(Fixed(), diversity=0.9).search("x", k=2))
    assert [h.score for h in result.hits] == [0.9, 0.5]


@given(
    st.lists(st.tuples(st.text(alphabet="ab ", max_size=6), st.floats(0, 1)), max_size=6),
    st.integers(0, 8),
    st.floats(0, 1),
)
def test_diversity_keeps_the_best_first_and_loses_none(
    drawn: list[tuple[str, float]], k: int, penalty: float
) -> None:
    hits = sorted((hit(text, score) for text, score in drawn), key=lambda h: -h.score)
    chosen = diversified(hits, k, penalty=penalty)
    assert len(chosen) == min(k, len(hits))
    if chosen:
        assert chosen[0].score == hits[0].score
    assert diversified(hits, k, penalty=0.0) == tuple(hits[:k])


def test_reranking_nothing_gives_nothing() -> None:
    assert reranked("x", (), ByLength()) == ()


@pytest.fixture(scope="module")
def tiny_cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of two small layers with random weights, made here."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("cross-encoder")
    tokenizer = AutoTokenizer.from_pretrained(str(find_model(DEFAULT_MODEL).folder))
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=64,
    )  # fmt: skip
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(str(folder))
    tokenizer.save_pretrained(str(folder))
    return folder


def test_a_real_cross_encoder_orders_the_hits_by_its_scores(tiny_cross_encoder: Path) -> None:
    reranker = CrossEncoderReranker(str(tiny_cross_encoder))
    texts = [h.passage.text for h in HITS]
    scores = reranker.scores("when are refunds paid?", texts)
    assert scores.shape == (3,) and len(set(scores.tolist())) == 3
    expected = [HITS[i] for i in np.argsort(-scores)]
    assert list(reranked("when are refunds paid?", HITS, reranker)) == expected
    assert reranker.scores("x", []).shape == (0,)


def test_a_model_that_is_not_there_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="reranker"):
        CrossEncoderReranker(str(tmp_path / "none"))
