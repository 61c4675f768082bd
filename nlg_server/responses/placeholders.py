"""Placeholders that no slot will ever fill: most often a slot's name misspelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from nlg_server.responses import Domain, Problem, Variation
from nlg_server.responses.filling import FILLED
from nlg_server.responses.jinja_filling import is_jinja
from nlg_server.responses.template import compile_template

_LIKE_A_SLOT = re.compile(r"[\w.-]+(?: [\w.-]+)*")
_ALWAYS_SET = frozenset(("requested_slot", "session_started_metadata"))


def unknown_placeholders(domain: Domain) -> tuple[Problem, ...]:
    """A warning for each response with a name in braces that is no slot of the domain.

    It is no error, since a custom action may fill the name with an argument of its own.
    """
    known = _ALWAYS_SET | domain.slots.keys()
    found = []
    for response, variations in domain.responses.items():
        names = dict.fromkeys(name for variation in variations for name in placeholders(variation))
        file, line = domain.places.get(response, ("", None))
        for name in names:
            if name not in known:
                message = (
                    f"{response}: {{{name}}} is no slot.{_hint(name, domain)} Users see it as it "
                    "stands here, unless a custom action fills it."
                )
                found.append(Problem(file, line, message, "warning"))
    return tuple(found)


def placeholders(variation: Variation) -> Iterator[str]:
    """The names in braces that could be slots, in all that is filled; JSON in braces is none."""
    if is_jinja(variation):
        return
    for key in (*FILLED, "elements"):
        for text in _texts(getattr(variation, key)):
            if "{" in text:
                yield from filter(_LIKE_A_SLOT.fullmatch, compile_template(text).names)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _hint(name: str, domain: Domain) -> str:
    close = get_close_matches(name, domain.slots, n=1)
    return f" Do you mean {{{close[0]}}}?" if close else ""
