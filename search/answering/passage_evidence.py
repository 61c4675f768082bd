"""A retrieved passage as evidence."""

from __future__ import annotations

from search.grounding.evidence import Evidence, read_evidence
from search.passage import Passage


def evidence_of(passage: Passage) -> Evidence:
    """The passage with what stands above it: the title of its document and its headings."""
    return read_evidence(passage.text, " ".join(dict.fromkeys((passage.title, *passage.headings))))
