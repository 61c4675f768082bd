"""What Rasa's own code answered, recorded by running it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def golden(name: str) -> Any:
    """One of the recordings: interpolation, rich, selection, transcript or yaml."""
    return json.loads((_HERE / f"{name}.json").read_text("utf-8"))


def sample(name: str) -> dict[str, Any]:
    """A request as Rasa sent it: ``path``, ``headers`` and ``body``."""
    text = (_HERE.parent / "samples" / f"{name}.json").read_text("utf-8")
    request: dict[str, Any] = json.loads(text)
    return request


def sample_names(prefix: str = "") -> list[str]:
    """The names of all recorded requests that start with `prefix`."""
    return sorted(path.stem for path in (_HERE.parent / "samples").glob(f"{prefix}*.json"))
