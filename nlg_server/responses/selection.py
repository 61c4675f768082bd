"""Chooses the variation of a response that goes out, by the rules of Rasa's own generator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from nlg_server.responses.variation import Condition, Variation

REST_CHANNELS = frozenset(("collector", "queue"))
"""Names under which Rasa's REST channel speaks: with one reply, and with ``?stream=true``."""


def choose(
    variations: Sequence[Variation],
    *,
    slots: Mapping[str, Any],
    output_channel: str | None,
    input_channel: str | None = None,
    suggested_id: str | None = None,
    random: Random,
    strict: bool = False,
) -> Variation | None:
    """One of the eligible variations, uniformly; None where no variation may go out.

    Rasa's `suggested_id` is always that of its first eligible variation, so that following it
    would end all variety. It decides only where nothing here is eligible: Rasa has seen more.
    """
    candidates = eligible(
        variations,
        slots=slots,
        output_channel=output_channel,
        input_channel=input_channel,
        strict=strict,
    )
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        return random.choice(candidates)
    if suggested_id is None:
        return None
    return next((variation for variation in variations if variation.id == suggested_id), None)


def eligible(
    variations: Sequence[Variation],
    *,
    slots: Mapping[str, Any],
    output_channel: str | None,
    input_channel: str | None = None,
    strict: bool = False,
) -> tuple[Variation, ...]:
    """The variations of the best class that has any, in the order they are written.

    The classes, best first: a matching condition on this channel; no condition, on this channel;
    a matching condition for any channel; no condition, for any channel. Rasa's REST channel
    calls itself ``collector``: unless `strict`, variations for ``rest``, or for the
    `input_channel` that the client named, are its own too.
    """
    channels = {output_channel}
    if output_channel in REST_CHANNELS and not strict:
        channels.add(input_channel or "rest")
    classes: tuple[list[Variation], ...] = ([], [], [], [])
    for variation in variations:
        if variation.channel and variation.channel not in channels:
            continue
        rank = 0 if variation.channel else 2
        if variation.condition is None:
            classes[rank + 1].append(variation)
        elif variation.condition and matches(variation.condition, slots):
            classes[rank].append(variation)
    return tuple(next((members for members in classes if members), ()))


def matches(condition: Condition, slots: Mapping[str, Any]) -> bool:
    """Whether every constraint holds: texts are compared without case, a slot not set is None."""
    return all(
        _same(slots.get(constraint.get("name", "")), constraint.get("value"))
        for constraint in condition
    )


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    return bool(value == wanted)
