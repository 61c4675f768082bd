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
from search.documents.metadata import kept_metadata
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
_PROBLEMS_TOLD = 3


def load_document(path: Path, source: str) -> Document:
    """Read `path` as the document named `source`.

    Raises:
        DocumentError: no loader knows the suffix, the content is not what it says, it holds no
            text, or its metadata cannot be kept.
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
        document = loader(path, source)
    except RecursionError as error:
        raise DocumentError(source, "is nested too deeply to be read.") from error
    except (DocumentError, OSError):
        raise
    except Exception as error:  # a parser's own defect costs its file, not the whole run
        why = f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
        raise DocumentError(source, f"cannot be read ({why}).") from error
    _check_text(document)
    _check_metadata(document)
    return document


def _check_text(document: Document) -> None:
    """A file of which nothing can be found must not pass for an indexed one."""
    if document.blocks:
        return
    told = " ".join(document.problems[:_PROBLEMS_TOLD])
    more = len(document.problems) - _PROBLEMS_TOLD
    why = f": {told}" if told else ", so that there is nothing to index."
    raise DocumentError(
        document.source, f"holds no text{why}{f' And {more:,} more.' if more > 0 else ''}"
    )


def _check_metadata(document: Document) -> None:
    kept_metadata(document.metadata, document.source)
    for number, block in enumerate(document.blocks, 1):
        if block.metadata:
            where = f"line {block.lines[0]}" if block.lines else f"record {number}"
            kept_metadata(block.metadata, document.source, where)


def _check_size(path: Path, source: str) -> None:
    size = path.stat().st_size
    limit = MOST_PDF if path.suffix.lower() == ".pdf" else MOST_TEXT
    if size > limit:
        raise DocumentError(
            source,
            f"holds {size / 2**20:,.0f} MB, more than the {limit // 2**20:,} MB that are read. "
            "Split it into several files.",
        )
