"""Which loader reads which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prompts.errors import DocumentError
from search.documents.csv import load_csv
from search.documents.document import Document
from search.documents.docx import load_docx
from search.documents.html import load_html
from search.documents.json import load_json, load_jsonl
from search.documents.markdown import load_markdown
from search.documents.pdf import load_pdf
from search.documents.plain_text import load_plain_text

Loader = Callable[[Path, str], Document]

LOADERS: dict[str, Loader] = {
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".txt": load_plain_text,
    ".text": load_plain_text,
    ".html": load_html,
    ".htm": load_html,
    ".pdf": load_pdf,
    ".docx": load_docx,
    ".csv": load_csv,
    ".tsv": load_csv,
    ".json": load_json,
    ".jsonl": load_jsonl,
    ".ndjson": load_jsonl,
}

# In bytes. A PDF is mostly pictures; of the others all is text, and is held in memory.
MOST_TEXT = 100 * 1024 * 1024
MOST_PDF = 1024 * 1024 * 1024


def load_document(path: Path, source: str) -> Document:
    """Read `path` as the document named `source`.

    Raises:
        DocumentError: no loader knows the suffix, or the content is not what it says.
        OSError: the file system does not give the content.
    """
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        known = ", ".join(LOADERS)
        raise DocumentError(
            source, f"{path.suffix or 'a file without suffix'} is not read. Known are {known}."
        )
    try:
        _check_size(path, source)
        return loader(path, source)
    except RecursionError as error:
        raise DocumentError(source, "is nested too deeply to be read.") from error


def _check_size(path: Path, source: str) -> None:
    size = path.stat().st_size
    limit = MOST_PDF if path.suffix.lower() == ".pdf" else MOST_TEXT
    if size > limit:
        raise DocumentError(
            source,
            f"holds {size / 2**20:,.0f} MB, more than the {limit // 2**20:,} MB that are read. "
            "Split it into several files.",
        )
