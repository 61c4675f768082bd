"""`truephrase index`: documents to a searchable index, and what there is to know about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from rich.console import Console

from nlg_server.cli.index_progress import progress_bars
from nlg_server.cli.index_report import show_info, show_report

if TYPE_CHECKING:
    from nlg_server.project import Project

app = typer.Typer(add_completion=False)


@app.command()
def index(
    sources: Annotated[
        Optional[list[str]],  # noqa: UP045  typer reads the annotation on Python 3.10 too
        typer.Argument(help="Folders, files or globs; vector_store.source (./docs) without any."),
    ] = None,
    out: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="The index folder; .truephrase/index in the project without it."),
    ] = None,
    model: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            help="Embedding model: a folder, a name that sentence-transformers knows, or "
            "litellm/<provider>/<model> for a hosted one."
        ),
    ] = None,
    full: Annotated[bool, typer.Option(help="Read every file again, changed or not.")] = False,
    keep: Annotated[int, typer.Option(min=1, help="How many generations stay on disk.")] = 3,
    info: Annotated[bool, typer.Option("--info", help="Show what the index holds.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Compare every file with its hash.")
    ] = False,
    rollback: Annotated[
        bool, typer.Option("--rollback", help="Go back to the generation before.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")] = False,
) -> None:
    """Read documents, cut them into passages, embed what is new, and switch to the result.

    Nothing that is searched now changes until the last step, which is one atomic rename. With a
    vector database as `vector_store.type` its collection is then brought up to date.
    """
    from nlg_server.project import load_project

    project = load_project(Path("."))
    folder = out or project.index_folder
    if rollback:
        from search.indexing.maintenance import roll_back

        Console(stderr=True).print(f"Now current: {roll_back(folder)}")
    if verify:
        from search.indexing.maintenance import verify as verify_index

        Console(stderr=True).print(f"{verify_index(folder)} files agree with the manifest.")
    if info or verify or rollback:
        show_info(folder, as_json=as_json)
        return
    from nlg_server.searching.retrievers import embedding_model, fills_collection, publish_index
    from search.indexing.build import IndexOptions, build_index

    published = None
    with progress_bars() as progress:
        report = build_index(
            sources or _own_sources(project),
            folder,
            IndexOptions(model=model or embedding_model(project), keep=keep, full=full),
            progress,
        )
        if fills_collection(project):
            published = publish_index(project, folder, progress)
    show_report(report, folder, published, as_json=as_json)


def _own_sources(project: Project) -> tuple[str, ...]:
    """The project's sources. Raises SettingsError with file and line where one does not exist."""
    from prompts.errors import SettingsError

    missing = project.missing_sources()
    if missing:
        key, settings = "vector_store.source", project.endpoints
        problem = f"{', '.join(missing)} does not exist."
        remedy = "Name a folder, a file or a glob."
        raise SettingsError(settings.name, key, problem, remedy, settings.line(key))
    return project.document_sources()
