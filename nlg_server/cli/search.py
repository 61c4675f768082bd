"""`truephrase search`: the passages found for a question, and why they stand where they stand."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from nlg_server.project import Project
    from search.passage import Hit, SearchResult
    from search.query import SearchQuery

app = typer.Typer(add_completion=False)


@app.command()
def search(
    question: Annotated[list[str], typer.Argument(help="The question; several: a conversation.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 5,
    index: Annotated[
        Optional[Path],  # noqa: UP045  typer reads the annotation on Python 3.10 too
        typer.Option(help="The index folder; that of the project without it."),
    ] = None,
    slot: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(help="name=value, for the access filter; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
) -> None:
    """Show the passages found for a question, with both ranks, scores and the matching words.

    Several questions are the messages of one conversation, oldest first: the last is searched,
    with what it refers to. The project's `vector_store.filter` applies, with the slots given.
    """
    from nlg_server.cli.slots import slots_from
    from nlg_server.project import load_project
    from prompts.conversation import Conversation, Turn
    from search.query import build_query

    project = load_project(Path("."))
    turns = tuple(Turn("user", text) for text in question)
    query = build_query(Conversation(turns=turns), max_messages=len(turns))
    result = asyncio.run(_found(project, index, query, k, slots_from(slot or [])))
    if as_json:
        typer.echo(_json(result))
    else:
        _show(result, query.parts[-1].text)


async def _found(
    project: Project, index: Path | None, query: SearchQuery, k: int, slots: Mapping[str, Any]
) -> SearchResult:
    from nlg_server.searching.retrievers import open_retriever

    base = await asyncio.to_thread(open_retriever, project, index)
    try:
        return await base.search(query, k=k, slots=slots)
    finally:
        await base.aclose()


def _json(result: SearchResult) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(result, enc_hook=str), indent=2).decode()


def _show(result: SearchResult, searched: str) -> None:
    from rich.console import Console

    console = Console()
    console.print(f"generation {result.generation}", style="dim", highlight=False)
    if not result.hits:
        console.print("Nothing found that these slots may see.")
    for place, hit in enumerate(result.hits, 1):
        _show_hit(console, place, hit, searched)


def _show_hit(console: Console, place: int, hit: Hit, searched: str) -> None:
    from rich.markup import escape

    passage = hit.passage
    path = dict.fromkeys((passage.title, *passage.headings))
    heading = " > ".join(part for part in path if part)
    console.print(
        f"\n[bold]{place}. {escape(heading or passage.source)}[/bold]   score {hit.score:.2f}",
        highlight=False,
    )
    figures = (
        f"meaning {_rank(hit.dense_rank)} (cosine {hit.cosine:.3f})   "
        f"words {_rank(hit.lexical_rank)} (BM25 {hit.bm25:.2f})   {_place(passage)}"
    )
    console.print(escape(figures), style="dim", highlight=False)
    console.print(_highlighted(passage.text, searched))


def _highlighted(text: str, searched: str) -> Text:
    from rich.text import Text

    from search.lexical.highlighting import matched_spans

    shown = Text(text)
    for start, end in matched_spans(text, searched):
        shown.stylize("bold yellow", start, end)
    return shown


def _rank(rank: int | None) -> str:
    return "–" if rank is None else f"#{rank}"


def _place(passage: Any) -> str:
    where: Sequence[str] = (
        passage.source,
        f"page {passage.page}" if passage.page else "",
        f"lines {passage.lines[0]}–{passage.lines[1]}" if passage.lines else "",
        f"also in {', '.join(passage.also_in)}" if passage.also_in else "",
    )
    return ", ".join(part for part in where if part)
