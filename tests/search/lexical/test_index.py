from __future__ import annotations

import dataclasses
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompts.errors import IndexDamaged
from search.lexical.build import build_lexical_index, detected_languages
from search.lexical.index import LexicalIndex

TEXTS = (
    "Refunds are paid within 14 days of the return.",
    "The warranty of the battery ends after two years.",
    "Batteries are shipped by sea, never by air.",
    "Die Rückgabe von Büchern ist innerhalb von 14 Tagen möglich.",
    "Unsere Filialen sind am Samstag und am Sonntag geschlossen.",
)
words = st.lists(st.sampled_from(["alpha", "beta", "gamma", "eins", "zwei"]), max_size=8).map(
    " ".join
)


def test_a_match_in_another_inflection_is_found() -> None:
    index = build_lexical_index(TEXTS)
    assert index.search("battery shipping", 5)[0].tolist()[:1] == [2]
    assert index.search("Buch zurückgeben? Bücher!", 5)[0].tolist() == [3]


def test_function_words_alone_do_not_count_beside_content() -> None:
    index = build_lexical_index(["the of and", "a lighthouse"])
    assert index.search("the lighthouse of the", 5)[0].tolist() == [1]
    assert index.search("the", 5)[0].tolist() == [0]


def test_scores_equal_the_formula_of_bm25() -> None:
    index = build_lexical_index(["red apple", "red pear pear", "green leaf"], languages=[None] * 3)
    scores = index.match("pear").scores
    idf = np.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    expected = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / (7 / 3)))
    np.testing.assert_allclose(scores, [0, expected, 0], rtol=1e-5)


def test_coverage_lies_between_zero_and_one() -> None:
    index = build_lexical_index(["pear " * 500, "an apple and a pear", "nothing of the kind"])
    coverage = index.match("pear apple").coverage
    assert coverage.min() >= 0 and coverage.max() < 1
    assert coverage[1] > coverage[0] > coverage[2] == 0


def test_a_word_in_no_passage_lowers_coverage() -> None:
    index = build_lexical_index(TEXTS)
    assert index.match("battery").coverage.max() > index.match("battery zeppelin").coverage.max()


@settings(max_examples=60, deadline=None)
@given(st.lists(words, min_size=1, max_size=10), words, st.data())
def test_a_hidden_passage_shifts_no_score(
    texts: list[str], query: str, data: st.DataObject
) -> None:
    shown = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    languages = ["en"] * len(texts)
    mask = np.array(shown)
    match = build_lexical_index(texts, languages).match(query, allowed=mask)
    kept = [text for text, show in zip(texts, shown, strict=True) if show]
    alone = build_lexical_index(kept, ["en"] * len(kept)).match(query)
    np.testing.assert_allclose(match.scores[mask], alone.scores, rtol=1e-5)
    assert not match.scores[~mask].any()
    if kept:
        assert match.possible == pytest.approx(alone.possible)


def test_scores_rank_as_bm25s_does() -> None:
    bm25s: Any = import_module("bm25s")
    texts = ["red apple pie", "red pear", "green leaf and red apple", "pie pie pie", "leaf", "red"]
    ours = build_lexical_index(texts, languages=[None] * len(texts)).match("red pie apple").scores
    rival = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    rival.index([text.split() for text in texts], show_progress=False)
    theirs = rival.get_scores(["red", "pie", "apple"])
    # Lucene leaves out the constant factor k1 + 1.
    np.testing.assert_allclose(ours, theirs * 2.2, rtol=1e-4)


def test_a_saved_index_answers_as_before(tmp_path: Path) -> None:
    index = build_lexical_index(TEXTS)
    index.save(tmp_path)
    opened = LexicalIndex.open(tmp_path)
    assert opened.languages_of()[0] == "en" and opened.count == 5
    for field in dataclasses.fields(LexicalIndex):
        np.testing.assert_array_equal(getattr(opened, field.name), getattr(index, field.name))
    assert opened.search("14 days", 3)[0].tolist() == index.search("14 days", 3)[0].tolist()


def test_a_missing_or_broken_file_is_a_damaged_index(tmp_path: Path) -> None:
    build_lexical_index(TEXTS).save(tmp_path)
    (tmp_path / "lengths.npy").write_bytes(b"\x93NUMPY broken")
    with pytest.raises(IndexDamaged, match=r"lengths\.npy"):
        LexicalIndex.open(tmp_path)
    (tmp_path / "lengths.npy").unlink()
    with pytest.raises(IndexDamaged, match=r"lengths\.npy"):
        LexicalIndex.open(tmp_path)


@pytest.mark.parametrize("texts", [[], [""], ["?!", "…"]])
def test_an_index_without_terms_finds_nothing(texts: list[str], tmp_path: Path) -> None:
    index = build_lexical_index(texts)
    index.save(tmp_path)
    assert len(LexicalIndex.open(tmp_path).search("anything", 5)[0]) == 0


def test_a_rare_language_is_stemmed_like_the_main_one_and_still_found() -> None:
    texts = [f"The parcel number {i} of the customer is on its way." for i in range(80)]
    index = build_lexical_index([*texts, "Die Filialen sind am Sonntag nicht für Sie da."])
    assert index.languages.tolist() == ["en"]
    assert index.search("Filialen am Sonntag", 1)[0].tolist() == [80]


def test_a_text_that_tells_too_little_gets_the_commonest_language() -> None:
    assert detected_languages(["Der Hund ist nicht da.", "Wi-Fi 6"]) == ["de", "de"]
