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
_LOST, _ADDED = ("fact_lost", "name"), ("fact_added", "name")
_EXCHANGED: Final = frozenset({_LOST, _ADDED})


def all_doubtful(findings: Sequence[Finding], template: str, reply: str) -> bool:
    """Whether all findings of facts are such as the words may yet explain.

    One name in the place of another is certain, wholly or in part, and so is a name of which
    nothing is left, a minimum told as a maximum, and "from" told as "to".
    """
    kinds = {(finding.code, finding.kind) for finding in findings}
    if kinds >= _EXCHANGED:
        return False
    ours, theirs = _words(template), _words(reply)
    return all(_doubtful(finding, template, reply, ours, theirs) for finding in findings)


def _doubtful(
    finding: Finding, template: str, reply: str, ours: frozenset[str], theirs: frozenset[str]
) -> bool:
    kind = (finding.code, finding.kind)
    if kind == _LOST and finding.template_span is not None:
        return not theirs.isdisjoint(_words(template[slice(*finding.template_span)]))
    if kind == _ADDED and finding.reply_span is not None:
        return ours.isdisjoint(_words(reply[slice(*finding.reply_span)]))
    return kind in _KINDS or (finding.code == "bound" and finding.kind != "opposite")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def names_something(findings: Sequence[Finding]) -> bool:
    """Whether a reply has a new name: then a lost word of a slot gave way to it."""
    return any((finding.code, finding.kind) == _ADDED for finding in findings)
