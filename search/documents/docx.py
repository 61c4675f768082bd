"""DOCX: paragraphs, headings, lists and tables in their order; macros are never run or read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prompts.errors import DocumentError
from search.documents.document import Document
from search.documents.docx_changes import accept_changes
from search.documents.text_builder import TextBuilder

# Unpacked; a Word file of a thousand pages of text is about 10 MB.
MOST_BYTES = 256 * 1024 * 1024
MOST_FILES = 10_000
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def load_docx(path: Path, source: str) -> Document:
    """Headings come from the styles "Title" and "Heading 1" to "Heading 9".

    Tracked changes are read as accepted, and content controls as the text that they hold.

    Raises:
        DocumentError: encrypted, no Word file, or one that unpacks beyond `MOST_BYTES`.
    """
    _check_archive(path, source)
    import docx

    try:
        word = docx.Document(str(path))
        accept_changes(word.element.body)
        built = TextBuilder()
        for item in word.iter_inner_content():
            if hasattr(item, "rows"):
                built.add("table", _table_text(item))
            else:
                _add_paragraph(built, item)
        title = _title(word)
    except OSError:
        raise
    except Exception as error:  # python-docx lets KeyError, ValueError and lxml's own through
        raise DocumentError(source, f"is no readable Word file ({error}).") from error
    first = next((block.headings[0] for block in built.blocks if block.headings), "")
    return Document(source, built.text, tuple(built.blocks), title or first)


def _check_archive(path: Path, source: str) -> None:
    """Refuse what would unpack beyond reason; zipfile never reads past the sizes it declares."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        encrypted = path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
        problem = (
            "is encrypted or an old .doc file. Save it as .docx without a password."
            if encrypted
            else "is no Word file (not a ZIP archive)."
        )
        raise DocumentError(source, problem) from error
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES or len(entries) > MOST_FILES:
        raise DocumentError(
            source,
            f"unpacks to {total / 2**20:,.0f} MB in {len(entries):,} files, more than the "
            f"{MOST_BYTES // 2**20} MB and {MOST_FILES:,} files that are read. It was not opened.",
        )


def _title(word: Any) -> str:
    """The title in the file's properties; python-docx makes one up where there are none."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    relations = word.part.package.rels.values()
    if not any(relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for relation in relations):
        return ""
    return str(word.core_properties.title or "").strip()


def _add_paragraph(built: TextBuilder, paragraph: Any) -> None:
    style = paragraph.style.name if paragraph.style is not None else ""
    heading = _HEADING.match(style or "")
    if heading:
        built.heading(int(heading.group(1)), paragraph.text)
    elif style == "Title":
        built.heading(0, paragraph.text)
    elif (style or "").startswith("List") or paragraph._p.xpath("./w:pPr/w:numPr"):
        built.add("list", f"- {paragraph.text.strip()}" if paragraph.text.strip() else "")
    else:
        built.add("paragraph", paragraph.text)


def _table_text(table: Any) -> str:
    rows = []
    for row in table.rows:
        cells: list[str] = []
        previous = None
        for cell in _cells(row):
            # A merged cell is given once for each column that it spans.
            if cell._tc is not previous:
                cells.append(" ".join(_cell_text(cell).split()))
            previous = cell._tc
        rows.append(" | ".join(cells))
    return "\n".join(row for row in rows if row.strip(" |"))


def _cells(row: Any) -> Sequence[Any]:
    """The row's cells, one merged with those above for each row; each alone where none is above."""
    from docx.table import _Cell

    try:
        return tuple(row.cells)
    except ValueError:  # the row that the merge begins in is deleted
        return tuple(_Cell(cell, row.table) for cell in row._tr.tc_lst)


def _cell_text(cell: Any) -> str:
    """The cell's paragraphs and those of tables within it."""
    return "\n".join(
        _table_text(item) if hasattr(item, "rows") else item.text
        for item in cell.iter_inner_content()
    )
