from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.embedding.choice import embedder_for
from search.embedding.local_model import DEFAULT_MODEL
from search.indexing.profiling import measured_profile
from search.lexical.build import build_lexical_index
from search.lexical.word_pairs import WordPairs
from search.query import QueryPart, SearchQuery
from search.ranking.beside import SHARE, Surroundings, with_neighbours
from search.ranking.context_weight import part_weights
from search.ranking.embedder_profile import MINILM, EmbedderProfile
from search.ranking.feedback import feedback
from search.ranking.fusion import BOTH, WORDS_FIRST, fusion_for, probability
from search.ranking.retrieval import Candidates, RankedRow, query_language, rank, retrieve
from search.stores.faiss import FaissStore
from search.vector_store import Vectors

TEXTS = (
    "Refunds are paid within 14 days.",
    "The warranty of the battery is two years.",
    "Opening hours: nine to five.",
    "Die Rückgabe ist innerhalb von 14 Tagen möglich und kostet nichts.",
)
IDENTITY: Vectors = np.eye(4, 8, dtype=np.float32)


def near(row: int, cosine: float) -> Vectors:
    """A vector with that cosine to row `row` and none to the others."""
    vector = np.zeros(8, np.float32)
    vector[row], vector[7] = cosine, (1 - cosine**2) ** 0.5
    return vector


def search(text: str, vector: Vectors, **options: Any) -> list[RankedRow]:
    query = SearchQuery.of(text)
    lexical = build_lexical_index(TEXTS, ["en", "en", "en", "de"])
    return retrieve(query, vector[None], FaissStore.build(IDENTITY), lexical, k=4, **options)


def test_every_hit_carries_the_scores_of_both_halves() -> None:
    by_row = {hit.row: hit for hit in search("warranty", near(0, 0.6))}
    assert by_row[0].dense_rank == 1 and by_row[0].lexical_rank is None
    assert by_row[1].lexical_rank == 1 and by_row[1].dense_rank is not None
    assert by_row[0].cosine == pytest.approx(0.6) and by_row[0].bm25 == 0
    assert by_row[1].cosine == pytest.approx(0, abs=1e-6) and by_row[1].bm25 > 0


def test_a_row_that_only_words_propose_gets_its_cosine_too() -> None:
    vectors = np.eye(300, 301, dtype=np.float32)
    vector = np.full(301, 0.05, np.float32)
    vector[250] = 0.01
    texts = [f"text {row}" if row != 250 else "lighthouse" for row in range(300)]
    hits = retrieve(
        SearchQuery.of("lighthouse"), vector[None] / np.linalg.norm(vector),
        FaissStore.build(vectors), build_lexical_index(texts, ["en"] * 300), k=1, candidates=10,
    )  # fmt: skip
    assert hits[0].row == 250 and hits[0].dense_rank is None
    assert hits[0].cosine == pytest.approx(0.01 / np.linalg.norm(vector), abs=1e-6)


def test_meaning_and_words_together_beat_either_alone() -> None:
    alone = search("warranty of the battery", near(0, 0.7))
    agreed = search("warranty of the battery", near(1, 0.7))
    assert agreed[0].row == 1
    assert agreed[0].score > alone[0].score


def test_where_the_embedder_does_not_know_the_language_words_decide() -> None:
    assert search("Ist eine Rückgabe möglich?", near(2, 0.9))[0].row == 3
    multilingual = EmbedderProfile(0.05, 0.65, frozenset(), multilingual=True)
    assert search("Ist eine Rückgabe bald?", near(2, 0.99), profile=multilingual)[0].row == 2


def test_a_score_does_not_depend_on_how_many_are_asked_for() -> None:
    every = search("battery warranty", near(1, 0.5))
    few = search("battery warranty", near(1, 0.5), candidates=2)
    assert few[0] == every[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), min_size=4, max_size=4), st.sampled_from(["warranty", "14", "zzz"]))
def test_all_allowed_rows_come_back_and_no_other(shown: list[bool], text: str) -> None:
    hits = search(text, near(1, 0.5), allowed=np.array(shown))
    assert sorted(hit.row for hit in hits) == [row for row, show in enumerate(shown) if show]
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_an_empty_query_still_answers() -> None:
    assert len(search("", near(0, 0.1))) == 4


def test_the_query_language_is_that_of_the_passages_where_the_query_tells_too_little() -> None:
    lexical = build_lexical_index(TEXTS, ["de"] * 4)
    assert query_language(SearchQuery.of("Wi-Fi 6"), lexical.languages_of()) == "de"
    assert (
        query_language(SearchQuery.of("What is the price of it?"), lexical.languages_of()) == "en"
    )


def test_hidden_passages_have_no_say_in_how_a_question_is_read() -> None:
    seen = ["Wi-Fi 6 router antennas, four of them"]
    german = ["Der Hund ist nicht da.", "Wir sind am Sonntag nicht für Sie da."]
    english = ["The dog is not there.", "We are not there for you on Sunday."]
    allowed = np.array([True, False, False])
    found = []
    for hidden, language in ((german, "de"), (english, "en")):
        lexical = build_lexical_index([*seen, *hidden], ["en", language, language])
        match = lexical.match("the Wi-Fi router in", allowed=allowed)
        query = SearchQuery.of("Wi-Fi 6")
        found.append(
            (
                match.coverage.tolist(),
                match.rarities,
                query_language(query, lexical.languages_of(allowed)),
            )
        )
    assert found[0] == found[1]


