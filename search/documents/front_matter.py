"""The YAML block at the head of a Markdown or text file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from prompts.errors import DocumentError

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.M)


def split_front_matter(text: str, source: str) -> tuple[dict[str, Any], int]:
    """The metadata at the head of `text`, and the offset at which the content starts.

    Raises:
        DocumentError: there is a block, and it is no YAML mapping.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    return parse_metadata(match.group(1), f"{source}: front matter"), match.end()


def parse_metadata(text: str, source: str) -> dict[str, Any]:
    """A YAML mapping as plain JSON-like values; raises DocumentError for anything else."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        values = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        problem = str(error).splitlines()
        raise DocumentError(source, f"no valid YAML: {' '.join(problem[:3])}") from error
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise DocumentError(source, "must be a mapping of names to values.")
    return {str(key): _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_plain(item) for item in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
