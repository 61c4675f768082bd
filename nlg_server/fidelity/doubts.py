"""Which findings of facts may be mistaken, so that the cross-encoder is asked.

What a value is, is certain. What bounds it, where it stands beside others, and what is a name, is
read from the words around it, and words can be put in ways that no rule knows: of the written
rephrases that such a finding alone refused, a third was faithful (`benchmarks/RESULTS.md`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlg_server.fidelity.verdict import Finding

_WORD = re.compile(r"\w{4,}")
_KINDS: Final = frozenset(
    {
        ("fact_lost", "ordinal"),
        ("facts_swapped", "name"),
        ("facts_swapped", "code"),
        ("facts_swapped", "quoted"),
        ("content_added", "rate"),
    }
)
_CERTAIN_BOUNDS: Final = frozenset({"opposite", "order"})
_LOST: Final = ("fact_lost", "name")


def all_doubtful(findings: Sequence[Finding], template: str, reply: str) -> bool:
    """Whether all findings of facts are such as the words may yet explain.

    A new name is certain, and so is a name of which nothing is left, a minimum told as a maximum,
    "from" told as "to", and "after" told as "before".
    """
    return all(_doubtful(finding, template, reply) for finding in findings)


def _doubtful(finding: Finding, template: str, reply: str) -> bool:
    kind = (finding.code, finding.kind)
    if kind == _LOST and finding.template_span is not None:
        name = template[slice(*finding.template_span)]
        return not _words(reply).isdisjoint(_words(name))
    return kind in _KINDS or (finding.code == "bound" and finding.kind not in _CERTAIN_BOUNDS)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
