"""The prompt of a response that brings its own (`rephrase_prompt`), compiled once."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from nlg_server.responses import Variation
from prompts.errors import PromptError
from prompts.rendering import PromptTemplate

log = logging.getLogger("truephrase.prompts")


class ResponsePrompts:
    """Compiles each `rephrase_prompt` once; a broken one is told and the default serves instead.

    A value that names a ``.jinja2``, ``.j2`` or ``.txt`` file below `folder` is read from there,
    anything else is the prompt's own text.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._compiled = lru_cache(maxsize=512)(self._compile)

    def of(self, variation: Variation) -> PromptTemplate | None:
        """The response's own prompt; None where it has none that can be used."""
        if not variation.rephrase_prompt:
            return None
        compiled = self._compiled(variation.rephrase_prompt)
        return None if isinstance(compiled, PromptError) else compiled

    def problem(self, variation: Variation) -> PromptError | None:
        """What is wrong with the response's own prompt, None where nothing is."""
        if not variation.rephrase_prompt:
            return None
        compiled = self._compiled(variation.rephrase_prompt)
        return compiled if isinstance(compiled, PromptError) else None

    def _compile(self, value: str) -> PromptTemplate | PromptError:
        try:
            if value.strip().endswith((".jinja2", ".j2", ".txt")) and "\n" not in value:
                return PromptTemplate.load(self._folder / value.strip())
            return PromptTemplate.from_source(value, "rephrase_prompt")
        except PromptError as error:
            log.error("%s The default prompt serves instead.", error)
            return error
