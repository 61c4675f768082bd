"""Lists of options, of which each must stay."""

from __future__ import annotations

from random import Random

from benchmarks.hostile.drawn import Drawn, Fault

_ITEMS = ("Basic", "Premium", "Family", "Business", "Student", "Senior", "Night", "Travel")


def options(rng: Random, language: str) -> Drawn:
    """Two to four options, written as ``A, B or C``."""
    chosen = rng.sample(_ITEMS, rng.randint(2, 4))

    def change(r: Random) -> Fault:
        rest = [item for item in _ITEMS if item not in chosen]
        move = r.randrange(3)
        if move == 0:
            dropped = r.choice(chosen)
            kept = [item for item in chosen if item != dropped]
            return "option_dropped", _listed(kept)
        if move == 1:
            return "option_added", _listed([*chosen, r.choice(rest)])
        swapped = list(chosen)
        swapped[r.randrange(len(swapped))] = r.choice(rest)
        return "option_swapped", _listed(swapped)

    return Drawn("options", _listed(chosen), lambda r: _listed(chosen), change)


def _listed(items: list[str]) -> str:
    if len(items) < 2:
        return items[0]
    return ", ".join(items[:-1]) + " or " + items[-1]
