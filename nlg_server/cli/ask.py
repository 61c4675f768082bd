"""`truephrase ask`: the answer to a question, and why it is what it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from nlg_server.project import Project
    from search.answering.outcome import Answer

app = typer.Typer(add_completion=False)


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="The question; several: a conversation.")],
    index: Annotated[
        Optional[Path],  # noqa: UP045  typer reads the annotation on Python 3.10 too
        typer.Option(help="The index folder; that of the project without it."),
    ] = None,
    slot: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(help="name=value, for the prompt and the access filter; may be repeated."),
    ] = None,
    seconds: Annotated[float, typer.Option(help="Time the answer may take.", min=0.1)] = 30.0,
    extractive: Annotated[bool, typer.Option(help="Quote; ask no model.")] = False,
    trace: Annotated[bool, typer.Option(help="Show query, prompt and raw reply.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
) -> None:
    """Ask the documents a question: the answer, a verdict for each sentence, passages, timing."""
    import asyncio

    from nlg_server.cli.slots import slots_from
    from nlg_server.project import load_project
    from prompts.conversation import Conversation, Turn

    turns = tuple(Turn("user", text) for text in question)
    conversation = Conversation(
        sender_id="ask",
        turns=turns,
        slots=slots_from(slot or []),
        current_input=question[-1],
    )
    project = load_project(Path("."))
    answer = asyncio.run(_answer(project, conversation, index, seconds, extractive))
    if as_json:
        import json

        typer.echo(json.dumps(as_mapping(answer, trace), indent=2, ensure_ascii=False))
    else:
        show(answer, trace)


async def _answer(
    project: Project, conversation: Any, index: Path | None, seconds: float, extractive: bool
) -> Answer:
    import asyncio
    from dataclasses import replace

    from nlg_server.searching.judging import search_judge_of
    from nlg_server.searching.retrievers import open_retriever
    from prompts.budget import Budget
    from prompts.completions.stack import build_model
    from search.answering.answer import Answerer

    options = project.search_options()
    if extractive:
        options = replace(options, use_generative_llm=False)
    base = await asyncio.to_thread(open_retriever, project, index)
    model = build_model(project.groups) if project.search_group and not extractive else None
    try:
        if model is not None:
            # A server loads the client as it starts; this process has just begun.
            await model.wait_until_ready()
        judge = search_judge_of(project, options.judge, model, wait=True)
        prompt = project.search_prompt()
        embed = base.embedder.embed
        answerer = Answerer(base, model, options, prompt, embed=embed, judge=judge)
        return await answerer.answer(conversation, Budget.of(seconds))
    finally:
        if model is not None:
            await model.aclose()
        await base.aclose()


def as_mapping(answer: Answer, trace: bool = False) -> dict[str, Any]:
    """The answer as `--json` prints it; with `trace`, the query, prompt and raw reply too."""
    found: dict[str, Any] = {
        "status": answer.status,
        "reason": answer.reason,
        "text": answer.text,
        "score": answer.score,
        "generation": answer.generation,
        "relevance": answer.trace.relevance,
        "citations": [citation.as_json() for citation in answer.citations],
        "sentences": [
            {
                "text": verdict.text,
                "supported": verdict.supported,
                "reason": verdict.reason,
                "detail": verdict.detail,
                "score": verdict.score,
            }
            for verdict in answer.sentences
        ],
        "passages": [
            {"id": hit.passage.id, "source": hit.passage.source, "score": hit.score}
            for hit in answer.trace.hits
        ],
        "seconds": dict(answer.timings),
    }
    if trace:
        found["trace"] = {
            "query": answer.trace.query,
            "prompt": answer.trace.prompt,
            "reply": answer.trace.reply,
            "judge": answer.trace.note,
        }
    return found


def show(answer: Answer, trace: bool = False) -> None:
    """Print the answer as a person reads it."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    console.print(f"[bold]{answer.status}[/bold] ({answer.reason}), score {answer.score:.2f}")
    console.print(escape(answer.text) or "[dim]no text: Rasa gets the response by name[/dim]")
    if answer.sentences:
        table = Table("", "sentence", "verdict", "score", title="Sentences", title_justify="left")
        for verdict in answer.sentences:
            why = f"{verdict.reason}: {verdict.detail}" if verdict.detail else verdict.reason
            sign = "[green]✓[/green]" if verdict.supported else "[red]✗[/red]"
            table.add_row(sign, escape(verdict.text), escape(why), f"{verdict.score:.2f}")
        console.print(table)
    _show_passages(console, answer)
    laps = ", ".join(f"{step} {value * 1000:.0f} ms" for step, value in answer.timings.items())
    console.print(f"[dim]relevance {answer.trace.relevance:.2f}; {laps}[/dim]")
    if trace:
        for title, text in (
            ("query", answer.trace.query),
            ("prompt", answer.trace.prompt),
            ("reply", answer.trace.reply),
            ("judge", answer.trace.note),
        ):
            console.rule(title)
            console.print(escape(text))


def _show_passages(console: Console, answer: Answer) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("source", "score", "text", title="Passages", title_justify="left")
    for hit in answer.trace.hits:
        start = " ".join(hit.passage.text.split())[:100]
        table.add_row(escape(hit.passage.source), f"{hit.score:.2f}", escape(start))
    console.print(table)
