"""Is this very text in that one, as whole words and whole numbers?"""

from __future__ import annotations

import re

from search.text.visible_text import plain


def folded(text: str) -> str:
    """To compare by: no space inside "24 / 7" or "2 : 22", which tokenised corpora put there."""
    joined = re.sub(r"\s+", " ", plain(text).casefold()).strip()
    return re.sub(r"(?<=\d) ?([:/]) ?(?=\d)", r"\1", joined)


def contains(source: str, wanted: str) -> bool:
    """Whether `wanted` stands in `source` as whole words and whole numbers; both folded."""
    if not wanted:
        return True
    start = source.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        before, after = source[max(0, start - 2) : start], source[end : end + 2]
        if not _continues(wanted[0], before[::-1]) and not _continues(wanted[-1], after):
            return True
        start = source.find(wanted, start + 1)
    return False


def _continues(edge: str, outside: str) -> bool:
    """Whether the characters next to a match belong to the same word or number."""
    if not outside or not edge.isalnum():
        return False
    if outside[0].isalnum():
        return not (edge.isdigit() and outside[0].isalpha())
    return edge.isdigit() and outside[0] in ".,:/" and outside[1:2].isdigit()
