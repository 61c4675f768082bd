"""Real FAISS indexes of a few thousand vectors; no test depends on how fast one is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from prompts.errors import IndexDamaged
from search.stores.faiss import FaissStore
from search.stores.faiss_choice import KINDS, Trial, build_by_measuring, probes
from search.stores.index_choice import FLAT, Candidate, IndexGoal
from search.vector_store import Vectors

COUNT, DIMENSION = 3000, 24
ANY_TIME = IndexGoal(milliseconds=1e9)
NEVER_EXACT = IndexGoal(milliseconds=-1.0)


def clustered(count: int = COUNT, seed: int = 0) -> Vectors:
    draw = np.random.default_rng(seed)
    centres = draw.standard_normal((40, DIMENSION))
    vectors = centres[draw.integers(0, 40, count)] + draw.standard_normal((count, DIMENSION))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32)


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return clustered()


@pytest.fixture(scope="module")
def built(vectors: Vectors) -> dict[str, tuple[FaissStore, Candidate]]:
    trial = Trial(vectors, FaissStore.build(vectors), ANY_TIME)
    return {kind: trial.build(kind.replace("IVF", "IVF32"), kind) for kind in KINDS}


@pytest.fixture(scope="module")
def stores(built: dict[str, tuple[FaissStore, Candidate]]) -> dict[str, FaissStore]:
    return {kind: store for kind, (store, _) in built.items()}


def test_few_vectors_are_searched_exactly_and_nothing_is_tried(vectors: Vectors) -> None:
    store, choice = build_by_measuring(vectors)
    assert store.exact and choice.kind == FLAT and not choice.tried
    assert "50,000" in choice.reason


def test_exact_search_stays_where_it_is_fast_enough(vectors: Vectors) -> None:
    store, choice = build_by_measuring(vectors, ANY_TIME, exact_below=0)
    assert store.exact and choice.kind == FLAT
    assert choice.taken is not None and choice.taken.recall == 1.0


def test_every_kind_is_tried_on_a_sample_and_the_one_taken_on_all_vectors(
    vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.stores.faiss_choice.SAMPLE", 1000)
    monkeypatch.setattr("search.stores.faiss_choice.meets", lambda one, goal: one.kind != FLAT)
    monkeypatch.setattr("search.stores.index_choice.meets", lambda one, goal: one.recall >= 0.95)
    store, choice = build_by_measuring(vectors, ANY_TIME, exact_below=0)
    assert {one.kind for one in choice.tried if one.vectors == 1000} == set(KINDS)
    assert choice.taken is not None and choice.taken.vectors == store.count == COUNT
    assert choice.taken.recall >= 0.95 and not store.exact


def test_exact_search_is_taken_where_no_kind_is_fast_enough(vectors: Vectors) -> None:
    store, choice = build_by_measuring(vectors, NEVER_EXACT, exact_below=0)
    assert store.exact and "none reached" in choice.reason


@pytest.mark.parametrize("kind", KINDS)
def test_the_recall_measured_is_what_other_queries_get(
    kind: str, vectors: Vectors, built: dict[str, tuple[FaissStore, Candidate]]
) -> None:
    store, candidate = built[kind]
    right = 0
    queries = probes(vectors[::-1], 60)
    for query in queries:
        truth = np.argsort(-(vectors @ query))[:10]
        right += len(set(truth.tolist()) & set(store.search(query, 10)[0].tolist()))
    assert right / (10 * len(queries)) == pytest.approx(candidate.recall, abs=0.06)


@pytest.mark.parametrize("kind", KINDS)
def test_cosines_are_exact_whatever_the_index(
    kind: str, vectors: Vectors, stores: dict[str, FaissStore]
) -> None:
    for query in probes(vectors, 5):
        rows, cosines = stores[kind].search(query, 10)
        np.testing.assert_allclose(cosines, vectors[rows] @ query, atol=1e-5)
        assert (np.diff(cosines) <= 0).all()


@pytest.mark.parametrize("share", [0.0, 0.0005, 0.02, 0.3, 0.9, 1.0])
@pytest.mark.parametrize("kind", KINDS)
def test_k_allowed_rows_come_back_whenever_k_exist(
    kind: str,
    share: float,
    vectors: Vectors,
    stores: dict[str, FaissStore],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("search.stores.faiss.SCANNED_ROWS", 10)
    # What is allowed lies away from the query: the hardest case for a graph or for cells.
    query = probes(vectors, 1)[0]
    far = np.argsort(vectors @ query)
    mask = np.zeros(COUNT, np.bool_)
    mask[far[: int(share * COUNT)]] = True
    rows, _ = stores[kind].search(query, 100, allowed=mask)
    assert len(rows) == min(100, int(mask.sum())) == len(set(rows.tolist()))
    assert mask[rows].all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_narrow_filter_gives_exactly_the_best_allowed_rows(
    kind: str, vectors: Vectors, stores: dict[str, FaissStore]
) -> None:
    mask = np.random.default_rng(3).random(COUNT) < 0.05
    query = probes(vectors, 1)[0]
    rows, _ = stores[kind].search(query, 10, allowed=mask)
    assert rows.tolist() == [row for row in np.argsort(-(vectors @ query)) if mask[row]][:10]


@pytest.mark.parametrize("kind", KINDS)
def test_all_rows_can_be_asked_for(kind: str, stores: dict[str, FaissStore]) -> None:
    rows, _ = stores[kind].search(clustered(1, seed=5)[0], COUNT + 5)
    assert sorted(rows.tolist()) == list(range(COUNT))


@pytest.mark.parametrize("kind", KINDS)
def test_a_saved_index_looks_as_thoroughly_as_before(
    kind: str, vectors: Vectors, stores: dict[str, FaissStore], tmp_path: Path
) -> None:
    stores[kind].save(tmp_path / "vectors.faiss")
    opened = FaissStore.open(tmp_path / "vectors.faiss", vectors)
    for query in probes(vectors, 5):
        assert opened.search(query, 10)[0].tolist() == stores[kind].search(query, 10)[0].tolist()


def test_an_index_beside_other_vectors_is_damaged(
    vectors: Vectors, stores: dict[str, FaissStore], tmp_path: Path
) -> None:
    stores["IVF,RaBitQ"].save(tmp_path / "vectors.faiss")
    for wrong in (None, vectors[:-1]):
        with pytest.raises(IndexDamaged, match="rollback"):
            FaissStore.open(tmp_path / "vectors.faiss", wrong)
