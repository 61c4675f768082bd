"""Texts in Jinja2, as the default responses of Rasa Pro's patterns use them.

A variation with ``metadata: {template: jinja}`` is rendered with the slots and arguments by name,
and `context`, the top frame of Rasa Pro's dialogue stack. Other variations keep single braces.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nlg_server.responses.variation import Variation

if TYPE_CHECKING:
    from jinja2 import Environment, Template

log = logging.getLogger("truephrase.responses")

CONTEXT = "context"


def is_jinja(variation: Variation) -> bool:
    """Whether the author marked the variation as Jinja2."""
    metadata = variation.metadata
    return isinstance(metadata, Mapping) and metadata.get("template") == "jinja"


def context_of(stack: Any) -> Mapping[str, Any]:
    """The top frame of a dialogue stack as the tracker has it; empty where there is none."""
    top = stack[-1] if isinstance(stack, list) and stack else None
    return top if isinstance(top, Mapping) else {}


def fill_jinja(text: str, variables: Mapping[str, Any]) -> str:
    """Render one string in a sandbox; what is unknown or not set prints nothing.

    A template that is broken, or fails, goes out as it is written, and the log says so.

    >>> fill_jinja("Okay, stopping {{ context.flow }}.", {"context": {"flow": "booking"}})
    'Okay, stopping booking.'
    """
    if "{" not in text:
        return text
    try:
        return _template(text).render(variables)
    except Exception as error:  # a template can raise whatever its expressions do
        log.error("the Jinja2 text %r cannot be filled: %s", text, error)
        return text


def values_in_jinja(text: str, variables: Mapping[str, Any], filled: str) -> dict[str, Any]:
    """The variables, and values of `context`, that `text` may print and `filled` holds."""
    from jinja2 import TemplateError, meta

    try:
        names = meta.find_undeclared_variables(_environment().parse(text))
    except TemplateError:
        return {}
    named = {name: variables[name] for name in names if name in variables and name != CONTEXT}
    context = variables.get(CONTEXT)
    if CONTEXT in names and isinstance(context, Mapping):
        named = {**context, **named}
    return {
        str(name): value
        for name, value in named.items()
        if isinstance(value, str | int | float) and str(value) and str(value) in filled
    }


@lru_cache(maxsize=1024)
def _template(text: str) -> Template:
    return _environment().from_string(text)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import ChainableUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=ChainableUndefined,
        finalize=lambda value: "" if value is None else value,
        keep_trailing_newline=True,
    )
