"""Conversations in Rasa's SQL tracker store or SQL event broker."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.case_sources.conversations import ConversationOptions, cases_of
from prompts.errors import BenchError

# Both of Rasa's tables have these columns; `id` rises with time.
_QUERY = "SELECT sender_id, id, data FROM events ORDER BY sender_id, id"
Row = tuple[str, int, str]


def store_cases(path: Path, task: Task, options: ConversationOptions) -> Iterator[Case]:
    """Cases of an SQLite file, or of the database at `options.url`, read a row at a time.

    The database is opened for reading only. Raises BenchError where it holds no events of Rasa.
    """
    rows = _by_sqlalchemy(options.url) if options.url else _sqlite_rows(path)
    for number, (sender, group) in enumerate(groupby(rows, key=lambda row: row[0]), start=1):
        events = list(_events(group, str(path)))
        yield from cases_of(str(sender), events, task, options, f"{path.name}:{number}")


def _events(rows: Iterable[Row], place: str) -> Iterator[Mapping[str, Any]]:
    for _, identity, data in rows:
        try:
            event = json.loads(data)
        except (ValueError, TypeError) as error:
            raise BenchError(
                f"{place}: events.id = {identity}: `data` is no JSON ({error}). "
                "Repair or delete this row."
            ) from error
        if isinstance(event, Mapping):
            yield event


def _sqlite_rows(path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise BenchError(f"{path}: cannot be read (no such file). Check the path.")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as store:
            yield from store.execute(_QUERY)
    except sqlite3.Error as error:
        raise BenchError(
            f"{path}: is no tracker store of Rasa ({error}). It needs a table `events` with "
            "`sender_id` and `data`."
        ) from error


def _by_sqlalchemy(url: str) -> Iterator[Row]:
    shown = url.split("@")[-1]  # without user and password
    try:
        from sqlalchemy import create_engine, text
        from sqlalchemy.exc import SQLAlchemyError
    except ImportError as error:
        raise BenchError(
            f"{shown}: a database URL needs SQLAlchemy. Run `pip install 'truephrase[sql]'`."
        ) from error
    try:
        engine = create_engine(url)
    except (SQLAlchemyError, ImportError) as error:
        raise BenchError(
            f"{shown}: cannot be opened ({error}). Check the URL, and install its driver "
            "(`pip install psycopg2-binary` for postgresql://)."
        ) from error
    try:
        with engine.connect().execution_options(stream_results=True) as connection:
            for row in connection.execute(text(_QUERY)):
                yield str(row[0]), int(row[1]), row[2]
    except SQLAlchemyError as error:
        told = str(error).split("\n")[0]
        raise BenchError(
            f"{shown}: cannot be read ({told}). Check URL and table `events`."
        ) from error
    finally:
        engine.dispose()
