"""Opening a large index: time to the first answer, and memory against vectors plus text.

    python -m benchmarks.opening --json

The query's embedding is left out (hashed words stand in for the model); a fresh process opens the
index and answers, reading everything from the page cache or the disk as it comes. `memory_ratio` is
what the process grows by, mapped files included, over vectors plus text; `process_ratio` counts
the interpreter and libraries too.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.figures import report
from benchmarks.synthetic_index import build_synthetic

PROBE = """
import json, sys, time
from pathlib import Path
import faiss, numpy  # what any search in this process needs; their import is given apart
from benchmarks.word_hash_embedder import WordHashEmbedder
from search.knowledge_base import KnowledgeBase
from search.query import SearchQuery

def resident():
    fields = dict(line.split(":", 1) for line in open("/proc/self/smaps_rollup").readlines()[1:])
    return {name: int(fields[name].split()[0]) * 1024 for name in ("Rss", "Anonymous")}

import search.text.language, search.ranking.retrieval
embedder = WordHashEmbedder()
SearchQuery.of("warm")
wanted = int(sys.argv[2])
embedder.embed_queries([f"unique{wanted} section"])
before = resident()
began = time.perf_counter()
base = KnowledgeBase.open(Path(sys.argv[1]), embedder=embedder)
opened = time.perf_counter() - began
first = base.search_now(SearchQuery.of(f"unique{wanted} section"), 5)
answered = time.perf_counter() - began
queries = []
for number in range(200):
    start = time.perf_counter()
    base.search_now(SearchQuery.of(f"unique{number * wanted // 200} section"), 5)
    queries.append(time.perf_counter() - start)
after = resident()
print(json.dumps({
    "open_seconds": opened, "first_answer_seconds": answered,
    "query_p50_ms": sorted(queries)[100] * 1e3, "query_p99_ms": sorted(queries)[197] * 1e3,
    "right": f"unique{wanted}." in first.hits[0].passage.text,
    "resident_before": before["Rss"], "resident_after": after["Rss"],
    "anonymous_growth": after["Anonymous"] - before["Anonymous"],
}))
base.close()
"""


def probe(index: Path, rounds: int, wanted: int) -> list[dict[str, Any]]:
    """A fresh process each round."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    found = []
    for _ in range(rounds):
        run = subprocess.run(
            [sys.executable, "-c", PROBE, str(index), str(wanted)],
            stdout=subprocess.PIPE, text=True, check=True, env=environment,
        )  # fmt: skip
        found.append(json.loads(run.stdout))
    return found


def main(
    chunks: Annotated[int, typer.Option(help="How many passages the index holds.")] = 100_000,
    rounds: Annotated[int, typer.Option(help="How many fresh processes.")] = 5,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure how fast and how small a large index opens."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        embedder = build_synthetic(folder, chunks)
        runs = probe(folder / "index", rounds, chunks * 3 // 4)
        text = sum(path.stat().st_size for path in (folder / "index").rglob("texts.bin"))
    payload = text + chunks * embedder.identity.dimension * 4
    growth = statistics.median(run["resident_after"] - run["resident_before"] for run in runs)
    whole = statistics.median(run["resident_after"] for run in runs)
    figures: dict[str, Any] = {
        "chunks": chunks,
        "rounds": rounds,
        "vectors": "hashed words; no embedding model",
        "first_answer_seconds": statistics.median(run["first_answer_seconds"] for run in runs),
        "open_seconds": statistics.median(run["open_seconds"] for run in runs),
        "query_p50_ms": statistics.median(run["query_p50_ms"] for run in runs),
        "query_p99_ms": statistics.median(run["query_p99_ms"] for run in runs),
        "vectors_and_text_mb": payload / 2**20,
        "memory_growth_mb": growth / 2**20,
        "memory_ratio": growth / payload,
        # Interpreter, numpy, faiss and our code: the same for every size of index.
        "before_opening_mb": statistics.median(run["resident_before"] for run in runs) / 2**20,
        "process_mb": whole / 2**20,
        "process_ratio": whole / payload,
        "anonymous_mb": statistics.median(run["anonymous_growth"] for run in runs) / 2**20,
        "right_first_answers": sum(run["right"] for run in runs),
    }
    report(
        "opening",
        figures,
        rows=list(figures.items()),
        columns=("figure", "value"),
        packages=("faiss-cpu", "numpy"),
        as_json=as_json,
    )


if __name__ == "__main__":
    typer.run(main)
