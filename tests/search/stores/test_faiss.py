from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from prompts.errors import IndexDamaged
from search.stores.faiss import FaissStore
from search.vector_store import Vectors


def unit_vectors(n: int, d: int = 16, seed: int = 0) -> Vectors:
    vectors = np.random.default_rng(seed).standard_normal((n, d)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def test_finds_what_a_full_scan_finds() -> None:
    vectors = unit_vectors(500)
    query = unit_vectors(1, seed=1)[0]
    rows, cosines = FaissStore.build(vectors).search(query, 10)
    expected = np.argsort(-(vectors @ query))[:10]
    assert rows.tolist() == expected.tolist()
    np.testing.assert_allclose(cosines, (vectors @ query)[expected], atol=1e-5)


@pytest.mark.parametrize("as_mask", [True, False])
@pytest.mark.parametrize("share", [0.0, 0.002, 0.1, 1.0])
def test_returns_only_allowed_rows_and_as_many_as_exist(as_mask: bool, share: float) -> None:
    vectors = unit_vectors(500)
    mask = np.random.default_rng(2).random(500) < share
    query = unit_vectors(1, seed=3)[0]
    allowed = mask if as_mask else np.flatnonzero(mask)
    rows, _ = FaissStore.build(vectors).search(query, 10, allowed=allowed)
    expected = [row for row in np.argsort(-(vectors @ query)) if mask[row]][:10]
    assert rows.tolist() == expected


def test_a_saved_index_answers_as_before(tmp_path: Path) -> None:
    store = FaissStore.build(unit_vectors(100))
    store.save(tmp_path / "vectors.faiss")
    opened = FaissStore.open(tmp_path / "vectors.faiss")
    query = unit_vectors(1, seed=4)[0]
    assert opened.count == 100 and opened.dimension == 16
    assert opened.search(query, 5)[0].tolist() == store.search(query, 5)[0].tolist()


def test_an_empty_index_finds_nothing() -> None:
    rows, cosines = FaissStore.build(np.empty((0, 16), np.float32)).search(unit_vectors(1)[0], 5)
    assert len(rows) == len(cosines) == 0


def test_a_missing_or_broken_file_is_a_damaged_index(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="rollback"):
        FaissStore.open(tmp_path / "vectors.faiss")
    (tmp_path / "vectors.faiss").write_bytes(b"not an index")
    with pytest.raises(IndexDamaged, match="truephrase index"):
        FaissStore.open(tmp_path / "vectors.faiss")


def test_a_mask_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        FaissStore.build(unit_vectors(10)).search(unit_vectors(1)[0], 3, allowed=np.ones(9, bool))
