"""Builds the FAISS index that `search.stores.index_choice` takes, by measuring candidates."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import log2, sqrt

import numpy as np

from search.stores.faiss import FaissStore
from search.stores.index_choice import (
    EXACT_BELOW,
    FLAT,
    Candidate,
    IndexChoice,
    IndexGoal,
    choose,
    meets,
    order_to_try,
    reason_for,
)
from search.vector_store import Rows, Vectors

GRAPH = (24, 48, 96, 192, 384)  # efSearch, rising
CELLS = (4, 8, 16, 32, 64, 128, 256)  # nprobe, rising
SAMPLE = 20_000  # vectors
PROBES = 100  # queries
DEPTH = 10
# A passage's vector, moved this much towards another's, stands for a question's: near some
# passages and equal to none.
_TOWARDS = 0.4
_TRAINED = 64  # vectors for each cell's centre; FAISS asks for 39 at least


def build_by_measuring(
    vectors: Vectors, goal: IndexGoal | None = None, *, exact_below: int = EXACT_BELOW
) -> tuple[FaissStore, IndexChoice]:
    """The index for `vectors` (float32, length 1), and why it was taken.

    Recall is measured against exact search of the same vectors; the index that is returned was
    measured whole, not on the sample.
    """
    wanted = goal or IndexGoal()
    flat = FaissStore.build(vectors)
    if len(vectors) < exact_below:
        reason = f"fewer than {exact_below:,} vectors are searched exactly"
        return flat, IndexChoice(FLAT, reason)
    trial = Trial(vectors, flat, wanted)
    exact = trial.measured(FLAT, 0, flat, 0.0)
    if meets(exact, wanted):
        return flat, IndexChoice(FLAT, reason_for(exact, wanted), (exact,))
    return _beyond_exact(vectors, exact, trial, wanted)


def _beyond_exact(
    vectors: Vectors, exact: Candidate, trial: Trial, goal: IndexGoal
) -> tuple[FaissStore, IndexChoice]:
    sampled = list(_sampled(vectors, goal))
    stores, tried = {FLAT: trial.exact}, [exact]
    for kind in order_to_try(sampled, goal):
        stores[kind], candidate = trial.build(_for_count(kind, len(vectors)), kind)
        tried.append(candidate)
        if meets(candidate, goal):
            break
    taken = choose(tried, goal)
    return stores[taken.kind], IndexChoice(taken.kind, reason_for(taken, goal), (*tried, *sampled))


def _sampled(vectors: Vectors, goal: IndexGoal) -> Iterator[Candidate]:
    """Every kind, tried on a sample."""
    count = min(SAMPLE, len(vectors))
    rows = np.random.default_rng(0).choice(len(vectors), count, replace=False)
    sample = np.ascontiguousarray(vectors[np.sort(rows)], dtype=np.float32)
    trial = Trial(sample, FaissStore.build(sample), goal)
    for kind in KINDS:
        yield trial.build(_for_count(kind, count), kind)[1]


KINDS = ("HNSW32", "HNSW32,SQ8", "IVF,SQ8", "IVF,RaBitQ")


def _for_count(kind: str, count: int) -> str:
    """FAISS's factory string: about 4·√n cells, a power of two, as its guidelines have it."""
    return kind.replace("IVF", f"IVF{2 ** round(log2(4 * sqrt(count)))}")


class Trial:
    """Candidates over the same vectors, asked the same questions."""

    def __init__(self, vectors: Vectors, exact: FaissStore, goal: IndexGoal) -> None:
        self.exact = exact
        self._vectors, self._goal = vectors, goal
        self._queries = probes(vectors)
        self._truth = [set(exact.search(query, DEPTH)[0].tolist()) for query in self._queries]

    def build(self, factory: str, kind: str) -> tuple[FaissStore, Candidate]:
        """Build `factory` and look as thoroughly as the goal's recall needs."""
        started = time.perf_counter()
        store = FaissStore(_built(factory, self._vectors), self._vectors)
        seconds = time.perf_counter() - started
        for effort in GRAPH if "HNSW" in kind else CELLS:
            store.set_effort(effort)
            candidate = self.measured(kind, effort, store, seconds)
            if candidate.recall >= self._goal.recall:
                break
        return store, candidate

    def measured(self, kind: str, effort: int, store: FaissStore, seconds: float) -> Candidate:
        """The figures of `store` as it stands."""
        found: list[Rows] = []
        times: list[float] = []
        with _one_thread():
            for query in self._queries:
                started = time.perf_counter()
                found.append(store.search(query, DEPTH)[0])
                times.append(time.perf_counter() - started)
        right = sum(
            len(truth.intersection(rows.tolist()))
            for truth, rows in zip(self._truth, found, strict=True)
        )
        return Candidate(
            kind=kind,
            effort=effort,
            vectors=store.count,
            bytes=store.bytes,
            recall=right / max(sum(map(len, self._truth)), 1),
            milliseconds=1000 * statistics.median(times),
            build_seconds=seconds,
        )


def probes(vectors: Vectors, count: int = PROBES) -> Vectors:
    """Queries for vectors of which no questions are known: float32 (count, d), length 1."""
    draw = np.random.default_rng(1)
    near, far = draw.integers(0, len(vectors), (2, count))
    mixed = (1 - _TOWARDS) * vectors[near] + _TOWARDS * vectors[far]
    lengths = np.linalg.norm(mixed, axis=1, keepdims=True)
    queries: Vectors = (mixed / np.maximum(lengths, 1e-9)).astype(np.float32)
    return queries


def _built(factory: str, vectors: Vectors) -> object:
    import faiss

    dense = np.ascontiguousarray(vectors, dtype=np.float32)
    index = faiss.index_factory(dense.shape[1], factory, faiss.METRIC_INNER_PRODUCT)
    if hasattr(index, "cp"):
        index.cp.max_points_per_centroid = _TRAINED
    index.train(dense)
    index.add(dense)
    return index


@contextmanager
def _one_thread() -> Iterator[None]:
    """As in the server, where searches share the cores by themselves."""
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
