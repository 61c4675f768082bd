"""What a completion costs, by litellm's price table, read without importing litellm."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from prompts.model import Completion

_TABLE = "model_prices_and_context_window_backup.json"


def cost_of(completion: Completion, model: str, parameters: Mapping[str, Any]) -> Completion:
    """`completion` with its cost in US dollars; 0 where nobody knows the price.

    A group's own `input_cost_per_token` and `output_cost_per_token` go before the table.
    """
    per_input, per_output = litellm_prices().get(model, (0.0, 0.0))
    per_input = parameters.get("input_cost_per_token", per_input)
    per_output = parameters.get("output_cost_per_token", per_output)
    cost = completion.prompt_tokens * per_input + completion.completion_tokens * per_output
    return replace(completion, cost=cost)


@cache
def litellm_prices() -> Mapping[str, tuple[float, float]]:
    """US dollars for one prompt token and one completion token, by model."""
    found = importlib.util.find_spec("litellm")
    if found is None or found.origin is None:
        return {}
    try:
        table = msgspec.json.decode(Path(found.origin).with_name(_TABLE).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return {}
    return {
        name: (float(entry["input_cost_per_token"]), float(entry["output_cost_per_token"]))
        for name, entry in table.items()
        if _is_price(entry, "input_cost_per_token") and _is_price(entry, "output_cost_per_token")
    }


def _is_price(entry: Any, key: str) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get(key), int | float)
