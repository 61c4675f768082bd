"""The server's verification of a search reply, kept for the measures that look at it again."""

from __future__ import annotations

from functools import lru_cache

from search.grounding.evidence import read_evidence
from search.grounding.verdict import Verification
from search.grounding.verify import verify
from search.options import LEVELS, GroundingLevel
from search.passage import Passage


def verified(
    reply: str, passages: tuple[Passage, ...], level: GroundingLevel = "balanced"
) -> Verification:
    """Each sentence of `reply` judged against the passages; without passages, none is backed."""
    shown = tuple((p.text, "\n".join((p.title, *p.headings)).strip()) for p in passages)
    return _verified(reply, shown, level)


@lru_cache(maxsize=16_384)
def _verified(
    reply: str, passages: tuple[tuple[str, str], ...], level: GroundingLevel
) -> Verification:
    evidence = [read_evidence(text, context) for text, context in passages]
    return verify(reply, evidence, floor=LEVELS[level])
