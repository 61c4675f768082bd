"""Who may see which passage: `filter:` templates over slots, compared with metadata.

    vector_store:
      filter:
        audience: "{{ slots.role }}"                        # equal, or one of a list slot
        product: ["{{ slots.product }}", all]               # one of
        region: {none_of: ["{{ slots.blocked_region }}"]}
        valid_from: {at_most: "{{ today }}", missing: allow}
        valid_until: {at_least: "{{ today }}", missing: allow}

Every key must hold. A template whose slot is missing, unset or empty names no value, whatever it
makes of the slot (`| lower`, `~`): alone it lets nothing through. A template may say what holds
instead: `{{ slots.role | default("public") }}`. A passage without the key is not let through
unless `missing: allow`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import numpy as np
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prompts.errors import SettingsError
from search.metadata_index import MetadataIndex, canonical, canonical_all
from search.vector_store import Mask

if TYPE_CHECKING:
    from typing_extensions import Self

OPERATORS = ("any_of", "none_of", "at_least", "at_most")
NAMES = "slots, now and today"


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison with templates filled; `values` of None means that a slot was missing."""

    key: str
    operator: str
    values: tuple[str, ...] | None
    allow_missing: bool = False

    def mask(self, index: MetadataIndex) -> Mask:
        """The rows that meet this condition."""
        if self.values is None:
            return np.zeros(index.count, np.bool_)
        if self.operator == "any_of":
            met = index.carrying(self.key, self.values)
        elif self.operator == "none_of":
            met = index.carrying(self.key) & ~index.carrying(self.key, self.values)
        elif len(self.values) != 1:
            # A list slot is no limit.
            return np.zeros(index.count, np.bool_)
        else:
            limit = self.values[0]
            kept = [v for v in index.values(self.key) if _in_order(self.operator, v, limit)]
            met = index.carrying(self.key, kept)
        return met | ~index.carrying(self.key) if self.allow_missing else met


@dataclass(frozen=True, slots=True)
class AccessFilter:
    """Compiled `filter:` settings. An empty one lets everything through."""

    rules: tuple[_Rule, ...] = ()

    @classmethod
    def compile(
        cls, settings: Mapping[str, Any], *, file: str = "endpoints.yml", key: str = "filter"
    ) -> Self:
        """Compile the templates.

        Raises:
            SettingsError: not a mapping, an unknown operator, or a template with a syntax error.
        """
        if not isinstance(settings, Mapping):
            raise SettingsError(
                file, key, f"{settings!r} is no mapping.", "Write `key: value` lines."
            )
        rules: list[_Rule] = []
        for name, setting in settings.items():
            rules += _rules(str(name), setting, file, f"{key}.{name}")
        return cls(tuple(rules))

    def conditions(self, slots: Mapping[str, Any], *, now: datetime) -> tuple[Condition, ...]:
        """Fill the templates; equal results mean equal access, so they can serve as a cache key.

        Args:
            slots: the tracker's slots, unset ones as None or left out.
            now: time-zone aware.
        """
        names = {"slots": _set_slots(slots), "now": now, "today": now.date()}
        return tuple(rule.condition(names) for rule in self.rules)


def allowed_mask(index: MetadataIndex, conditions: tuple[Condition, ...]) -> Mask | None:
    """The rows that meet all conditions; None where there is no condition."""
    mask: Mask | None = None
    for condition in conditions:
        met = condition.mask(index)
        mask = met if mask is None else mask & met
    return mask


@dataclass(frozen=True, slots=True)
class _Rule:
    key: str
    operator: str
    values: tuple[Any, ...]
    allow_missing: bool

    def condition(self, names: Mapping[str, Any]) -> Condition:
        filled = [value for item in self.values for value in _filled(item, names)]
        missing = self.operator == "none_of" and any(not _filled(v, names) for v in self.values)
        values = None if missing or not filled else tuple(dict.fromkeys(filled))
        return Condition(self.key, self.operator, values, self.allow_missing)


class _MissingSlot(Exception):
    """Raised inside a template that would write an unset slot into a longer text."""


class _Unset(StrictUndefined):
    """A slot without a value: whatever a template makes of it, it fails, and so closes the filter.

    Only `default(...)`, `or`, `if` and `is defined`, which say what shall hold instead, work.
    """

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]  # typed as one that never returns
        return False


