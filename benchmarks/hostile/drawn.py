"""A value drawn for a template, which knows how to say itself again and how to become another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A value of a template.

    `text` is how the template has it; `restate` gives another text of the same value; `change`
    gives ``(fault, text)``, a value that differs by construction.
    """

    kind: str
    text: str
    restate: Callable[[Random], str]
    change: Callable[[Random], Fault]


Kind = Callable[[Random, str], Drawn]

_SCRIPTS = {
    "fullwidth": str.maketrans("0123456789", "０１２３４５６７８９"),
    "arabic_indic": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "devanagari": str.maketrans("0123456789", "०१२३४५६७८९"),
}


def in_other_script(rng: Random, text: str) -> str:
    """The text with its digits in another script."""
    return text.translate(_SCRIPTS[rng.choice(tuple(_SCRIPTS))])


def another(rng: Random, items: Sequence[str], than: str) -> str:
    """An item that differs from `than`."""
    while (item := rng.choice(items)) == than:
        pass
    return item


def other_number(rng: Random, number: int, low: int = 0) -> int:
    """A number near to or made like `number`, never equal to it, at least `low`."""
    while True:
        digits = list(str(number))
        move = rng.randrange(7)
        if move == 0:
            candidate = number + rng.choice((-1, 1))
        elif move == 1:
            candidate = number * 10
        elif move == 2:
            candidate = number // 10
        elif move == 3:
            digits[rng.randrange(len(digits))] = rng.choice("0123456789")
            candidate = int("".join(digits))
        elif move == 4:
            rng.shuffle(digits)
            candidate = int("".join(digits))
        elif move == 5:
            candidate = number + rng.choice((-10, 10, 100, -100))
        else:
            candidate = rng.randrange(max(low, number // 2), number * 2 + 3)
        if candidate != number and candidate >= low:
            return candidate
