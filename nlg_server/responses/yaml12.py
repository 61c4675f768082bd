"""YAML 1.2 as Rasa reads it, with the line of every value.

The scanner is libyaml's, through PyYAML: 500 responses in 0.05 s instead of the 0.5 s that a pure
Python scanner takes. Tags, scalars and mappings are resolved here, from the stream of events, so
that nesting cannot exhaust the stack.
"""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from nlg_server.responses import scalars
from nlg_server.responses.problem import Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 200
_MAX_VALUES = 5_000_000
_QUOTED = frozenset("'\"|>")
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: `value` is None when it is empty or cannot be read.

    Problems are of severity ``error``: broken syntax leaves `value` None; a key that stands twice
    keeps its first value; an environment variable that is not set stays as it is written.
    """

    value: Any
    file: str = ""
    problems: tuple[Problem, ...] = ()
    _lines: Mapping[int, Mapping[Any, int]] = field(default_factory=dict, repr=False)

    def line(self, *path: Any) -> int | None:
        """1-based line of the value at `path`; of the nearest known parent where there is none.

        >>> read_yaml("a:\\n  - b: 1\\n  - c: 2").line("a", 1, "c")
        3
        """
        value, line = self.value, None
        for step in path:
            known = self._lines.get(id(value), {})
            if step not in known:
                break
            line = known[step]
            value = value[step]
        return line


class _Unreadable(Exception):
    """The text is no YAML that can be read; `read_yaml` turns it into a problem."""

    def __init__(self, message: str, line: int | None) -> None:
        self.message, self.line = message, line
        super().__init__(message)


def read_yaml(
    text: str,
    *,
    file: str = "",
    environment: Mapping[str, str] | None = None,
    strict: bool = False,
) -> Document:
    """Read one document.

    Args:
        text: the content of the file.
        file: its name, for problems.
        environment: variables for ``${NAME}``; those of the process by default.
        strict: exactly as Rasa: dates are objects, and quoted text keeps its ``${NAME}``.
    """
    reader = _Reader(file, os.environ if environment is None else environment, strict)
    try:
        value = reader.read(scalars.decode_escapes(text.removeprefix("\ufeff")))
    except _Unreadable as error:
        return Document(None, file, (Problem(file, error.line, error.message),))
    return Document(value, file, tuple(reader.problems), reader.lines)


@dataclass(slots=True)
class _Collection:
    """A list or mapping being filled; `key` is a mapping's key that waits for its value."""

    value: Any
    anchor: str | None
    line: int
    key: Any = None
    has_key: bool = False
    merges: list[Any] = field(default_factory=list)


