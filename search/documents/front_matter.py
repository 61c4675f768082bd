"""The YAML block at the head of a Markdown or text file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from prompts.errors import DocumentError
from search.documents.metadata import kept_metadata

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.M)


def split_front_matter(text: str, source: str) -> tuple[dict[str, Any], int]:
    """The metadata at the head of `text`, and the offset at which the content starts.

    Raises:
        DocumentError: there is a block, and it is no YAML mapping of values that can be kept.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    return parse_metadata(match.group(1), source, "front matter"), match.end()


def parse_metadata(text: str, source: str, where: str = "") -> dict[str, Any]:
    """A YAML mapping as plain JSON-like values; `where` names the part of `source` it is.

    Raises:
        DocumentError: anything else.
    """
    before = f"{where}: " if where else ""
    values = _loaded(text, source, before)
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise DocumentError(source, f"{before}must be a mapping of names to values.")
    return kept_metadata(values, source, where)


def _loaded(text: str, source: str, before: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.Constructor = _constructor()
        return yaml.load(text)
    except YAMLError as error:
        problem = " ".join(line.strip() for line in str(error).splitlines()[:3])
        raise DocumentError(source, f"{before}no valid YAML: {problem}") from error
    except RecursionError as error:
        raise DocumentError(source, f"{before}is nested too deeply to be read.") from error


def _constructor() -> type[Any]:
    """ruamel's safe constructor, which lets ValueError, KeyError and others through unplaced."""
    from ruamel.yaml.constructor import ConstructorError, SafeConstructor
    from ruamel.yaml.error import YAMLError

    class Placed(SafeConstructor):
        def construct_object(self, node: Any, deep: bool = False) -> Any:
            try:
                return super().construct_object(node, deep=deep)
            except (YAMLError, RecursionError):
                raise
            except Exception as error:
                kind = str(node.tag).rpartition(":")[2]
                raise ConstructorError(
                    None, None, f"a value is no {kind} ({error}); in quotes it is text,",
                    node.start_mark,
                ) from error  # fmt: skip

    return Placed
