"""Bounds that a denial turns round: "no more than", "nobody under 12", "under 21 won't do"."""

from __future__ import annotations

import re
from typing import NamedTuple

# A character before the reason, which another "not" would have to deny.
_BEFORE_A_REASON = (
    r"(?:(?!\b(?:because|since|as it|weil|denn|porque|parce que|puisque|já que|ya que)\b)[^.!?])"
)
_NOT_LESS = re.compile(
    r"(?:n['’]t|\b(?:not|cannot|nicht|no|pas|não|never|nothing))\b" + _BEFORE_A_REASON + r"{0,40}"
    r"(?:(?:less|fewer|shorter|smaller|younger) than|(?:weniger|kürzer|jünger) als|menos d[eo]"
    r"|moins d[e'’])|\b(?:nothing|nobody|no one) (?:under|below)",
    re.IGNORECASE,
)
# "No children under 12" are children of at least 12.
_NONE_UNDER = re.compile(
    r"\b(?:no|keine?|sin|aucun\w?|pas d['’e]|não|nenhum\w?)\s[^.!?\d]{0,30}"
    r"\b(?:under|below|younger than|unter|jünger als|menores de|menos de|moins de)\s$",
    re.IGNORECASE,
)
_NOT_MORE = re.compile(
    r"(?:n['’]t|\b(?:not|cannot|no|unable|never|nicht|pas|não))\b" + _BEFORE_A_REASON + r"{0,60}"
    r"(?:(?:more|longer|older|larger|bigger|heavier|greater|higher|warmer) than|over|above"
    r"|exceed\w{0,3}"
    r"|beyond|mehr als|länger als|größer als|más de|plus de|mais de)",
    re.IGNORECASE,
)
# "Mehr als fünf können Sie nicht bestellen."
_COMPARATIVE = re.compile(
    r"\b(?:mehr|weniger|länger|kürzer|größer|kleiner|jünger|älter) als\s$", re.IGNORECASE
)
_NOT_BEHIND = re.compile(r"[^.!?,;]{0,70}\bnicht\b", re.IGNORECASE)
# "Nobody under 12 without an adult" is under 12.
_NOT_WITHOUT = r"(?![^.!?]{0,60}\b(?:without|unless|except|alone|ohne|sin|sans|sem)\b)"
# "A password of fewer than 10 characters won't be accepted", "drivers under 21 cannot rent".
_REFUSED_BEHIND = re.compile(
    r"(?:(?!\b(?:but|and|or|if|unless|though|although|while|because|when|who|that)\b)[^.!?,;:\d])"
    r"{0,40}?(?:n['’]t\b|\b(?:not|cannot|refused|rejected)\b)(?! (?:only|just|yet)\b)"
    + _NOT_WITHOUT,
    re.IGNORECASE,
)
_ALONE = re.compile(_NOT_WITHOUT)


class Denials(NamedTuple):
    """What is denied around a value: that it is less, that it is more, or what has such a value."""

    less: bool
    more: bool
    behind: bool


def denials_around(before: str, behind: str, sentence: str) -> Denials:
    """The denials around a value.

    Args:
        before: what stands before it and belongs to it.
        behind: what follows it in the text.
        sentence: its sentence, up to it.
    """
    none_under = bool(_NONE_UNDER.search(sentence) and _ALONE.match(behind))
    less, more = bool(_NOT_LESS.search(sentence)), bool(_NOT_MORE.search(sentence))
    refused = bool(_COMPARATIVE.search(before) and _NOT_BEHIND.match(behind)) or bool(
        not (less or more) and _REFUSED_BEHIND.match(behind)
    )
    return Denials(less or none_under, more, refused)
