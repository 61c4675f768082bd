"""Where a passage holds the words of a query, in whatever inflection."""

from __future__ import annotations

from search.lexical.index import query_terms
from search.text.language import detect_language
from search.text.stemming import stem
from search.text.tokens import tokens


def matched_spans(text: str, query: str) -> list[tuple[int, int]]:
    """The [start, end) of every word of `text` that counts for `query`, in order.

    >>> matched_spans("Our policy on batteries.", "battery policies")
    [(4, 10), (14, 23)]
    """
    language = detect_language(text, likely=detect_language(query, likely="en"))
    wanted = {stem(term, language) for term in query_terms(query, language)}
    return [
        (token.start, token.end)
        for token in tokens(text)
        if not wanted.isdisjoint(stem(term, language) for term in token.terms)
    ]
