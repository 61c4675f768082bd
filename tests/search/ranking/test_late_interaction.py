"""Late interaction: each word of the question looks for its like in a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from benchmarks.word_hash_embedder import WordHashEmbedder
from search.embedding.token_vectors import QueryTokens
from search.lexical.build import build_lexical_index
from search.query import QueryPart, SearchQuery
from search.ranking.late_interaction import LateInteraction
from search.ranking.retrieval import RankedRow, retrieve
from search.stores.faiss import FaissStore

EMBEDDER = WordHashEmbedder()
TEXTS = (
    "the refund of a battery",
    "the wheel of a bicycle",
    "???",
    "the battery of the bicycle and the refund",
)


def late(
    query: SearchQuery, shares: Sequence[float], rarities: Mapping[str, float], texts: Any = TEXTS
) -> LateInteraction:
    tokens = EMBEDDER.embed_query_tokens([part.text for part in query.parts])[1]
    signs = EMBEDDER.embed_tokens(texts)[1]

    rare = [{term: rarities.get(term, 1.0) for term in part.text.split()} for part in query.parts]
    return LateInteraction.of(query, np.array(shares, np.float32), tokens, rare, signs.__getitem__)


def test_a_passage_with_all_words_is_nearer_than_one_with_some_and_one_with_none() -> None:
    near = late(SearchQuery.of("battery refund"), [1.0], {}).closeness([0, 1, 2, 3])
    assert near[0] == pytest.approx(near[3]) and near[0] > 0.75
    assert near[1] < 0.2 and near[2] == 0.0


def test_a_rare_word_counts_for_more() -> None:
    query = SearchQuery.of("bicycle refund")
    even = late(query, [1.0], {}).closeness([0, 1])
    rare = late(query, [1.0], {"refund": 9.0}).closeness([0, 1])
    assert abs(even[0] - even[1]) < 0.1
    assert rare[0] > rare[1] + 0.4


def test_parts_count_by_their_share() -> None:
    query = SearchQuery("wheel", (QueryPart("wheel"), QueryPart("refund")), leans=False)
    message = late(query, [1.0, 0.0], {}).closeness([0, 1])
    context = late(query, [0.1, 0.9], {}).closeness([0, 1])
    assert message[1] > message[0] and context[0] > context[1]


def test_a_token_outside_every_word_counts_nothing() -> None:
    query = SearchQuery.of("refund ?")
    vectors = EMBEDDER.embed_query_tokens(["refund wheel"])[1][0].vectors
    tokens = QueryTokens(vectors, ((0, 6), (7, 8)))
    signs = EMBEDDER.embed_tokens(TEXTS)[1].__getitem__
    found = LateInteraction.of(query, np.ones(1, np.float32), [tokens], [{"refund": 1.0}], signs)
    assert len(found.weights) == 1 and found.weights[0] == pytest.approx(1.0)


def test_a_question_without_a_word_changes_nothing() -> None:
    assert late(SearchQuery.of("?!"), [1.0], {}).closeness([0, 1]).tolist() == [0.0, 0.0]


def search(texts: Sequence[str], question: str, *, tokens: bool) -> list[RankedRow]:
    query = SearchQuery.of(question)
    vectors, asked = EMBEDDER.embed_query_tokens([question])
    stored, signs = EMBEDDER.embed_tokens(texts)
    same = np.ones_like(stored) / np.sqrt(stored.shape[1])  # no vector tells anything
    return retrieve(
        query, vectors, FaissStore.build(same), build_lexical_index(texts, ["en"] * len(texts)),
        k=len(texts), tokens=asked if tokens else None, signs_of=signs.__getitem__,
    )  # fmt: skip


def test_it_orders_what_vectors_and_words_leave_open_and_lifts_no_score() -> None:
    # BM25 sees the same: one word of two, once, in texts of one length.
    texts = ["refund alpha beta", "refund gamma wheel", "nothing to see"]
    plain = {hit.row: hit.score for hit in search(texts, "refund wheels wheel", tokens=False)}
    found = search(texts, "refund wheels wheel", tokens=True)
    assert found[0].row == 1
    assert all(hit.score <= plain[hit.row] + 1e-6 for hit in found)
    assert found[0].score == pytest.approx(plain[1])
