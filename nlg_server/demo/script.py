"""The conversation that the demo replays, read from the example's folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlg_server.settings.files import read_settings_file
from prompts.errors import SettingsError

EXAMPLE = "harbourline"


@dataclass(frozen=True, slots=True)
class Step:
    """A user's message, the slots filled from it, and the responses Rasa asks for then."""

    user: str
    responses: tuple[str, ...]
    slots: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation, and questions for the documents."""

    steps: tuple[Step, ...]
    questions: tuple[str, ...]


def example_folder() -> Path:
    """The example assistant: in the installed package, or in the checkout it is run from."""
    package = Path(__file__).parent.parent
    for folder in (package / "examples" / EXAMPLE, package.parent / "examples" / EXAMPLE):
        if folder.is_dir():
            return folder
    raise SettingsError("examples", "", f"the example {EXAMPLE!r} is not installed.")


def read_script(path: Path) -> Script:
    """Read the demo's conversation; raises SettingsError."""
    values = read_settings_file(path, required=True).values
    steps = tuple(
        Step(step["user"], tuple(step["responses"]), step.get("slots") or {})
        for step in values["conversation"]
    )
    return Script(steps, tuple(values["questions"]))
