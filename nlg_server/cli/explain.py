"""`truephrase explain`: why a rephrase is, or is not, accepted."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console

from nlg_server.cli.slots import slots_from
from nlg_server.explanation import Explanation
from nlg_server.fidelity import check

app = typer.Typer()


@app.command()
def explain(
    template: Annotated[str, typer.Argument(help="The filled template.")],
    reply: Annotated[str, typer.Argument(help="The rephrase.")],
    slot: Annotated[list[str] | None, typer.Option(help="A slot, as name=value. Repeat.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Language the reply must have, e.g. de.")
    ] = None,
    message: Annotated[str, typer.Option(help="What the user said last.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say whether the rephrase may go out, why, and where each fact stands.

    Exit code 0: accepted; 1: refused.
    """
    verdict = check(
        template, reply, slots=slots_from(slot or []), language=language, user_text=message
    )
    explanation = Explanation.of(template, reply, verdict, language)
    if as_json:
        typer.echo(json.dumps(explanation.as_json(), ensure_ascii=False, indent=2))
    else:
        Console(highlight=False).print(explanation.rendered())
    raise typer.Exit(0 if verdict.accepted else 1)
