"""Edits to a served index: how soon they are answered from, and whether any answer is mixed.

    python -m benchmarks.live_update --json

Two parts. In the first, a file among 100,000 passages is edited again and again while queries
come in at a fixed rate; each edit is timed from the save to the first answer with the new text.
In the second, generations are swapped as fast as they can be built under the same load, and every
answer is compared with what its generation says.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.figures import report
from benchmarks.synthetic_index import build_synthetic
from benchmarks.word_hash_embedder import WordHashEmbedder
from search.indexing.build import IndexOptions, build_index
from search.indexing.live import LiveUpdates
from search.knowledge_base import KnowledgeBase

MARKS = 4  # files that are edited together; all of an answer's must be of one edition


@dataclass(slots=True)
class Load:
    """What the queries under load came to."""

    answered: int = 0
    failed: int = 0
    mixed: int = 0
    late: int = 0
    milliseconds: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def write_edition(docs: Path, edition: int, files: int = MARKS) -> None:
    """Files that all say which edition they are of."""
    for number in range(files):
        path = docs / f"marked{number}.md"
        aside = path.with_suffix(".saving")
        aside.write_text(f"# Marked {number}\n\nzebra quagga okapi edition{edition}.\n")
        aside.replace(path)


async def ask(base: KnowledgeBase, load: Load, editions: dict[str, set[str]]) -> None:
    """One query; all of its answers' passages must be of one edition, its generation's."""
    began = time.perf_counter()
    try:
        result = await base.search("zebra quagga okapi", k=MARKS)
    except Exception as error:  # every failure counts, whatever it is
        load.failed += 1
        load.problems.append(repr(error))
        return
    load.milliseconds.append((time.perf_counter() - began) * 1e3)
    load.answered += 1
    found = {
        word
        for hit in result.hits
        for word in hit.passage.text.rstrip(".").split()
        if word.startswith("edition")
    }
    known = editions.setdefault(result.generation, found)
    if len(found) != 1 or found != known or len(result.hits) != MARKS:
        load.mixed += 1
        load.problems.append(f"{result.generation}: {sorted(found)}, expected {sorted(known)}")


async def keep_asking(base: KnowledgeBase, rate: float, load: Load, stop: asyncio.Event) -> None:
    """Queries at `rate` a second, whether or not the last was answered (an open loop)."""
    running: set[asyncio.Task[None]] = set()
    editions: dict[str, set[str]] = {}
    due = time.perf_counter()
    while not stop.is_set():
        task = asyncio.create_task(ask(base, load, editions))
        running.add(task)
        task.add_done_callback(running.discard)
        due += 1 / rate
        wait = due - time.perf_counter()
        load.late += wait < -1.0
        await asyncio.sleep(max(0.0, wait))
    await asyncio.gather(*running)


async def edits(
    folder: Path, embedder: WordHashEmbedder, count: int, rate: float
) -> tuple[list[float], Load]:
    """Seconds from each save to its first answer."""
    base = KnowledgeBase.open(folder / "index", embedder=embedder)
    updates = LiveUpdates(base, [folder / "docs"])
    updates.start()
    load, stop = Load(), asyncio.Event()
    asking = asyncio.create_task(keep_asking(base, rate, load, stop))
    await asyncio.sleep(1.0)
    seconds = []
    for edition in range(1, count + 1):
        saved = time.perf_counter()
        # One file: that is what a person saves. `edition` words differ, so the answer shows it.
        path = folder / "docs" / "edited.md"
        path.write_text(f"# Edited\n\nwalrus narwhal beluga revision{edition}.\n")
        while time.perf_counter() - saved < 30:
            result = await base.search("walrus narwhal beluga", k=1)
            if f"revision{edition}." in result.hits[0].passage.text:
                break
            await asyncio.sleep(0.02)
        seconds.append(time.perf_counter() - saved)
        await asyncio.sleep(0.2)
    stop.set()
    await asking
    await updates.aclose()
    await base.aclose()
    return seconds, load


async def swaps(
    folder: Path, embedder: WordHashEmbedder, count: int, rate: float
) -> tuple[int, Load]:
    """Generations swapped in one after the other under load."""
    base = KnowledgeBase.open(folder / "index", embedder=embedder)
    load, stop = Load(), asyncio.Event()
    asking = asyncio.create_task(keep_asking(base, rate, load, stop))
    options = IndexOptions(embedder=embedder)
    swapped = 0
    for edition in range(1, count + 1):
        write_edition(folder / "docs", edition)
        await asyncio.to_thread(build_index, [folder / "docs"], folder / "index", options)
        swapped += await asyncio.to_thread(base.refresh)
    stop.set()
    await asking
    await base.aclose()
    return swapped, load


def _figures(load: Load) -> dict[str, Any]:
    ordered = sorted(load.milliseconds)
    return {
        "queries": load.answered + load.failed,
        "failed": load.failed,
        "mixed": load.mixed,
        "asked_late": load.late,
        "query_p50_ms": statistics.median(ordered),
        "query_p99_ms": ordered[int(len(ordered) * 0.99)],
        "problems": load.problems[:5],
    }


def main(
    chunks: Annotated[int, typer.Option(help="Passages in the index.")] = 100_000,
    edit_count: Annotated[int, typer.Option("--edits", help="Edits to time.")] = 20,
    swap_count: Annotated[int, typer.Option("--swaps", help="Swaps under load.")] = 1000,
    swap_chunks: Annotated[int, typer.Option(help="Passages of the index swapped.")] = 2000,
    rate: Annotated[float, typer.Option(help="Queries a second.")] = 50.0,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure live updates under load."""
    with tempfile.TemporaryDirectory() as scratch:
        large, small = Path(scratch, "large"), Path(scratch, "small")
        for folder in (large, small):
            (folder / "docs").mkdir(parents=True)
            write_edition(folder / "docs", 0)
        seconds, under_edits = asyncio.run(
            edits(large, build_synthetic(large, chunks), edit_count, rate)
        )
        swapped, under_swaps = asyncio.run(
            swaps(small, build_synthetic(small, swap_chunks), swap_count, rate)
        )
    figures: dict[str, Any] = {
        "chunks": chunks,
        "rate": rate,
        "vectors": "hashed words; no embedding model",
        "edits": len(seconds),
        "edit_to_answer_p50_seconds": statistics.median(seconds),
        "edit_to_answer_max_seconds": max(seconds),
        "under_edits": _figures(under_edits),
        "swaps": swapped,
        "swap_chunks": swap_chunks,
        "under_swaps": _figures(under_swaps),
    }
    report(
        "live_update",
        figures,
        rows=list(figures.items()),
        columns=("figure", "value"),
        packages=("faiss-cpu", "numpy", "watchfiles"),
        as_json=as_json,
    )


if __name__ == "__main__":
    typer.run(main)
