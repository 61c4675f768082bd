"""`truephrase bench`: run a plan, a shipped suite, or the project's own prompts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(add_completion=False)


@app.command()
def run(
    target: Annotated[
        str, typer.Argument(help="A plan (YAML), or a suite: rephrase, search.")
    ] = "bench.yml",
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the results.")] = Path(
        "bench-results"
    ),
    fresh: Annotated[
        bool, typer.Option(help="Call every model anew, whatever was journalled.")
    ] = False,
) -> None:
    """Compare prompts and models offline."""
    from benchmarks.prompt_bench.bench import Bench
    from benchmarks.prompt_bench.plan_file import read_plan
    from benchmarks.prompt_bench.terminal import live_progress, show

    console = Console()
    bench = Bench.prepare(read_plan(Path(target)))
    folder = output / bench.plan.name
    with live_progress(console, len(bench.cases) * len(bench.plan.variants)) as note:
        document = bench.run(folder, fresh=fresh, progress=note)
    (folder / "result.json").write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")
    show(console, document)
