"""`_meta.yml`: metadata for every document in a folder and below."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prompts.errors import DocumentError
from search.documents.file_names import unreadable
from search.documents.front_matter import parse_metadata
from search.documents.plain_text import read_text

FOLDER_METADATA = "_meta.yml"


def folder_metadata(folder: Path, source: str) -> Mapping[str, Any]:
    """What `_meta.yml` in `folder` says; empty where there is none.

    Raises:
        DocumentError: it is no YAML mapping, or a link to nothing. The folder's documents must not
            be indexed then: they would go without the metadata that limits who may see them.
    """
    path = folder / FOLDER_METADATA
    if not os.path.lexists(path):
        return {}
    if problem := unreadable(path, FOLDER_METADATA):
        raise DocumentError(source, problem)
    try:
        return parse_metadata(read_text(path, source), source)
    except OSError as error:
        raise DocumentError(source, f"cannot be read: {error.strerror or error}.") from error
