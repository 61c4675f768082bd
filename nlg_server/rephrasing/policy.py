"""Whether and how one response is rephrased: its own metadata over the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlg_server.responses import Variation
from nlg_server.settings.rephrasing import MODES, Mode, RephraseSettings

# Rasa Pro says when it has failed itself with this one, and does not rephrase it.
NEVER_BY_DEFAULT = frozenset({"utter_internal_error_rasa"})


_LONGEST = 290  # seconds; Rasa's NLG client gives up after 300


@dataclass(frozen=True, slots=True)
class RephrasePolicy:
    """How a response is rephrased; `budget` in seconds."""

    mode: Mode
    budget: float


def is_rephrased(name: str, variation: Variation, settings: RephraseSettings) -> bool:
    """Whether a response is to be rephrased, False where the template goes out as it is.

    `rephrase: true` on the variation or in its metadata opts in, `rephrase: false` opts out under
    `rephrase_all`.
    """
    if variation.rephrase is None:
        return settings.rephrase_all and name not in NEVER_BY_DEFAULT
    return variation.rephrase


def rephrase_policy(variation: Variation, settings: RephraseSettings) -> RephrasePolicy:
    """How a response is rephrased that is.

    The metadata keys `fidelity` (a mode) and `budget` (seconds) override the settings; unusable
    values leave them as they are.
    """
    metadata = _metadata(variation)
    unusable = unusable_keys(variation)
    mode = settings.fidelity if "fidelity" in unusable else metadata.get("fidelity")
    budget = None if "budget" in unusable else metadata.get("budget")
    return RephrasePolicy(
        mode=mode if mode is not None else settings.fidelity,
        budget=float(budget) if budget is not None else settings.budget,
    )


def unusable_keys(variation: Variation) -> dict[str, str]:
    """The keys of a response's metadata that are set and cannot be used, with what may be."""
    metadata = _metadata(variation)
    mode, budget = metadata.get("fidelity"), metadata.get("budget")
    found = {}
    if mode is not None and mode not in MODES:
        found["fidelity"] = f"one of {', '.join(MODES)}"
    if budget is not None and not _is_budget(budget):
        found["budget"] = f"seconds above 0 and below {_LONGEST}"
    return found


def _is_budget(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _LONGEST


def _metadata(variation: Variation) -> Mapping[str, Any]:
    return variation.metadata if isinstance(variation.metadata, Mapping) else {}
