"""Which loader reads which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prompts.errors import DocumentError
from search.documents.document import Document
from search.documents.markdown import load_markdown
from search.documents.plain_text import load_plain_text

Loader = Callable[[Path, str], Document]

LOADERS: dict[str, Loader] = {
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".txt": load_plain_text,
    ".text": load_plain_text,
}


def load_document(path: Path, source: str) -> Document:
    """Read `path` as the document named `source`.

    Raises:
        DocumentError: no loader knows the suffix, or the file cannot be read.
    """
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise DocumentError(source, f"no loader for {path.suffix or 'a file without suffix'}.")
    try:
        return loader(path, source)
    except OSError as error:
        raise DocumentError(source, f"cannot be read: {error.strerror or error}.") from error
