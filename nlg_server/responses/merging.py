"""Merges the domain keys of several files into one `Domain`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nlg_server.responses.catalogue import Domain, Responses, Slot
from nlg_server.responses.problem import Problem, Severity
from nlg_server.responses.variation import Variation
from nlg_server.responses.variation_reading import read_variation
from nlg_server.responses.yaml12 import Document


class DomainMerge:
    """Collects documents in order; of two things with one name the first is kept, as in Rasa."""

    def __init__(self) -> None:
        self._responses: dict[str, tuple[Variation, ...]] = {}
        self._places: dict[str, tuple[str, int | None]] = {}
        self._slots: dict[str, Slot] = {}
        self._names: dict[str, dict[str, None]] = {"actions": {}, "intents": {}, "forms": {}}
        self._session_config: dict[str, Any] = {}
        self._problems: list[Problem] = []
        self._files: list[Path] = []

    def add(self, document: Document, file: Path | None = None) -> None:
        """Add what `document` declares; report what cannot be used."""
        if file is not None:
            self._files.append(file)
        self._problems += document.problems
        content = document.value
        if content is None:
            return
        if not isinstance(content, Mapping):
            self._report(document, (), "a domain file holds a mapping at its top level")
            return
        self._add_responses(document)
        self._add_slots(document)
        for key, names in self._names.items():
            names.update(dict.fromkeys(self._declared(document, key)))
        session = content.get("session_config")
        if isinstance(session, Mapping):
            self._session_config = {**session, **self._session_config}

    def problem(self, problem: Problem) -> None:
        """Add a finding about a file that could not be read at all."""
        self._problems.append(problem)

    def domain(self) -> Domain:
        """What was collected so far."""
        problems = tuple(self._problems)
        return Domain(
            responses=Responses(dict(self._responses), problems),
            slots=dict(self._slots),
            actions=tuple(self._names["actions"]),
            intents=tuple(self._names["intents"]),
            forms=tuple(self._names["forms"]),
            session_config=dict(self._session_config),
            problems=problems,
            files=tuple(self._files),
            places=dict(self._places),
        )

    def _add_responses(self, document: Document) -> None:
        responses = document.value.get("responses")
        if responses is None:
            return
        if not isinstance(responses, Mapping):
            self._report(document, ("responses",), "responses: holds a mapping of names to lists")
            return
        for name, raw in responses.items():
            path = ("responses", name)
            if not isinstance(name, str):
                self._report(document, path, f"the name {name!r} is no text; put it in quotes")
            elif name in self._responses:
                file, line = self._places[name]
                message = f"{name} is defined already in {file}:{line}, which counts"
                self._report(document, path, message, "warning")
            else:
                self._responses[name] = tuple(self._variations(document, name, raw))
                self._places[name] = (document.file, document.line(*path))

    def _variations(self, document: Document, name: str, raw: Any) -> Iterable[Variation]:
        path = ("responses", name)
        if not isinstance(raw, list | tuple):
            self._report(document, path, f"{name}: a list of variations is expected")
            raw = [raw] if isinstance(raw, Mapping | str) else []
        for index, item in enumerate(raw):

            def report(key: str, message: str, severity: Severity, at: int = index) -> None:
                where = (*path, at, key) if key else (*path, at)
                self._report(document, where, f"{name}: {message}", severity)

            variation = read_variation(item, report)
            if variation is not None:
                yield variation

    def _add_slots(self, document: Document) -> None:
        slots = document.value.get("slots")
        if not isinstance(slots, Mapping):
            return
        for name, raw in slots.items():
            if not isinstance(raw, Mapping):
                self._report(document, ("slots", name), f"the slot {name} has no type")
                raw = {}
            values = raw.get("values")
            slot = Slot(
                str(name),
                str(raw.get("type", "any")),
                tuple(values) if isinstance(values, list | tuple) else (),
                raw.get("initial_value"),
            )
            self._slots.setdefault(str(name), slot)

    def _declared(self, document: Document, key: str) -> Iterable[str]:
        raw = document.value.get(key)
        for item in raw if isinstance(raw, list | tuple | Mapping) else ():
            yield from item if isinstance(item, Mapping) else (str(item),)

    def _report(
        self,
        document: Document,
        path: tuple[Any, ...],
        message: str,
        severity: Severity = "error",
    ) -> None:
        line = document.line(*path)
        self._problems.append(Problem(document.file, line, message, severity))
