"""The words of one language that state facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """Lower-case words of a language, by what they state.

    `numbers` are the cardinals below 100 and the stand-alone hundreds; `scales` multiply what
    stands before them; `soft` words can stand for a number without stating one (articles, "no").
    `units` and `durations` map a word to its canonical unit; `hours` are the words that make the
    number before them an hour; `am` and `pm` follow a time. `relative` maps a word to a day as seen
    from today.
    """

    code: str
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    soft: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    durations: Mapping[str, str]
    units: Mapping[str, str]
    currencies: Mapping[str, str]
    relative: Mapping[str, str]
    fractions: Mapping[str, str] = field(default_factory=dict)
    joiners: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    am: frozenset[str] = frozenset()
    pm: frozenset[str] = frozenset()
    ranges: frozenset[str] = frozenset()
    percent: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    business: frozenset[str] = frozenset()
    past: Mapping[str, int] = field(default_factory=dict)
    noon: Mapping[str, str] = field(default_factory=dict)
    decimal_comma: bool = True
