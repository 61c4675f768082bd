"""`truephrase demo`: the example assistant from start to finish."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def demo(
    llm: Annotated[
        bool | None,
        typer.Option(
            "--llm/--recorded",
            help="Ask a live model (OPENAI_API_KEY, or a local Ollama), or replay the recordings. "
            "Without either, a model that is at hand is used.",
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="A certain live model, as provider/name.")
    ] = None,
) -> None:
    """Index 24 documents, serve an assistant, and replay a conversation over real HTTP.

    Needs no key and no network. Shows each template, what the model made of it, what went out
    and why; then questions with cited answers, and one that has none.
    """
    from rich.console import Console

    from nlg_server.demo.live_model import live_model_group
    from nlg_server.demo.run import run_demo

    live = llm is not False
    if llm and live_model_group(model) is None:
        typer.echo("No live model: set OPENAI_API_KEY, or start Ollama and pull a model.", err=True)
        raise typer.Exit(2)
    run_demo(Console(), live=live, model=model)
