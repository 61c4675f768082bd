"""Citations: where in which document an answer's sentence stands, in a form that can be opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.answering.answer_language import sources_heading
from search.grounding.planted import planted
from search.options import CitationStyle
from search.passage import Passage

# [1], [1, 2], [1][2], 【1】, [^1], (source: 2): the forms that models write. A form counts as a
# mark only where its numbers could name passages, so "[2024]" stays text.
_MARK = re.compile(
    r"[ \t]*(?:\[\^?\s*(?P<square>\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\s*\]"
    r"|【\s*(?P<lenticular>\d{1,2})(?:[^】]{0,40})】"
    r"|\((?:source|quelle|fuente|fonte)s?:?\s*(?P<round>\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\))",
    re.IGNORECASE,
)
_SOURCES_HEADING = re.compile(
    r"\n\s*(?:\*\*|#+\s*)?(?:sources?|references?|citations?|quellen?|fuentes?|fonti|fontes)"
    r"\s*:?\s*(?:\*\*)?\s*:?\s*(?:\n|$|\[|\d|-|\*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in a document: `quote` equals the document's text at [start, end).

    `number` is the mark in the answer, 1-based; `page` and `headings` are those of the passage.
    """

    number: int
    passage_id: str
    source: str
    title: str
    headings: tuple[str, ...]
    page: int | None
    start: int
    end: int
    quote: str

    def as_json(self) -> dict[str, Any]:
        """The citation as `custom.citations` carries it to a front end."""
        return {
            "number": self.number,
            "source": self.source,
            "title": self.title,
            "headings": list(self.headings),
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "passage_id": self.passage_id,
        }


def cite(passage: Passage, number: int, start: int, end: int) -> Citation:
    """Cite `passage.text[start:end]`; offsets are within the passage.

    A title or heading that gives an assistant orders is not repeated.
    """
    return Citation(
        number,
        passage.id,
        passage.source,
        "" if planted(passage.title) else passage.title,
        tuple(heading for heading in passage.headings if not planted(heading)),
        passage.page,
        passage.start + start,
        passage.start + end,
        passage.text[start:end],
    )


def refound(citation: Citation, passages: Mapping[str, Passage]) -> bool:
    """Whether the quote stands, byte for byte, where the citation says."""
    passage = passages.get(citation.passage_id)
    if passage is None or not citation.quote:
        return False
    start = citation.start - passage.start
    found = passage.text[start : start + len(citation.quote)] if start >= 0 else ""
    return (
        found.encode() == citation.quote.encode()
        and citation.end - citation.start == len(citation.quote)
        and passage.source == citation.source
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark at [start, end) of a reply, naming passages by 1-based number."""

    start: int
    end: int
    numbers: tuple[int, ...]


def marks(text: str) -> tuple[Mark, ...]:
    """Every citation mark of a model's reply, invented numbers included."""
    return tuple(
        Mark(match.start(), match.end(), _numbers(match)) for match in _MARK.finditer(text)
    )


def without_marks(text: str) -> str:
    """The text with every citation mark cut out."""
    return _MARK.sub("", text)


def without_source_list(text: str) -> str:
    """The reply without the "Sources:" list that models append: ours is built from what was cited.

    >>> without_source_list("It costs 5 euros [1].\\n\\nSources:\\n[1] a.md")
    'It costs 5 euros [1].'
    """
    heading = _SOURCES_HEADING.search(text)
    return text[: heading.start()].rstrip() if heading and heading.start() > 0 else text


def render_sources(
    citations: Sequence[Citation], style: CitationStyle, language: str | None = None
) -> str:
    """The readable list below an answer; empty for the styles that need none."""
    if style != "numbered" or not citations:
        return ""
    lines = [f"[{citation.number}] {place(citation)}" for citation in _one_each(citations)]
    heading = sources_heading(language, citations[0].quote)
    return f"\n{heading}\n" + "\n".join(lines)


def place(citation: Citation) -> str:
    """Where it stands, for a reader: source, page or innermost heading.

    A line break or bracket in a file's own title cannot break out of the list.
    """
    parts = [citation.source]
    if citation.page is not None:
        parts.append(f"p. {citation.page}")
    elif citation.headings:
        parts.append(citation.headings[-1])
    return ", ".join(re.sub(r"[\s\[\]]+", " ", part).strip() for part in parts)


def _one_each(citations: Iterable[Citation]) -> list[Citation]:
    return list({citation.number: citation for citation in citations}.values())


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    digits = match["square"] or match["lenticular"] or match["round"]
    return tuple(int(number) for number in re.split(r"\s*[,;]\s*", digits))