class _Reader:
    def __init__(self, file: str, environment: Mapping[str, str], strict: bool) -> None:
        self.file, self.environment, self.strict = file, environment, strict
        self.problems: list[Problem] = []
        self.lines: dict[int, dict[Any, int]] = {}
        self._anchors: dict[str, Any] = {}
        self._stack: list[_Collection] = []
        self._root: Any = None
        self._duplicate_line = 0
        self._documents = 0

    def read(self, text: str) -> Any:
        for count, event in enumerate(_events(text)):
            if count > _MAX_VALUES:
                raise _Unreadable(f"holds more than {_MAX_VALUES:,} values", None)
            self._take(event)
        return self._root

    def _take(self, event: Any) -> None:
        kind = type(event)
        line = event.start_mark.line + 1
        if kind is yaml.ScalarEvent:
            self._place(self._scalar(event, line), line, event.anchor)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, line)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close()
        elif kind is yaml.AliasEvent:
            if event.anchor not in self._anchors:
                raise _Unreadable(f"the alias *{event.anchor} names no anchor above it", line)
            self._place(self._anchors[event.anchor], line, None)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise _Unreadable("a second document starts here; keep one per file", line)

    def _open(self, event: Any, line: int) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            raise _Unreadable(f"is nested more than {_MAX_DEPTH} levels deep", line)
        value: Any = {} if type(event) is yaml.MappingStartEvent else []
        if event.tag and event.tag not in (_TAG + "map", _TAG + "seq"):
            raise _Unreadable(f"the tag {event.tag} is not supported", line)
        self.lines[id(value)] = {}
        self._stack.append(_Collection(value, event.anchor, line))

    def _close(self) -> None:
        done = self._stack.pop()
        for merged in done.merges:
            for key, value in merged.items():
                done.value.setdefault(key, value)
        self._place(done.value, done.line, done.anchor)

    def _place(self, value: Any, line: int, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = value
        if not self._stack:
            self._root = value
            return
        parent = self._stack[-1]
        if type(parent.value) is list:
            self.lines[id(parent.value)][len(parent.value)] = line
            parent.value.append(value)
        elif parent.has_key:
            parent.has_key = False
            self._assign(parent, value)
        else:
            parent.key, parent.has_key = self._key(value, line), True
            self.lines[id(parent.value)].setdefault(parent.key, line)

    def _assign(self, parent: _Collection, value: Any) -> None:
        key = parent.key
        if key is _MERGE:
            for merged in value if type(value) is list else [value]:
                if type(merged) is not dict:
                    raise _Unreadable("<<: merges mappings only", parent.line)
                parent.merges.append(merged)
        elif key in parent.value:
            first = self.lines[id(parent.value)][key]
            self.problems.append(
                Problem(
                    self.file,
                    self._duplicate_line,
                    f"the key {key!r} stands already in line {first}; Rasa refuses the file, "
                    "here the first one counts. Remove one of them.",
                )
            )
        else:
            parent.value[key] = value

    def _key(self, value: Any, line: int) -> Any:
        self._duplicate_line = line
        if type(value) is list:
            value = tuple(value)
        if not isinstance(value, Hashable):
            raise _Unreadable("a mapping cannot be a key; put braces in quotes", line)
        try:
            hash(value)
        except TypeError:
            raise _Unreadable("a list of collections cannot be a key", line) from None
        return value

    def _scalar(self, event: Any, line: int) -> Any:
        text: str = event.value
        tag = event.tag
        if tag and tag != "!":
            return self._tagged(text, tag, line)
        if event.style in _QUOTED or tag == "!":
            if "${" in text and not self.strict:
                return scalars.expand_quoted(text, self.environment)
            return text
        if scalars.has_environment(text):
            return self._expanded(text, line)
        if text == "<<" and self._expects_key():
            return _MERGE
        if text in ("<<", "="):
            raise _Unreadable(f"{text!r} needs quotes here", line)
        try:
            return scalars.plain_scalar(text, self.strict)
        except ValueError as error:
            raise _Unreadable(f"{text!r}: {error}", line) from None

    def _expects_key(self) -> bool:
        return (
            bool(self._stack)
            and type(self._stack[-1].value) is dict
            and not self._stack[-1].has_key
        )

    def _expanded(self, text: str, line: int) -> str:
        expanded, unset = scalars.expand_plain(text, self.environment)
        if unset is not None:
            message = (
                f"the environment variable in {unset!r} is not set. Set it, or put the text in "
                "quotes if the dollar sign is meant."
            )
            self.problems.append(Problem(self.file, line, message))
        return expanded

    def _tagged(self, text: str, tag: str, line: int) -> Any:
        try:
            return _convert(text, tag.removeprefix(_TAG))
        except (ValueError, KeyError):
            raise _Unreadable(f"{text!r} with the tag {tag} cannot be read", line) from None


class _Merge:
    """The key ``<<``."""


_MERGE = _Merge()


def _convert(text: str, tag: str) -> Any:
    if tag == "str":
        return text
    if tag == "int":
        return scalars.integer(text)
    if tag == "float":
        return float(text.replace("_", ""))
    if tag == "bool":
        return {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}[
            text.lower()
        ]
    if tag == "null":
        return None
    raise KeyError(tag)


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = " ".join(part for part in (error.context, error.problem) if part)
        raise _Unreadable(f"broken YAML: {message}", mark.line + 1 if mark else None) from None
    except yaml.YAMLError as error:
        raise _Unreadable(f"broken YAML: {' '.join(str(error).split())}", None) from None
