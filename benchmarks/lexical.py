"""`python -m benchmarks.lexical PASSAGES.jsonl QUERIES.jsonl --json`: BM25 here beside bm25s.

Chunks are runs of words drawn from the passages, so that any number of them can be had; both
engines fold, stem and leave out English function words, and return the 100 best rows.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.figures import report
from benchmarks.retrieval.questions import read_passages, read_questions
from search.lexical.build import build_lexical_index
from search.lexical.index import LexicalIndex

WORDS, BEST = 110, 100


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lexical", description=__doc__)
    parser.add_argument("passages", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    texts = drawn_chunks(
        [passage.text for passage in read_passages(arguments.passages)], arguments.chunks
    )
    queries = [question.turns[-1] for question in read_questions(arguments.queries)][:200]
    figures = {"ours": _ours(texts, queries), "bm25s": _bm25s(texts, queries)}
    rows = [[name, *found.values()] for name, found in figures.items()]
    report(
        "lexical", {**figures, "chunks": len(texts), "queries": len(queries)}, rows=rows,
        columns=["engine", *figures["bm25s"], "masked p50 ms"], packages=["bm25s", "PyStemmer"],
        as_json=arguments.json,
    )  # fmt: skip


def drawn_chunks(passages: Sequence[str], count: int) -> list[str]:
    """`count` runs of `WORDS` words; the same passages give the same runs."""
    rng = random.Random(0)
    words = " ".join(passages).split()
    starts = [rng.randrange(max(len(words) - WORDS, 1)) for _ in range(count)]
    return [" ".join(words[start : start + WORDS]) for start in starts]


def _ours(texts: Sequence[str], queries: Sequence[str]) -> dict[str, float]:
    started = time.perf_counter()
    built = build_lexical_index(texts)
    build = time.perf_counter() - started
    mask = np.random.default_rng(0).random(len(texts)) < 0.5
    with tempfile.TemporaryDirectory() as folder:
        built.save(Path(folder))
        started = time.perf_counter()
        index = LexicalIndex.open(Path(folder))
        index.search(queries[0], BEST)
        opened = time.perf_counter() - started
        figures = _figures(build, opened, queries, lambda query: index.search(query, BEST))
        masked = _times(queries, lambda query: index.search(query, BEST, allowed=mask))
    return {**figures, "masked_p50_ms": round(float(np.median(masked)), 2)}


def _bm25s(texts: Sequence[str], queries: Sequence[str]) -> dict[str, float]:
    bm25s: Any = import_module("bm25s")
    stemmer = import_module("Stemmer").Stemmer("english")

    def tokens(some: Sequence[str]) -> Any:
        return bm25s.tokenize(some, stopwords="en", stemmer=stemmer, show_progress=False)

    started = time.perf_counter()
    built = bm25s.BM25()
    built.index(tokens(texts), show_progress=False)
    build = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        built.save(folder)
        started = time.perf_counter()
        index = bm25s.BM25.load(folder, mmap=True)
        index.retrieve(tokens(queries[:1]), k=BEST, show_progress=False)
        opened = time.perf_counter() - started
        return _figures(
            build,
            opened,
            queries,
            lambda query: index.retrieve(tokens([query]), k=BEST, show_progress=False),
        )


def _figures(
    build: float, opened: float, queries: Sequence[str], search: Callable[[str], Any]
) -> dict[str, float]:
    times = _times(queries, search)
    return {
        "build_s": round(build, 2),
        "open_and_first_query_ms": round(opened * 1e3, 2),
        "query_p50_ms": round(float(np.median(times)), 2),
        "query_p99_ms": round(float(np.percentile(times, 99)), 2),
    }


def _times(queries: Sequence[str], search: Callable[[str], Any]) -> list[float]:
    times = []
    for query in queries:
        started = time.perf_counter()
        search(query)
        times.append((time.perf_counter() - started) * 1e3)
    return times


if __name__ == "__main__":
    main()
