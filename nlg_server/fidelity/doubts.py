"""Which findings of facts may be mistaken, so that the cross-encoder is asked.

What a value is, is certain. What bounds it, where it stands beside others, and what is a name, is
read from the words around it, and words can be put in ways that no rule knows: of the written
rephrases that such a finding alone refused, a third was faithful (`benchmarks/RESULTS.md`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from nlg_server.fidelity.verdict import Finding

_SWAPPED: Final = frozenset({"name", "code", "quoted"})
_KINDS: Final = frozenset(
    {
        ("fact_added", "name"),
        ("fact_lost", "name"),
        ("fact_lost", "ordinal"),
        *(("facts_swapped", kind) for kind in _SWAPPED),
        ("content_added", "rate"),
    }
)
_CERTAIN: Final = frozenset({("bound", "opposite"), ("facts_swapped", "direction")})
_EXCHANGED: Final = frozenset({("fact_added", "name"), ("fact_lost", "name")})


def all_doubtful(findings: Sequence[Finding]) -> bool:
    """Whether all findings of facts are such as the words may yet explain.

    One name in the place of another is certain, and so is a minimum told as a maximum, and "from"
    told as "to".
    """
    kinds = {(finding.code, finding.kind) for finding in findings}
    certain = not kinds.isdisjoint(_CERTAIN) or kinds >= _EXCHANGED
    return not certain and all(code == "bound" or (code, kind) in _KINDS for code, kind in kinds)
