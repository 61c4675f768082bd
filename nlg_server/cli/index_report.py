"""What `truephrase index` prints: the result of a build, and the content of an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from search.generation.manifest import Skipped
    from search.indexing.build import IndexReport
    from search.stores.index_choice import IndexChoice
    from search.stores.publishing import PublishReport


def show_report(
    report: IndexReport, folder: Path, published: PublishReport | None = None, *, as_json: bool
) -> None:
    """The outcome of a build, with every file that was left out, and of its publication."""
    if as_json:
        document = {"folder": str(folder), **asdict(report)}
        if published is not None:
            document["published"] = asdict(published)
        typer.echo(msgspec.json.encode(document).decode())
        return
    console = Console()
    state = "built" if report.changed else "already up to date"
    console.print(
        f"[bold]{report.generation}[/] {state}: {report.documents:,} documents, "
        f"{report.passages:,} passages ({report.folded:,} folded as duplicates) "
        f"in {report.seconds:.1f} s"
    )
    if report.changed:
        console.print(
            f"{report.embedded:,} embedded, {report.reused:,} embeddings used again, "
            f"{report.removed:,} documents removed"
        )
    if published is not None:
        console.print(
            f"[bold]{escape(published.collection)}[/] {published.written:,} written, "
            f"{published.unchanged:,} unchanged, {published.removed:,} removed"
        )
    _show_skipped(console, report.skipped)


def show_info(folder: Path, *, as_json: bool) -> None:
    """What the current generation holds; raises KnowledgeBaseError where there is none."""
    from search.indexing.maintenance import describe

    found = describe(folder)
    if as_json:
        typer.echo(msgspec.json.encode(found).decode())
        return
    console = Console()
    table = Table(show_header=False, box=None)
    for name, value in msgspec.to_builtins(found).items():
        if name not in ("skipped", "vector_indexes"):
            table.add_row(name.replace("_", " "), escape(_readable(value)))
    for name, choice in found.vector_indexes.items():
        table.add_row(f"vectors {name}", escape(f"{choice.kind}: {choice.reason}"))
    console.print(table)
    _show_tried(console, found.vector_indexes)
    _show_skipped(console, found.skipped)


def _show_tried(console: Console, choices: Mapping[str, IndexChoice]) -> None:
    for name, choice in choices.items():
        if len(choice.tried) > 1:
            columns = ("index", "vectors", "MB", "recall@10", "ms a query", "s to build")
            table = Table(*columns, title=f"tried for the vectors of {name}")
            for one in choice.tried:
                table.add_row(
                    f"{one.kind} ({one.effort})",
                    f"{one.vectors:,}",
                    f"{one.bytes / 1e6:.1f}",
                    f"{one.recall:.3f}",
                    f"{one.milliseconds:.2f}",
                    f"{one.build_seconds:.1f}",
                )
            console.print(table)


def _readable(value: Any) -> str:
    if isinstance(value, Mapping):
        told = {key: item for key, item in value.items() if item != ""}
        return ", ".join(f"{key} {_readable(item)}" for key, item in told.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_readable(item) for item in value)
    return f"{value:,}" if isinstance(value, (int, float)) and value is not True else str(value)


def _show_skipped(console: Console, skipped: Sequence[Skipped]) -> None:
    """Files left out, and files of which a part was: an entry says which, but only in words."""
    if not skipped:
        return
    count = len({entry.source for entry in skipped})
    files = "1 file was" if count == 1 else f"{count:,} files were"
    table = Table("file", "why", title=f"{files} not indexed, or only in part")
    for entry in skipped:
        table.add_row(escape(entry.source), escape(entry.problem))
    console.print(table)
