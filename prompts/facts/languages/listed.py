"""Word lists written as text."""

from __future__ import annotations


def listed(text: str) -> list[str]:
    """The words of a list written as one text, apart by white space."""
    return text.split()
