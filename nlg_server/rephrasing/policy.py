"""Whether and how one response is rephrased: its own metadata over the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlg_server.responses import Variation
from nlg_server.settings.rephrasing import MODES, Mode, RephraseSettings

# Rasa Pro says when it has failed itself with this one, and does not rephrase it.
NEVER_BY_DEFAULT = frozenset({"utter_internal_error_rasa"})


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
    metadata = variation.metadata if isinstance(variation.metadata, Mapping) else {}
    mode = metadata.get("fidelity")
    budget = metadata.get("budget")
    usable = isinstance(budget, int | float) and not isinstance(budget, bool) and 0 < budget < 290
    return RephrasePolicy(
        mode=mode if mode in MODES else settings.fidelity,
        budget=float(budget) if usable and budget is not None else settings.budget,
    )
