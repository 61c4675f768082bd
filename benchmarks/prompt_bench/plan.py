"""A plan: everything a run needs to know, read and checked before any call is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.case import Assertion, Task
from benchmarks.prompt_bench.spending import Limits
from benchmarks.prompt_bench.variant import ModelSpec, Variant
from nlg_server.settings.rephrasing import RephraseSettings
from search.options import SearchOptions


@dataclass(frozen=True, slots=True)
class CaseSource:
    """Where cases come from: a path and how to read it; `options` are the reader's own,
    relative to `folder`.
    """

    path: Path
    kind: str
    limit: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class Threshold:
    """The worst mean that still passes, in the measure's unit and direction."""

    measure: str
    worst: float


@dataclass(frozen=True, slots=True)
class Plan:
    """One run. Times in seconds.

    `decisive` measures carry the verdict, and are corrected for multiple comparisons together;
    `matters` is the smallest difference worth knowing about, as a share of a measure's range.
    `timeout` bounds one case, its retries included. `record` is the folder that gets a cassette
    of each litellm model.
    """

    name: str
    file: str
    folder: Path
    task: Task
    variants: tuple[Variant, ...]
    sources: tuple[CaseSource, ...]
    measures: tuple[str, ...] = ()
    decisive: tuple[str, ...] = ()
    own_measures: Mapping[str, str] = field(default_factory=dict)
    assertions: tuple[Assertion, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    judge: ModelSpec | None = None
    matters: float = 0.05
    concurrency: int = 8
    timeout: float = 60.0
    retries: int = 2
    seed: int = 0
    limits: Limits = field(default_factory=Limits)
    baseline: str | None = None
    record: Path | None = None
    rephrasing: RephraseSettings = field(default_factory=RephraseSettings)
    search: SearchOptions = field(default_factory=lambda: SearchOptions(threshold=0.0))
