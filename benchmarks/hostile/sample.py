"""Templates to attack: written ones with typed places, and real responses of Rasa assistants."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from benchmarks.hostile import calendar_values, identifiers, links, money, options, quantities
from benchmarks.hostile.drawn import Kind

KINDS: Mapping[str, Kind] = {
    "city": identifiers.one_of("name", "name", identifiers.CITIES),
    "code": identifiers.code,
    "count": quantities.count,
    "date": calendar_values.date,
    "duration": quantities.duration,
    "email": identifiers.email,
    "iban": identifiers.iban,
    "last": identifiers.one_of("name", "name", identifiers.LAST),
    "measure": quantities.measure,
    "money": money.money,
    "options": options.options,
    "ordinal": quantities.ordinal,
    "percent": quantities.percent,
    "person": identifiers.person,
    "phone": identifiers.phone,
    "product": identifiers.one_of("product", "product", identifiers.PRODUCTS),
    "time": calendar_values.time,
    "url": links.url,
    "weekday": calendar_values.weekday,
}
_PLACE = re.compile(r"\{([a-z]+)(\d?)\}")


@dataclass(frozen=True, slots=True)
class Written:
    """A template written for this benchmark.

    `reworded` says the same; `changed` holds, by fault, texts that do not; `other_language` says
    it in another language. Two places of one kind may change places where it is `symmetric`.
    """

    language: str
    text: str
    reworded: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]
    other_language: tuple[str, ...]
    symmetric: bool = False

    @property
    def places(self) -> dict[str, Kind]:
        """Each place of the text with the kind of value it takes."""
        return {m[1] + m[2]: KINDS[m[1]] for m in _PLACE.finditer(self.text)}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A filled response of a public assistant, with the slot values in it."""

    text: str
    slots: Mapping[str, str]


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each place replaced by its value."""
    return _PLACE.sub(lambda m: values[m[1] + m[2]], text)


@lru_cache(maxsize=4)
def written(part: str = "all") -> tuple[Written, ...]:
    """The templates of ``data/hostile_templates.jsonl``.

    Their `part` is ``development``, which the check's authors have seen fail, or ``validation``,
    which they have not.
    """
    return tuple(
        Written(
            row["lang"],
            row["text"],
            tuple(row["reworded"]),
            tuple((fault, text) for fault, texts in row["changed"].items() for text in texts),
            tuple(row["other_language"]),
            row.get("symmetric", False),
        )
        for row in _rows("hostile_templates.jsonl")
        if part in ("all", row["part"])
    )


@lru_cache(maxsize=1)
def recorded() -> tuple[Recorded, ...]:
    """The responses of ``data/hostile_rows.jsonl``; sources and licences stand in each row."""
    return tuple(Recorded(row["filled"], row["slots"]) for row in _rows("hostile_rows.jsonl"))


def _rows(name: str) -> list[dict[str, Any]]:
    text = (files("benchmarks") / "data" / name).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]
