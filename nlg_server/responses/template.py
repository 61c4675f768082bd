"""A response text with ``{slots}`` in it, compiled once and filled often.

Rasa fills a text with `str.format`, all or nothing: one unknown name, or a lone brace, and the
text goes out unfilled or not at all. Here every known name is filled, every brace that belongs to
nothing is text, and values inside a JSON payload are escaped. `fill_as_rasa` keeps Rasa's ways.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, Literal

Context = Literal["text", "payload"]

_TOKEN = re.compile(r"\{\{|\}\}|\{([^\n{}]*)\}|[{}]")
_NAME = re.compile(r"\{([^\n{}]+?)\}")
_PAYLOAD = re.compile(r"\s*(?:/[^\s{]*)?(\{)", re.S)
_INDEX = "0["
_CLOSING = frozenset(" \t\n,.;:!?)")


@dataclass(frozen=True, slots=True)
class FilledValue:
    """A value printed into a text: ``text[start:end]`` of the filled text is `printed`."""

    name: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text, and which values stand where in it, in order."""

    text: str
    values: tuple[FilledValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name in braces. `json` says where it stands in a JSON payload, None elsewhere."""

    name: str
    source: str
    json: Literal["inside", "bare"] | None = None


Part = str | Placeholder


@dataclass(frozen=True, slots=True)
class Template:
    """Literal parts, braces already unescaped, and placeholders."""

    parts: tuple[Part, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names in braces, in order."""
        return tuple(part.name for part in self.parts if isinstance(part, Placeholder))

    def text(self, variables: Mapping[str, Any]) -> str:
        """Fill every known name. An unknown one stays as written, for it may be meant so.

        A value that is not set prints nothing, and takes the blank before it along where
        punctuation, another blank or the end follows.
        """
        return "".join(self._pieces(variables))

    def fill(self, variables: Mapping[str, Any]) -> FilledText:
        """As `text`, with the place of every value that was printed."""
        pieces = self._pieces(variables)
        values: list[FilledValue] = []
        start = 0
        for part, piece in zip(self.parts, pieces, strict=True):
            end = start + len(piece)
            if piece and isinstance(part, Placeholder) and part.name in variables:
                values.append(FilledValue(part.name, piece, start, end))
            start = end
        return FilledText("".join(pieces), tuple(values))

    def _pieces(self, variables: Mapping[str, Any]) -> list[str]:
        """One piece for each part."""
        pieces: list[str] = []
        for index, part in enumerate(self.parts):
            if type(part) is str:
                pieces.append(part)
                continue
            assert isinstance(part, Placeholder)
            if part.name not in variables:
                pieces.append(part.source)
                continue
            piece = _printed(variables[part.name], part)
            if not piece and part.json is None and self._drops_blank(index, pieces):
                pieces[-1] = pieces[-1][:-1]
            pieces.append(piece)
        return pieces

    def _drops_blank(self, index: int, out: list[str]) -> bool:
        if not out or not out[-1].endswith(" "):
            return False
        if index + 1 == len(self.parts):
            return True
        following = self.parts[index + 1]
        return isinstance(following, str) and following[:1] in _CLOSING


def fill_text(text: str, variables: Mapping[str, Any], context: Context = "text") -> FilledText:
    """Fill one string.

    >>> fill_text("Hi {name}, {offer} {", {"name": "Ann"}).text
    'Hi Ann, {offer} {'
    >>> fill_text('/tell{{"name": "{name}"}}', {"name": 'A"n'}, "payload").text
    '/tell{"name": "A\\\\"n"}'
    """
    if "{" not in text and "}" not in text:
        return FilledText(text)
    return compile_template(text, context).fill(variables)


@lru_cache(maxsize=8192)
def compile_template(text: str, context: Context = "text") -> Template:
    """The template in `text`; a ``payload`` that is JSON once filled has its values escaped."""
    parts = _parts(text)
    if context == "payload" and _PAYLOAD.match("".join(_shown(part) for part in parts)):
        parts = _in_json(parts) or parts
    return Template(tuple(parts))


def fill_as_rasa(text: str, variables: Mapping[str, Any]) -> str:
    """Fill one string exactly as Rasa does.

    Raises ValueError (or IndexError, AttributeError, TypeError) where Rasa raises it too, and
    then says nothing to its user.
    """
    indexed = _NAME.sub(lambda match: f"{{{_INDEX}{match[1]}]}}", text)
    try:
        filled = indexed.format(variables)
        # A doubled brace kept a placeholder from being filled: only unescape, or give up.
        return text.format({}) if _INDEX in filled else filled
    except KeyError:
        return text


def _parts(text: str) -> list[Part]:
    """Doubled braces are one only in a text without lone ones; in others, all braces are text."""
    escaped = not any(match[0] in ("{", "}") for match in _TOKEN.finditer(text))
    pattern = _TOKEN if escaped else _NAME
    parts: list[Part] = []
    literal, end = "", 0
    for match in pattern.finditer(text):
        literal += text[end : match.start()]
        end = match.end()
        name = match[1]
        if name:
            if literal:
                parts.append(literal)
            parts.append(Placeholder(name, match[0]))
            literal = ""
        else:
            literal += match[0][0] if match[0] in ("{{", "}}") else match[0]
    literal += text[end:]
    return [*parts, literal] if literal else parts


def _shown(part: Part) -> str:
    return part if isinstance(part, str) else part.source


def _in_json(parts: list[Part]) -> list[Part] | None:
    """The parts with each placeholder's place in the JSON object; None where there is no JSON."""
    placed: list[Part] = []
    skeleton = ""
    inside = escaped = started = False
    for part in parts:
        if isinstance(part, Placeholder):
            placed.append(Placeholder(part.name, part.source, "inside" if inside else "bare"))
            skeleton += ("x" if inside else "0") if started else ""
            continue
        placed.append(part)
        for character in part:
            started = started or character == "{"
            if not started:
                continue
            skeleton += character
            if inside:
                inside = escaped or character != '"'
                escaped = character == "\\" and not escaped
            else:
                inside = character == '"'
    try:
        return placed if isinstance(json.loads(skeleton), dict) else None
    except ValueError:
        return None


def _printed(value: Any, placeholder: Placeholder) -> str:
    if placeholder.json == "bare":
        return _json_value(value)
    if value is None:
        return ""
    printed = value if isinstance(value, str) else str(value)
    if placeholder.json == "inside":
        return encode_basestring(printed)[1:-1]
    return printed


def _json_value(value: Any) -> str:
    """A value where JSON expects one: a text that is JSON already, such as ``3.50``, as it is."""
    if isinstance(value, str):
        try:
            if not isinstance(json.loads(value), str):
                return value
        except ValueError:
            pass
    return json.dumps(value, ensure_ascii=False, default=str)