def weights(cosine: float, *, leaning: bool) -> list[float]:
    query = SearchQuery("b", (QueryPart("b"), QueryPart("a b")), leans=leaning)
    vectors = np.stack([near(0, 1.0), near(0, cosine)])
    return [round(float(weight), 2) for weight in part_weights(query, vectors, MINILM)]


def test_context_counts_the_more_the_less_the_message_says_beside_it() -> None:
    assert weights(0.95, leaning=False) == [1.0, 0.0]
    assert weights(0.2, leaning=False) == [1.0, 1.0]
    assert 0 < weights(0.65, leaning=False)[1] < 1


def test_context_counts_more_for_a_message_that_leans() -> None:
    assert weights(0.65, leaning=True)[1] > weights(0.65, leaning=False)[1]


def test_evidence_grows_with_both_halves() -> None:
    steps = np.linspace(0, 1, 11, dtype=np.float32)
    for fusion in (BOTH, WORDS_FIRST):
        assert (np.diff(fusion.evidence(steps, steps * 0)) > 0).all()
        assert (np.diff(fusion.evidence(steps * 0, steps)) > 0).all()


def test_evidence_of_nothing_either_way_is_a_probability_of_one_half() -> None:
    assert probability(np.array([0.0, -1e6, 1e6], np.float32)).tolist() == [0.5, 0.0, 1.0]


def test_the_packaged_model_has_the_profile_that_is_measured() -> None:
    measured = measured_profile(embedder_for(DEFAULT_MODEL)[0])
    assert measured.languages == MINILM.languages and not measured.multilingual
    assert measured.unrelated == pytest.approx(MINILM.unrelated, abs=0.01)
    assert measured.related == pytest.approx(MINILM.related, abs=0.01)


def test_an_embedder_on_another_scale_gets_the_same_scores() -> None:
    squeezed = EmbedderProfile(
        0.8 + 0.1 * MINILM.unrelated, 0.8 + 0.1 * MINILM.related, frozenset()
    )
    cosines = np.linspace(0, 1, 5, dtype=np.float32)
    np.testing.assert_allclose(
        squeezed.similarity(0.8 + 0.1 * cosines), MINILM.similarity(cosines), atol=1e-4
    )


def test_trust_follows_the_embedders_languages() -> None:
    assert fusion_for("en", MINILM) is BOTH
    assert fusion_for(None, MINILM) is BOTH
    assert fusion_for("de", MINILM) is WORDS_FIRST


def test_words_that_stand_side_by_side_lift_a_passage_and_lower_none() -> None:
    texts = (
        "The battery lasts for many years of quite ordinary use; no warranty.",
        "The battery warranty ends.",
    )
    found = Candidates(
        near(0, 0.6), np.arange(2), np.full(2, 0.6, "f4"), np.zeros(2, "f4"), np.ones(2, "f4"),
        np.arange(2), np.arange(2),
    )  # fmt: skip
    pairs = WordPairs.of("battery warranty", "en", texts.__getitem__)
    plain = {hit.row: hit.score for hit in rank(found, BOTH, MINILM, k=2)}
    read = {hit.row: hit.score for hit in rank(found, BOTH, MINILM, k=2, pairs=pairs)}
    assert read[1] > plain[1]
    assert read[0] == plain[0]


def test_a_passage_like_the_likeliest_ones_comes_before_one_that_stands_alone() -> None:
    vectors = np.eye(4, 8, dtype=np.float32)
    vectors[1] = near(0, 0.8)  # like the best passage
    vectors[2] = np.array([0, 0, 1, 0, 0, 0, 0, 0], np.float32)
    question = vectors[0] * 0.7 + vectors[2] * 0.6
    question /= np.linalg.norm(question)
    losses = feedback(question, vectors[:3], np.array([0.9, 0.5, 0.5], np.float32))
    assert losses.max() == 0
    assert losses[1] > losses[2]


def test_where_nothing_is_likely_the_question_stays_where_it_is() -> None:
    vectors = np.eye(4, 8, dtype=np.float32)
    losses = feedback(near(0, 0.5), vectors, np.full(4, 1e-6, np.float32))
    assert np.abs(losses).max() < 1e-5
    assert feedback(near(0, 0.5), vectors[:0], np.empty(0, np.float32)).size == 0


def test_a_window_is_judged_with_those_beside_it_that_may_be_seen() -> None:
    store = FaissStore.build(IDENTITY)
    question = near(1, 0.9)
    rows, cosines = np.array([0, 2]), np.zeros(2, np.float32)

    def beside(row: int) -> list[int]:
        return [1] if row == 0 else []

    seen = with_neighbours(question, rows, cosines, Surroundings(store, beside))
    hidden = Surroundings(store, beside, np.array([True, False, True, True]))
    assert seen[0] == pytest.approx(SHARE * 0.9 / 2) and seen[1] == 0
    assert with_neighbours(question, rows, cosines, hidden)[0] == 0