class _Slots(dict[str, Any]):
    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name, _Unset(name=name) if default is None else default)

    def __str__(self) -> str:
        raise _MissingSlot


class _Values(list[Any]):
    def __str__(self) -> str:
        raise _MissingSlot


def _set_slots(value: Any) -> Any:
    """`value` without anything unset in it; what is no single value can be no text."""
    if isinstance(value, Mapping):
        told = {str(name): _set_slots(each) for name, each in value.items()}
        return _Slots({name: each for name, each in told.items() if not _is_unset(each)})
    if isinstance(value, (list, tuple)):
        return _Values(each for each in map(_set_slots, value) if not _is_unset(each))
    return value


def _is_unset(value: Any) -> bool:
    if isinstance(value, Mapping):
        return False
    return not value if isinstance(value, list) else canonical(value) is None


def _write(value: Any) -> str:
    text = canonical(value)
    if text is None:
        raise _MissingSlot
    return text


_SANDBOX = ImmutableSandboxedEnvironment(finalize=_write, undefined=_Unset, autoescape=False)


def _rules(name: str, setting: Any, file: str, key: str) -> list[_Rule]:
    if not isinstance(setting, Mapping):
        setting = {"any_of": setting}
    options = dict(setting)
    missing = options.pop("missing", "deny")
    if missing not in ("allow", "deny"):
        raise SettingsError(
            file, f"{key}.missing", f"{missing!r} is not known.", "Write `allow` or `deny`."
        )
    unknown = [operator for operator in options if operator not in OPERATORS]
    if unknown or not options:
        found = f"{unknown[0]!r} is no comparison." if unknown else "no comparison given."
        raise SettingsError(file, key, found, f"Use one of {', '.join(OPERATORS)}.")
    rules = []
    for operator, value in options.items():
        items = value if isinstance(value, (list, tuple)) else [value]
        if operator in ("at_least", "at_most") and len(items) != 1:
            raise SettingsError(file, f"{key}.{operator}", "takes one value.", "Give one value.")
        compiled = tuple(_compiled(item, file, f"{key}.{operator}") for item in items)
        rules.append(_Rule(name, operator, compiled, missing == "allow"))
    return rules


def _compiled(item: Any, file: str, key: str) -> Any:
    """A callable for a template, the comparable values of anything else."""
    if not isinstance(item, str) or ("{{" not in item and "{%" not in item):
        values = canonical_all(item)
        if not values:
            raise SettingsError(file, key, f"{item!r} can equal no metadata value.", "Give text.")
        return values
    text = item.strip()
    try:
        if text.startswith("{{") and text.endswith("}}") and text.count("{{") == 1:
            # A list slot stays a list: the template is one expression, not text around one.
            return _SANDBOX.compile_expression(text[2:-2].strip("-+ \n"))
        template = _SANDBOX.from_string(text)
        return lambda **names: template.render(**names)
    except TemplateSyntaxError as error:
        raise SettingsError(
            file, key, f"{item!r} is no Jinja template: {error.message}.", f"It may use {NAMES}."
        ) from error


def _filled(item: Any, names: Mapping[str, Any]) -> tuple[str, ...]:
    if isinstance(item, tuple):
        return item
    try:
        value = item(**names)
        inside = value if isinstance(value, (list, tuple)) else ()
        return () if any(canonical(each) is None for each in inside) else canonical_all(value)
    except (_MissingSlot, TemplateError, TypeError, ValueError, ArithmeticError, LookupError):
        # Whatever a slot of an unexpected shape does to the template, it must close the filter.
        return ()


def _in_order(operator: str, value: str, limit: str) -> bool:
    """Whether `value` is on the wanted side of `limit`: numbers, days or moments; else False."""
    low, high = (limit, value) if operator == "at_least" else (value, limit)
    numbers = _number(low), _number(high)
    if numbers[0] is not None and numbers[1] is not None:
        return numbers[0] <= numbers[1]
    moments = _moment(low), _moment(high)
    if moments[0] is None or moments[1] is None:
        return False
    if len(low) <= _DAY or len(high) <= _DAY:
        # A day without a time means all of it: valid until a day is valid on that day.
        return moments[0].date() <= moments[1].date()
    return moments[0] <= moments[1]


_DAY = len("2026-01-31")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment.astimezone(timezone.utc) if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
