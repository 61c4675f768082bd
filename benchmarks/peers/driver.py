"""What every driver does: start, index, answer queries one at a time, print lines of JSON.

Run as a script's neighbour (`import driver`), so that a peer's environment needs nothing of ours.
"""

from __future__ import annotations

import json
import pathlib
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

Start = Callable[[str], Any]  # the folder of the model -> a system
Index = Callable[[Any, list[str]], None]
Search = Callable[[Any, str], Any]  # what is timed
First = Callable[[Any, str, Any], str]  # system, query, what was found -> the first text


def peak_mb() -> float:
    """The most memory this process held; `ru_maxrss` on Linux counts what started it too."""
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def run(start: Start, index: Index, search: Search, first_text: First | None = None) -> None:
    """Measure one system on the texts and queries of the JSON file named in `argv`.

    Tells what indexing took; then, for each line `first end` of its input, answers those queries
    and tells how; at the end of its input, what memory it took.
    """
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    texts: list[str] = task["texts"]
    position = {text: number for number, text in enumerate(texts)}
    began = time.perf_counter()
    system = start(task["model"])
    started, started_cpu = time.perf_counter(), time.process_time()
    index(system, texts)
    indexed, indexed_cpu = time.perf_counter(), time.process_time()
    _tell(
        start_seconds=started - began,
        index_seconds=indexed - started,
        index_cpu_seconds=indexed_cpu - started_cpu,
    )
    for line in sys.stdin:
        first, end = map(int, line.split())
        # Its caches are full of what the others did meanwhile.
        search(system, "warm up")
        best, milliseconds = [], []
        for query in task["queries"][first:end]:
            before = time.perf_counter()
            found = search(system, query)
            milliseconds.append((time.perf_counter() - before) * 1e3)
            best.append(position.get(first_text(system, query, found) if first_text else found, -1))
        _tell(query_ms=milliseconds, best=best)
    _tell(peak_mb=peak_mb(), torch="torch" in sys.modules)


def _tell(**figures: Any) -> None:
    print(json.dumps(figures), flush=True)
