"""Whether the bounds of a value in two texts say the same."""

from __future__ import annotations

_CONTRARY = (frozenset({"~start", "~end"}), frozenset({"~ahead", "~behind"}))


def agree(one: frozenset[str], other: frozenset[str], *, same: bool) -> bool:
    """Whether two sets of bounds agree; a name with a tilde excuses the want of that bound.

    `same` says that both texts are in one language; across two, only size is compared.
    """
    both = one | other
    if _contrary(one, other):
        return False
    differing = {name for name in one ^ other if name[0] != "~"}
    if not same:
        if {"before", "after"} <= differing and not {"~either", "~turned"} & both:
            return False
        differing -= {"before", "after", "inside", "beyond", "within"}
    if "~either" in both and differing <= {"before", "after"} <= both:
        return True
    straight = other if "~turned" in one else one
    if "~turned" in one ^ other and "max" in (one & other) and "beyond" in straight:
        return False
    if "~turned" in one ^ other and differing & {"max", "min"} and {"max", "min"} <= both:
        return "~negated" in (one & other)
    for name in ("before", "after", "about", "min", "max"):
        if name in differing:
            lacking = other if name in one else one
            against = {"before", "after", "inside", "min", "max"} if name != "about" else set()
            if name == "before":
                against = against | {"~after"}
            opposed = bool(lacking & against)
            strict = "~strict" in (one if name in one else other)
            if f"~{name}" in lacking and not opposed and not strict:
                differing.discard(name)
    sided = _sides(both)
    if "inside" in one ^ other and sided <= {"inside", "max", "within"}:
        return True
    if same and "beyond" in sided and "within" in sided:
        return one & sided == other & sided
    return not differing - {"beyond", "within"}


def opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one bounds a value from above and the other from below, or one starts what ends."""
    upper, lower = {"max", "before", "inside"}, {"min", "after", "~after"}
    return _contrary(one, other) or bool(
        (one & upper and other & lower) or (one & lower and other & upper)
    )


def _contrary(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one is a start and the other an end, or one ahead of something and one after it."""
    return any(
        len(pair & one) == len(pair & other) == 1 and pair & one != pair & other
        for pair in _CONTRARY
    )


def raised(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether only the other says that a value is the least: "$139" told as "from $139"."""
    return "min" in other and not other & {"beyond", "max"} and not _sides(one) - {"about"}


def moved_edge(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a value is within one and not the other: "under 18" told as "up to 18"."""
    both = one & other & {"min", "max"}
    return bool(both) and {"beyond", "within"} <= one ^ other


def _sides(bounds: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in bounds if name[0] != "~")
