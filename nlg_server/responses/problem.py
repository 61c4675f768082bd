"""What is wrong in a user's file, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in a domain file.

    An ``error`` is what Rasa refuses to train with, or content that could not be read; a
    ``warning`` is what works, though probably not as meant. `line` is 1-based, None where a
    finding has no line.
    """

    file: str
    line: int | None
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.severity}: {self.message}"
