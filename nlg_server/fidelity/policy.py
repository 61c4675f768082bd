"""How strict the fidelity check is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FidelityPolicy:
    """Settings of the check.

    `strictness` runs from 0 (facts and shape only) to 4 (no content word may be new or lost);
    3 is the default, chosen on the trade-off curve in `docs/fidelity.md`. `max_ratio` and
    `max_extra` bound the reply's length: at most ``max_ratio * len(template) + max_extra``
    characters. With `markdown` the reply may carry Markdown that the template does not.
    """

    strictness: int = 3
    max_ratio: float = 2.5
    max_extra: int = 160
    markdown: bool = False


DEFAULT_POLICY = FidelityPolicy()
