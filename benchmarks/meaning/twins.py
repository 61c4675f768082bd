"""Twins: a faithful wording, and the unfaithful one that fewest words tell from it.

Learnt side by side, they show the network what turns a meaning; of single examples it learns more
about style.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from benchmarks.meaning.examples import BY_FORM, Example

# The least share of words that both have, as difflib counts them.
_ALIKE = 0.55


class Twins(NamedTuple):
    """Two replies to one template: `faithful.same` is true, `unfaithful.same` is not."""

    faithful: Example
    unfaithful: Example


def written_twins(examples: Iterable[Example]) -> Iterator[Twins]:
    """Each unfaithful rephrase with the faithful one of its template that is most like it."""
    faithful: dict[str, list[Example]] = defaultdict(list)
    unfaithful: list[Example] = []
    for one in examples:
        if one.same:
            faithful[one.template].append(one)
        elif one.kind not in BY_FORM:
            unfaithful.append(one)
    for one in unfaithful:
        alike = [(_alike(other, one), other) for other in faithful[one.template]]
        likeness, nearest = max(alike, key=lambda pair: pair[0], default=(0.0, None))
        if nearest is not None and likeness > _ALIKE:
            yield Twins(nearest, one)


def _alike(one: Example, other: Example) -> float:
    words = one.reply.lower().split(), other.reply.lower().split()
    return SequenceMatcher(None, *words).ratio()
