"""A word without its ending, by length: works alike in every language with suffixes."""

from __future__ import annotations

_LENGTH = 6  # characters: parts "compute" from "company", and folds most endings


def stem_prefix(term: str) -> str:
    """The beginning of a folded word that its other forms share.

    >>> stem_prefix("deliveries"), stem_prefix("vpc")
    ('delive', 'vpc')
    """
    if len(term) <= 3 or not term.isalpha():
        return term
    if len(term) > 4 and term.endswith("s") and not term.endswith("ss"):
        term = term[:-1]
    return term[:_LENGTH]
