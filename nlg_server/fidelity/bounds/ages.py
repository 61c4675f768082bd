"""The bounds of an age: "once you've turned 18", "not yet 18"."""

from __future__ import annotations

import re

_NOT_YET = re.compile(
    r"(?:n['’]t|not|nicht|no|pas|não)\s(?:have\s)?(yet\s)?(turned|reached)?\s?$", re.IGNORECASE
)
_NOT_OF_AGE = re.compile(
    r"\b(?:noch keine|pas encore|aún no (?:tenga\w?|haya\w? cumplido)|ainda não (?:te\w{1,3}"
    r"|fez))\s$",
    re.IGNORECASE,
)
# Of an age: "if you've turned 17".
_REACHED = re.compile(
    r"\b(?:turned|reached the age of|(?:if|once|when|until) you(?:['’]ve| have)? reached)\s$",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:as|since|because|now that)\b[^.!?,]{0,30}$", re.IGNORECASE)


def age_bounds(before: str, after: str, kind: str) -> set[str]:
    """The bounds of a value that is, or may be, an age; `before` and `after` stand beside it."""
    turning = _NOT_YET.search(before)
    if _NOT_OF_AGE.search(before) or (
        turning and (turning[1] or turning[2] or after.startswith(" yet"))
    ):
        return {"max", "beyond"}
    # "As you've turned 17" tells of what is so already.
    must_be = _REACHED.search(before) and not _NOW.search(before)
    return {"min", "within"} if must_be and kind in ("number", "duration") else set()
