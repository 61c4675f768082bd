"""One thing that `truephrase check` found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note", "ok"]


@dataclass(frozen=True, slots=True)
class Remark:
    """`where` is a file, with the line where known; `remedy` says what to do."""

    level: Level
    where: str
    message: str
    remedy: str = ""
