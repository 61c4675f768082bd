"""`python -m benchmarks.index_choice --json`: which FAISS index is taken, and what it gives up.

Vectors are synthetic: overlapping clusters on a curved surface of few dimensions, as texts'
embeddings lie. The index taken is measured with queries that its choice did not see, without a
filter and under filters that let a tenth, a hundredth and a thousandth through.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Any

import numpy as np

from benchmarks.figures import report
from search.stores.faiss import FaissStore
from search.stores.faiss_choice import build_by_measuring
from search.stores.index_choice import Candidate, IndexGoal
from search.vector_store import Mask, Vectors

DIMENSION = 384
INTRINSIC = 40  # dimensions that the vectors really vary in
DEPTH, QUERIES = 10, 200
SHARES = (1.0, 0.1, 0.01, 0.001)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.index_choice")
    parser.add_argument("--vectors", type=int, default=100_000, help="how many vectors")
    parser.add_argument("--milliseconds", type=float, help="goal for the median of a query")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    everything = synthetic_vectors(arguments.vectors + QUERIES)
    vectors, queries = everything[:-QUERIES], everything[-QUERIES:]
    goal = IndexGoal(milliseconds=arguments.milliseconds or IndexGoal().milliseconds)
    started = time.perf_counter()
    store, choice = build_by_measuring(vectors, goal)
    seconds = time.perf_counter() - started
    exact = FaissStore.build(vectors)
    filters = {f"{share:g}": filtered(store, exact, vectors, queries, share) for share in SHARES}
    figures = {
        "vectors": arguments.vectors,
        "dimension": DIMENSION,
        "chosen": choice.kind,
        "reason": choice.reason,
        "seconds": seconds,
        "goal": {"recall": goal.recall, "milliseconds": goal.milliseconds},
        "tried": [shown(candidate) for candidate in choice.tried],
        "allowed_share": filters,
    }
    rows: list[list[Any]] = [
        [f"{one.kind} ({one.effort})", one.vectors, one.bytes / 1e6, one.recall, one.milliseconds]
        for one in choice.tried
    ]
    rows += [
        [f"{choice.kind}, {share} allowed", arguments.vectors, "", f["recall@10"], f["p50_ms"]]
        for share, f in filters.items()
    ]
    report(
        "index_choice", figures, rows=rows, packages=["faiss-cpu", "numpy"],
        columns=["index", "vectors", "MB", "recall@10", "ms a query"], as_json=arguments.json,
    )  # fmt: skip


def synthetic_vectors(count: int, *, seed: int = 0) -> Vectors:
    """float32 (count, 384), length 1: clusters of some hundred, a bent surface, some noise."""
    draw = np.random.default_rng(seed)
    spread = 1.0 / np.sqrt(np.arange(1, INTRINSIC + 1, dtype=np.float32))
    centres = draw.standard_normal((max(count // 300, 8), INTRINSIC), np.float32) * spread
    own = draw.standard_normal((count, INTRINSIC), np.float32) * spread * np.float32(0.7)
    latent = centres[draw.integers(0, len(centres), count)] + own
    lift = draw.standard_normal((INTRINSIC, DIMENSION), np.float32)
    vectors: Vectors = np.sin(latent @ lift / np.float32(2.0))
    vectors += np.float32(0.1) * draw.standard_normal(vectors.shape, np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def filtered(
    store: FaissStore, exact: FaissStore, vectors: Vectors, queries: Vectors, share: float
) -> dict[str, float]:
    """Recall, starved queries, leaked rows and times where a share of the rows is allowed."""
    import faiss

    faiss.omp_set_num_threads(1)
    mask: Mask | None = None
    if share < 1:
        mask = np.random.default_rng(2).random(len(vectors)) < share
    possible = min(DEPTH, len(vectors) if mask is None else int(mask.sum()))
    right = starved = leaked = 0
    times = []
    for query in queries:
        started = time.perf_counter()
        rows, _ = store.search(query, DEPTH, allowed=mask)
        times.append(1000 * (time.perf_counter() - started))
        truth, _ = exact.search(query, DEPTH, allowed=mask)
        right += len(set(rows.tolist()) & set(truth.tolist()))
        starved += len(rows) < possible
        leaked += 0 if mask is None else int((~mask[rows]).sum())
    return {
        "recall@10": right / (possible * len(queries)),
        "starved": starved,
        "leaked": leaked,
        "p50_ms": statistics.median(times),
        "p99_ms": float(np.percentile(times, 99)),
    }


def shown(candidate: Candidate) -> dict[str, Any]:
    """A candidate as JSON has it."""
    return {name: getattr(candidate, name) for name in candidate.__struct_fields__}


if __name__ == "__main__":
    main()
