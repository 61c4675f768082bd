"""`truephrase warm`: fill the running server's cache before the first user comes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def warm(
    project: Annotated[
        Path, typer.Option("--project", "-p", help="The project's folder.")
    ] = Path(),
    endpoints: Annotated[Path | None, typer.Option(help="Another endpoints file.")] = None,
    url: Annotated[
        str | None, typer.Option(help="The running server; that of endpoints.yml without it.")
    ] = None,
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Requests at once.")] = 4,
) -> None:
    """Ask the running server for every rephrased response that needs no slot, once.

    What comes back is then in its cache for conversations that have only begun (the first
    greeting), and for prompts that use neither history nor current input. Exit code 1 when the
    server does not answer.
    """
    from collections import Counter

    from nlg_server.project import load_project
    from nlg_server.rephrasing.warming import warm_up

    loaded = load_project(project, endpoints)
    outcomes = asyncio.run(warm_up(loaded, url, concurrency))
    for outcome, count in sorted(Counter(outcomes.values()).items()):
        typer.echo(f"{count:5}  {outcome}")
    if not outcomes:
        typer.echo("No response is rephrased and free of slots; nothing to warm.")
    if any(outcome.startswith("failed") for outcome in outcomes.values()):
        raise typer.Exit(1)
