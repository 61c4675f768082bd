"""Prompts are Jinja2 files, rendered in a sandbox; what users said enters only as values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prompts.errors import PromptError

MAX_PROMPT_CHARACTERS = 400_000


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """A compiled prompt. `name` is the file as the user would name it; `digest` its SHA-256."""

    name: str
    source: str
    digest: str
    variables: frozenset[str]
    _template: Template = field(repr=False, compare=False)

    @classmethod
    def from_source(cls, source: str, name: str = "<prompt>") -> PromptTemplate:
        """Compile `source`; raises PromptError naming the line of a syntax error."""
        environment = _environment()
        try:
            variables = meta.find_undeclared_variables(environment.parse(source))
            template = environment.from_string(source)
        except TemplateSyntaxError as error:
            raise PromptError(
                f"{name}:{error.lineno}: {error.message}. Mend the Jinja2 syntax of this line."
            ) from error
        digest = hashlib.sha256(source.encode()).hexdigest()
        return cls(name, source, digest, frozenset(variables), template)

    @classmethod
    def load(cls, path: Path) -> PromptTemplate:
        """Read and compile a file; raises PromptError where it is missing or no UTF-8 text."""
        try:
            source = path.read_text("utf-8")
        except OSError as error:
            raise PromptError(
                f"{path}: cannot be read ({error.strerror}). Check the path."
            ) from error
        except UnicodeDecodeError as error:
            raise PromptError(f"{path}: is no UTF-8 text ({error}). Save it as UTF-8.") from error
        return cls.from_source(source, str(path))

    @classmethod
    @lru_cache(maxsize=16)
    def builtin(cls, name: str) -> PromptTemplate:
        """A prompt that ships with Truephrase: ``rephrase`` or ``search``."""
        source = (files("prompts") / "templates" / f"{name}.jinja2").read_text("utf-8")
        return cls.from_source(source, f"built-in {name} prompt")

    def render(self, **variables: Any) -> str:
        """Fill the prompt; raises PromptError for what the sandbox denies or a failing expression.

        A variable that is not given renders as nothing, as Jinja2 does by default.
        """
        try:
            text = self._template.render(**variables)
        except TemplateError as error:
            raise PromptError(f"{self.name}: {error}") from error
        except Exception as error:
            raise PromptError(f"{self.name}: {type(error).__name__}: {error}") from error
        if len(text) > MAX_PROMPT_CHARACTERS:
            raise PromptError(
                f"{self.name}: renders to {len(text)} characters, "
                f"more than {MAX_PROMPT_CHARACTERS}. Shorten what it includes."
            )
        return text


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        autoescape=False, keep_trailing_newline=False, trim_blocks=True, lstrip_blocks=True
    )
