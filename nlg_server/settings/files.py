"""Reads the YAML files that carry settings, with the line of each key for complaints."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlg_server.responses.yaml12 import Document, read_yaml
from prompts.errors import SettingsError


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A mapping read from YAML; empty where the file does not exist and need not."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    document: Document | None = field(default=None, repr=False)

    def line(self, dotted: str) -> int | None:
        """The line of a dotted key, or of its nearest parent; None where unknown."""
        path = [
            int(p) if p.isdigit() else p
            for p in dotted.replace("[", ".").replace("]", "").split(".")
        ]
        return self.document.line(*path) if self.document else None


def read_settings_file(
    path: Path, environment: Mapping[str, str] | None = None, *, required: bool = False
) -> SettingsFile:
    """Read `path`; `${NAME}` is expanded where it is set and left as it stands where not.

    Raises SettingsError for a file that cannot be read, is broken or is no mapping.
    """
    name = path.name
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        if required:
            raise SettingsError(str(path), "", "does not exist.", "Check the path.") from None
        return SettingsFile(name)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), "", f"cannot be read ({error}).") from error
    document = read_yaml(
        text, file=name, environment=os.environ if environment is None else environment
    )
    if document.value is None:
        if document.problems:
            problem = document.problems[0]
            raise SettingsError(str(path), "", problem.message, line=problem.line)
        return SettingsFile(name, {}, document)
    if not isinstance(document.value, Mapping):
        raise SettingsError(str(path), "", "must hold keys and values.")
    return SettingsFile(name, document.value, document)
