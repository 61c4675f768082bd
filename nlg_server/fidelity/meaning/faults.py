"""Refuses a reply that says something else than its template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from nlg_server.fidelity.meaning.reader import ReadText, meaning
from nlg_server.fidelity.verdict import Finding, Span

# What a mark (a finding's code and kind) takes from the log odds that both texts say the same:
# fitted by logistic regression beside the network's odds, on blocks that it was not trained on.
PENALTIES: Final[Mapping[tuple[str, str], float]] = MappingProxyType({})
# The lowest log odds that pass at each strictness.
LIMITS: Final[tuple[float, ...]] = (-99.0, -2.5, -2.0, -1.5, 1.0)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def meaning_faults(
    template: ReadText, reply: ReadText, user_text: str, marks: Sequence[Finding], limit: float
) -> Iterator[Finding]:
    """Why the reply does not say what the template says; nothing where it does.

    `marks` are findings that make a change of meaning likelier and decide nothing alone.
    """
    comparison = meaning().compare(template, reply, user_text)
    if comparison is None:
        return
    costs = {(mark.code, mark.kind): PENALTIES.get((mark.code, mark.kind), 0.0) for mark in marks}
    if comparison.score - sum(costs.values()) >= limit:
        return
    told = [mark for mark in marks if costs[mark.code, mark.kind] > 0]
    yield from sorted(told, key=lambda mark: -costs[mark.code, mark.kind])
    if comparison.score < limit or not told:
        lost = _word(template, comparison.template_shares)
        new = _word(reply, comparison.reply_shares)
        message = f"{reply.text[slice(*new)]!r} must say what {template.text[slice(*lost)]!r} says"
        yield Finding("meaning", "meaning", message, lost, new)


def _word(text: ReadText, shares: Sequence[float]) -> Span:
    """The word on which the comparison rests most; pieces of a word add up."""
    weights: dict[Span, float] = {}
    words = [match.span() for match in _WORD.finditer(text.text)]
    at = 0
    for (start, end), share in zip(text.spans, shares, strict=True):
        while at < len(words) and words[at][1] <= start:
            at += 1
        whole = words[at] if at < len(words) and words[at][0] <= start else (start, end)
        weights[whole] = weights.get(whole, 0.0) + share
    return max(weights, key=lambda span: (weights[span], -span[0]))
