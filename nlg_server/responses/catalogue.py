"""All responses of an assistant, and what its domain declares beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlg_server.responses.problem import Problem
from nlg_server.responses.variation import Variation


@dataclass(frozen=True)
class Responses(Mapping[str, tuple[Variation, ...]]):
    """An immutable mapping from a response's name to its variations.

    >>> Responses({"utter_greet": (Variation("Hi"),)})["utter_greet"][0].text
    'Hi'
    """

    by_name: Mapping[str, tuple[Variation, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __getitem__(self, name: str) -> tuple[Variation, ...]:
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)

    def __contains__(self, name: object) -> bool:
        return name in self.by_name


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of the domain: `type` is Rasa's, `values` those of a categorical slot."""

    name: str
    type: str = "any"
    values: tuple[Any, ...] = ()
    initial_value: Any = None


@dataclass(frozen=True, slots=True)
class Domain:
    """What the domain files declare, merged; the first file that names a thing wins.

    `files` are those that were read, in order; `problems` include those of `responses`;
    `places` say in which file and line each response stands.
    """

    responses: Responses = field(default_factory=Responses)
    slots: Mapping[str, Slot] = field(default_factory=dict)
    actions: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    session_config: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    places: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems of severity ``error``."""
        return tuple(problem for problem in self.problems if problem.severity == "error")
