"""CSV and TSV: each row a record, named by the header."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from prompts.errors import DocumentError
from search.documents.document import Document
from search.documents.plain_text import read_text
from search.documents.records import add_record
from search.documents.text_builder import TextBuilder

_DELIMITERS = ",;\t|"


def load_csv(path: Path, source: str) -> Document:
    """The delimiter is found by itself; rows that do not fit the header are reported.

    Raises:
        DocumentError: no text, no header, or no CSV.
    """
    text = read_text(path, source)
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=True)
    built = TextBuilder()
    problems: list[str] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        if not any(header):
            raise DocumentError(source, "has no header row.")
        before = reader.line_num
        for row in reader:
            lines, before = (before + 1, reader.line_num), reader.line_num
            if len(row) > len(header):
                problems.append(
                    f"line {lines[0]}: {len(row)} fields, the header names {len(header)}."
                )
            elif any(cell.strip() for cell in row):
                add_record(built, dict(zip(header, row, strict=False)), lines)
    except csv.Error as error:
        raise DocumentError(source, f"line {reader.line_num}: no valid CSV ({error}).") from error
    return Document(source, built.text, tuple(built.blocks), problems=tuple(problems))


def _dialect(text: str) -> type[csv.Dialect]:
    header = text.partition("\n")[0]

    class Found(csv.excel):
        delimiter = max(_DELIMITERS, key=header.count)

    return Found
