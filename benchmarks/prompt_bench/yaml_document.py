"""YAML with line numbers: what went wrong is always named with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from prompts.errors import BenchError, SettingsError

_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")


class YamlDocument:
    """A parsed file: `value` in plain Python types, and the line of any key."""

    def __init__(self, path: str, parsed: Any) -> None:
        self.path, self._parsed = path, parsed
        self.value = _plain(parsed)

    @classmethod
    def load(cls, path: Path) -> YamlDocument:
        """Read a file; raises BenchError with line and cause."""
        return cls.parse(read_text(path), str(path))

    @classmethod
    def parse(cls, text: str, path: str) -> YamlDocument:
        """Parse a text; `path` is how errors call it."""
        yaml = YAML(typ="rt")
        try:
            return cls(path, yaml.load(text))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            column = mark.column + 1 if mark else 1
            raise BenchError(
                f"{path}:{line}: column {column}: is no YAML: {error.problem or error.context}. "
                "Check indentation, colons and quotes here and in the line above."
            ) from error
        except YAMLError as error:
            raise BenchError(f"{path}:1: is no YAML: {error}.") from error

    def line(self, dotted: str) -> int:
        """The 1-based line of a key such as ``models[1].name``; of its nearest parent if absent."""
        node, line = self._parsed, 1
        for step in _STEP.findall(dotted):
            key: Any = int(step[1:-1]) if step.startswith("[") else step
            try:
                marks = node.lc
                line = (marks.item(key) if isinstance(key, int) else marks.key(key))[0] + 1
                node = node[key]
            except (AttributeError, KeyError, IndexError, TypeError):
                break
        return line

    def error(self, dotted: str, problem: str, remedy: str) -> BenchError:
        """An error that names file, line and key."""
        return BenchError(f"{self.path}:{self.line(dotted)}: {dotted}: {problem} {remedy}")

    def located(self, error: SettingsError) -> BenchError:
        """A settings reader's complaint with the line put in."""
        return self.error(error.key, error.problem, error.remedy)


def read_text(path: Path) -> str:
    """A UTF-8 file (a byte order mark is taken off); raises BenchError with line and cause."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BenchError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BenchError(
            f"{path}:{line}: byte {data[error.start]:#04x} is no UTF-8, though text before it is "
            "or the file begins otherwise encoded. Save the whole file as UTF-8 "
            "(e.g. `iconv -f WINDOWS-1252 -t UTF-8`)."
        ) from error


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, Sequence) and not isinstance(node, str):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    for kind in (str, int, float):
        if isinstance(node, kind):
            return kind(node)
    return str(node)
