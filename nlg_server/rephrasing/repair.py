"""One second call that names the fault of a refused reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from nlg_server.fidelity import Verdict, name_fault
from prompts.model import CompletionRequest, Message

# A longer reply is cut before it is shown to the model again, in characters.
_LONGEST_REPLY = 2000
_FAULT = """Your reply cannot be sent: {fault}.

Write the reply again. Mend only that; keep everything else the suggested reply says, and add \
nothing. Write the reply only, without a word about this correction."""


def repair_request(
    first: CompletionRequest,
    reply: str,
    verdict: Verdict,
    hide: Callable[[str], str] = str,
) -> CompletionRequest | None:
    """The one request that may follow a refused `reply`; None where asking again is pointless.

    The first prompt, the reply and the fault follow one another, so that providers which cache
    prefixes read the prompt once. The temperature is 0: a repair is no place for variety.

    Args:
        first: the request that `reply` answered.
        reply: the completion as the model gave it (with masking: before values were restored).
        verdict: why the reply was refused; an accepted one needs no repair.
        hide: with masking, `Mask.hide`: the fault names values, and they must not leave either.

    >>> from nlg_server.fidelity import Finding
    >>> first = CompletionRequest((Message("user", "Rephrase: Room 4."),), "m", "rephrase")
    >>> fault = Finding("fact_changed", "number", "the number must stay 4, not 5")
    >>> refused = Verdict(False, fault.code, (fault,))
    >>> repair_request(first, "Room 5.", refused).messages[-1].content.splitlines()[0]
    'Your reply cannot be sent: the number must stay 4, not 5.'
    """
    fault = name_fault(verdict)
    if verdict.accepted or not fault or not reply.strip():
        return None
    return replace(
        first,
        messages=(
            *first.messages,
            Message("assistant", reply[:_LONGEST_REPLY]),
            Message("user", _FAULT.format(fault=hide(fault).rstrip("."))),
        ),
        purpose="repair",
        temperature=0.0,
    )
