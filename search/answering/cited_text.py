"""A verified answer with its citations, readable in the text and as data."""

from __future__ import annotations

from collections.abc import Mapping

from search.answering.citations import Citation, cite, place, render_sources
from search.answering.extractive import Extract
from search.grounding.composition import compose
from search.grounding.verdict import Verdict, Verification
from search.options import SearchOptions
from search.passage import Passage

Place = tuple[int, int, int]


def cite_sentences(
    verification: Verification, passages: tuple[Passage, ...]
) -> Mapping[Place, Citation]:
    """A citation for each place that backs a kept sentence; sources numbered as they appear."""
    numbers: dict[int, int] = {}
    found: dict[Place, Citation] = {}
    for verdict in verification.kept:
        where = _place_of(verdict)
        if where is not None:
            number = numbers.setdefault(where[0], len(numbers) + 1)
            found[where] = cite(passages[where[0]], number, where[1], where[2])
    return found


def with_citations(
    verification: Verification,
    citations: Mapping[Place, Citation],
    options: SearchOptions,
    language: str | None = None,
) -> str:
    """The kept sentences, marked in the style of `options`, and the list of sources below."""

    def mark(verdict: Verdict) -> str:
        where = _place_of(verdict)
        citation = citations.get(where) if where is not None else None
        if citation is None or not options.citation_enabled or options.citation_style == "none":
            return ""
        if options.citation_style == "inline":
            return f" ({place(citation)})"
        return f" [{citation.number}]"

    text = compose(verification, mark)
    if options.citation_enabled:
        text += render_sources(tuple(citations.values()), options.citation_style, language)
    return text


def quoted_with_citation(
    quote: Extract, options: SearchOptions, language: str | None = None
) -> str:
    """A quote, marked in the style of `options`."""
    if not options.citation_enabled or options.citation_style == "none":
        return quote.text
    if options.citation_style == "inline":
        return f"{quote.text} ({place(quote.citations[0])})"
    return f"{quote.text} [1]" + render_sources(quote.citations, options.citation_style, language)


def _place_of(verdict: Verdict) -> Place | None:
    support = verdict.support
    return None if support is None else (support.passage, support.start, support.end)
