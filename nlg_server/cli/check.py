"""`truephrase check`: everything wrong with a project, with the fix."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan", "ok": "green"}


@app.command()
def check(
    project: Annotated[
        Path, typer.Option("--project", "-p", help="The project's folder.")
    ] = Path(),
    endpoints: Annotated[Path | None, typer.Option(help="Another endpoints file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Validate endpoints.yml, domain, prompts and index together.

    Exit code 0 when nothing is wrong (warnings and notes may be printed), 1 otherwise.
    """
    import msgspec

    from nlg_server.checking.project import check_project

    remarks = check_project(project, endpoints)
    if as_json:
        typer.echo(msgspec.json.encode([asdict(remark) for remark in remarks]).decode())
    else:
        for remark in remarks:
            typer.secho(f"{remark.level:8}", fg=_COLOURS[remark.level], nl=False)
            typer.echo(f"{remark.where}: {remark.message}")
            if remark.remedy:
                typer.echo(f"{'':8}  -> {remark.remedy}")
    if any(remark.level == "error" for remark in remarks):
        raise typer.Exit(1)
