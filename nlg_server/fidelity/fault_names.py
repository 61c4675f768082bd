"""Names the faults of a refused reply for a repair call."""

from __future__ import annotations

from nlg_server.fidelity.verdict import Verdict

_MOST = 4


def name_fault(verdict: Verdict) -> str:
    """What the next attempt must do, at most four points; empty for an accepted reply.

    Text of the refused reply is quoted only as far as a finding names it.

    >>> from nlg_server.fidelity import check
    >>> name_fault(check("It costs $12.50.", "It costs $12.05."))
    'the amount must stay $12.50, not $12.05'
    """
    messages = dict.fromkeys(finding.message for finding in verdict.findings)
    return "; ".join(list(messages)[:_MOST])
