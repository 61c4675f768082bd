"""German numbers written as one word: "viertausendsiebenhundertneunzehn"."""

from __future__ import annotations

from collections.abc import Mapping

# The longest number below a million has 65 letters.
_LONGEST = 80
_SCALES = (("tausend", 1000), ("hundert", 100))


def compound_number(word: str, numbers: Mapping[str, int]) -> int | None:
    """The value of a lower-case word put together of `numbers` below 100; None if it is none.

    >>> from prompts.facts.languages.german import GERMAN
    >>> compound_number("eintausendzwei", GERMAN.numbers)
    1002
    """
    if len(word) > _LONGEST:
        return None
    return _value(word, numbers, _SCALES)


def _value(
    word: str, numbers: Mapping[str, int], scales: tuple[tuple[str, int], ...]
) -> int | None:
    if word == "ein":
        return 1
    if word in numbers:
        return numbers[word]
    if not scales:
        return None
    (name, worth), *smaller = scales
    before, found, after = word.partition(name)
    if not found:
        return _value(word, numbers, tuple(smaller))
    times = _value(before, numbers, tuple(smaller)) if before else 1
    rest = _value(after.removeprefix("und"), numbers, tuple(smaller)) if after else 0
    return None if times is None or rest is None else times * worth + rest
