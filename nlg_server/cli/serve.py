"""`truephrase serve`: the NLG endpoint and the action server of the project in this folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def serve(
    project: Annotated[
        Path, typer.Option("--project", "-p", help="The Rasa project's folder.")
    ] = Path(),
    endpoints: Annotated[
        Path | None, typer.Option(help="Another endpoints file than PROJECT/endpoints.yml.")
    ] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Server processes.")] = 1,
    record: Annotated[
        Path | None,
        typer.Option(help="Append requests for `truephrase bench`: with consent, masked."),
    ] = None,
) -> None:
    """Answer Rasa: `POST /nlg` for every response, `POST /webhook` for actions.

    Settings come from endpoints.yml; with none, templates go out as they are and search answers
    with quoted passages. Stop with Ctrl-C: requests in flight are finished first.
    """
    from nlg_server.serving import serve_project

    if record is not None:
        from nlg_server.telemetry.recording import announce

        announce(record)
    serve_project(project, endpoints, host=host, port=port, workers=workers)
