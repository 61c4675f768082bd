"""Kills an index build at thousands of points, and looks at what is left.

    python -m benchmarks.crash --json

A child process builds the next generation and dies by SIGKILL (or gets an I/O error) at the n-th
line of indexing code that it runs. Then the index must open, pass verification of every hash, hold
exactly the old or exactly the new passages, and take the next build.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, Literal

import typer

from benchmarks.figures import report
from benchmarks.word_hash_embedder import WordHashEmbedder
from prompts.errors import IndexMissing, KnowledgeBaseError, TruephraseError
from search.generation.generation import Generation
from search.generation.index_folder import IndexFolder
from search.indexing.build import IndexOptions, build_index
from search.indexing.maintenance import roll_back, verify

SEARCH = str(Path(__file__).resolve().parent.parent / "search")
EMBEDDER = WordHashEmbedder(16)
How = Literal["kill", "fail"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A state of the sources and index, and the step that is interrupted."""

    name: str
    prepare: Callable[[Path, Path], None]
    step: Callable[[Path, Path], None]


@dataclass(slots=True)
class Outcome:
    """Counts over all points; `examples` says what went wrong first."""

    points: Counter[str] = field(default_factory=Counter)
    old: int = 0
    new: int = 0
    unopenable: int = 0
    mixed: int = 0
    unbuildable: int = 0
    examples: list[str] = field(default_factory=list)


def scenarios() -> list[Scenario]:
    """First build, edit, delete and rename, merge of segments, prune, rollback."""
    return [
        Scenario("first build", _write_old, _build),
        Scenario("edit", _indexed, _edit),
        Scenario("delete and rename", _indexed, _rename),
        Scenario("merge and prune", _many_generations, _edit),
        Scenario("full rebuild", _indexed, _rebuild),
        Scenario("rollback", _many_generations, _roll_back),
    ]


def _write_old(docs: Path, index: Path) -> None:
    for number in range(6):
        _save(docs / f"doc{number}.md", f"# Document {number}\n\nOld words of {number}.\n")


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _build(docs: Path, index: Path, *, full: bool = False) -> None:
    build_index([docs], index, IndexOptions(embedder=EMBEDDER, full=full, keep=2))


def _rebuild(docs: Path, index: Path) -> None:
    _save(docs / "doc3.md", "# Document 3\n\nNew words of 3.\n")
    _build(docs, index, full=True)


def _indexed(docs: Path, index: Path) -> None:
    _write_old(docs, index)
    _build(docs, index)


def _many_generations(docs: Path, index: Path) -> None:
    _indexed(docs, index)
    for number in range(3):
        _save(docs / f"doc{number}.md", f"# Document {number}\n\nMiddle words of {number}.\n")
        _build(docs, index)


def _edit(docs: Path, index: Path) -> None:
    for number in (1, 4):
        _save(docs / f"doc{number}.md", f"# Document {number}\n\nNew words of {number}.\n")
    _build(docs, index)


def _rename(docs: Path, index: Path) -> None:
    (docs / "doc2.md").unlink(missing_ok=True)
    if (docs / "doc3.md").exists():
        (docs / "doc3.md").rename(docs / "moved.md")
    _build(docs, index)


def _roll_back(docs: Path, index: Path) -> None:
    roll_back(index)


class _Interrupt:
    """A trace function that strikes at the n-th line of indexing code; counts with n = 0."""

    def __init__(self, point: int, how: How) -> None:
        self.seen, self.point, self.how = 0, point, how

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(SEARCH):
            return None
        if event == "line":
            self.seen += 1
            if self.seen == self.point:
                if self.how == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                sys.settrace(None)
                raise OSError(28, "No space left on device")
        return self


