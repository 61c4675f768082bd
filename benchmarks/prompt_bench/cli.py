"""`truephrase bench`: run a plan, a shipped suite, or the project's own prompts."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

if TYPE_CHECKING:
    from benchmarks.prompt_bench.bench import Bench
    from benchmarks.prompt_bench.gate import Gate

app = typer.Typer(add_completion=False)
PLAN = "bench.yml"


Target = Annotated[
    str | None,
    typer.Argument(
        help="A plan (YAML), or a shipped suite: rephrase, search. "
        "Without one: bench.yml here, else this project's prompts on its own responses."
    ),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="Folder that gets the results.")]
Baseline = Annotated[
    Path | None,
    typer.Option(help="result.json of an earlier run; exit code 1 if this one is worse."),
]
Strict = Annotated[
    bool, typer.Option(help="With --baseline: fail too where worse cannot be ruled out.")
]
Fresh = Annotated[bool, typer.Option(help="Call every model anew, whatever the journal holds.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Run the first cases only.")]
Concurrency = Annotated[int | None, typer.Option(min=1, max=1000, help="Calls at a time.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print the verdict only.")]


@app.command()
def run(
    target: Target = None,
    output: Output = Path("bench-results"),
    baseline: Baseline = None,
    strict: Strict = False,
    fresh: Fresh = False,
    limit: Limit = None,
    concurrency: Concurrency = None,
    quiet: Quiet = False,
) -> None:
    """Compare prompts and models offline.

    Exit code 0: as good as asked. 1: a threshold, assertion or the baseline is not met.
    2: the plan or a file cannot be used.
    """
    from benchmarks.prompt_bench.gate import gate, read_result
    from benchmarks.prompt_bench.terminal import live_progress, show
    from prompts.providers.thread_switching import switch_often

    console = Console()
    bench = _bench(target, limit, concurrency)
    earlier = read_result(baseline) if baseline else None
    folder = output / bench.plan.name
    # A run makes little garbage in cycles; looking for it takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    # The thread that loads scipy would hold each reply for Python's own 5 ms.
    switch_often()
    with live_progress(console, len(bench.cases) * len(bench.plan.variants)) as note:
        document = bench.run(folder, fresh=fresh, progress=note)
    found = gate(document, earlier, strict=strict)
    _write(folder, document, earlier, found)
    show(console, document, brief=quiet)
    for told in found.failures:
        console.print(f"✗ {told}", style="red", markup=False, highlight=False)
    console.print(f"Report: {folder / 'report.html'}", markup=False, highlight=False)
    raise typer.Exit(found.exit_code)


def _bench(target: str | None, limit: int | None, concurrency: int | None) -> Bench:
    from dataclasses import replace

    from benchmarks.prompt_bench.bench import Bench
    from benchmarks.prompt_bench.plan_file import read_plan
    from benchmarks.prompt_bench.project_plan import project_plan
    from benchmarks.suites import SUITES, suite_path

    if target is None and not Path(PLAN).exists():
        bench = Bench(*project_plan(Path()))
    elif target in SUITES and not Path(target).exists():
        bench = Bench.prepare(read_plan(suite_path(target)))
    else:
        bench = Bench.prepare(read_plan(Path(target or PLAN)))
    plan = replace(bench.plan, concurrency=concurrency) if concurrency else bench.plan
    return Bench(plan, bench.cases[:limit])


def _write(
    folder: Path, document: dict[str, Any], earlier: dict[str, Any] | None, found: Gate
) -> None:
    from benchmarks.prompt_bench.files import csv_text, json_text, junit_text, write_atomically
    from benchmarks.prompt_bench.html_report import html_report

    write_atomically(folder / "result.json", json_text(document))
    write_atomically(folder / "result.csv", csv_text(document))
    write_atomically(folder / "junit.xml", junit_text(document, found.failures))
    write_atomically(folder / "report.html", html_report(document, earlier, found))