def _in_child(step: Callable[[], None], point: int, how: How) -> int:
    """Run `step` interrupted in a fork; the number of lines it ran where it was not."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        strike = _Interrupt(point, how)
        sys.settrace(strike)
        try:
            step()
        except (OSError, TruephraseError):
            os._exit(1)
        finally:
            sys.settrace(None)
            os.write(writing, str(strike.seen).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        lines = pipe.read()
    os.waitpid(child, 0)
    return int(lines or 0)


Content = frozenset[tuple[str, str]]


def _content(index: Path) -> tuple[Content, frozenset[str]] | None:
    """Every passage that can be found, by source, and the sources that the manifest reports as
    not readable; None where nothing was built yet."""
    try:
        generation = Generation(IndexFolder(index).current_folder())
    except IndexMissing:
        return None
    rows = [row for row in range(generation.count) if generation.live[row]]
    passages = [generation.passage(row) for row in rows]
    skipped = frozenset(entry.source for entry in generation.manifest.skipped)
    return frozenset((passage.source, passage.text) for passage in passages), skipped


def _same(found: tuple[Content, frozenset[str]] | None, wanted: Any) -> bool:
    """Equal, but for documents that an injected error kept from being read and that say so."""
    if found is None or wanted is None:
        return found is wanted
    content, skipped = found
    return {p for p in content if p[0] not in skipped} == {
        p for p in wanted[0] if p[0] not in skipped
    }


def _inspect(
    outcome: Outcome, where: str, docs: Path, index: Path, old: object, new: object
) -> None:
    try:
        found = _content(index)
        if found is not None:
            verify(index)
    except KnowledgeBaseError as error:
        outcome.unopenable += 1
        outcome.examples.append(f"{where}: {error}")
        return
    if _same(found, new):
        outcome.new += 1
    elif _same(found, old):
        outcome.old += 1
    else:
        outcome.mixed += 1
        outcome.examples.append(f"{where}: {found}")
    try:
        _build(docs, index)
        verify(index)
    except (TruephraseError, OSError) as error:
        outcome.unbuildable += 1
        outcome.examples.append(f"{where}: next build: {error}")


def _run(scenario: Scenario, points: int, how: How, scratch: Path, outcome: Outcome) -> None:
    start = scratch / "start"
    scenario.prepare(start / "docs", start / "index")
    old = _content(start / "index")
    trial = scratch / "trial"

    def strike(point: int) -> tuple[int, Path, Path]:
        """Interrupt a fresh copy; the lines that ran and what is left."""
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(start, trial)
        docs, index = trial / "docs", trial / "index"
        return _in_child(lambda: scenario.step(docs, index), point, how), docs, index

    lines, _, whole = strike(0)
    new = _content(whole)
    for point in range(1, lines + 1, max(1, lines // points)):
        _, docs, index = strike(point)
        outcome.points[f"{scenario.name}, {how}"] += 1
        _inspect(outcome, f"{scenario.name}, {how} at line {point}", docs, index, old, new)
    shutil.rmtree(start)


def measure(points: int) -> Outcome:
    """Interrupt every scenario both ways at about `points` points in all."""
    outcome = Outcome()
    each = -(-points // (2 * len(scenarios())))
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for scenario in scenarios():
            for how in ("kill", "fail"):
                _run(scenario, each, "kill" if how == "kill" else "fail", Path(folder), outcome)
    return outcome


def main(
    points: Annotated[int, typer.Option(help="Points to interrupt at, in all.")] = 2400,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Interrupt index builds everywhere and count what is left unusable."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ["OMP_NUM_THREADS"] = "1"
    start = time.perf_counter()
    outcome = measure(points)
    total = sum(outcome.points.values())
    figures = {
        "points": total,
        "left_old": outcome.old,
        "left_new": outcome.new,
        "unopenable": outcome.unopenable,
        "mixed": outcome.mixed,
        "next_build_failed": outcome.unbuildable,
        "by_scenario": dict(outcome.points),
        "examples": outcome.examples[:5],
        "seconds": round(time.perf_counter() - start, 1),
    }
    hidden = ("by_scenario", "examples")
    rows = [(name, value) for name, value in figures.items() if name not in hidden]
    report(
        "crash",
        figures,
        rows=rows,
        columns=("figure", "value"),
        packages=("faiss-cpu", "numpy"),
        as_json=as_json,
    )


if __name__ == "__main__":
    typer.run(main)
