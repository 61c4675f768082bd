"""The fidelity check: does a reply say what its template says?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from nlg_server.fidelity.comparison import fact_differences
from nlg_server.fidelity.policy import DEFAULT_POLICY, FidelityPolicy
from nlg_server.fidelity.shape import shape_faults
from nlg_server.fidelity.verdict import ACCEPTED, Finding, Verdict, refused
from prompts.facts import find_facts

_NO_SLOTS: Mapping[str, object] = MappingProxyType({})
_LONGEST_TEMPLATE = 4000


def check(
    template: str,
    reply: str,
    *,
    slots: Mapping[str, object] = _NO_SLOTS,
    language: str | None = None,
    user_text: str = "",
    policy: FidelityPolicy = DEFAULT_POLICY,
) -> Verdict:
    """Whether `reply` may go out in place of the filled `template`.

    A pure function: no model, no clock, no memory. `slots` are the conversation's (those whose
    value stands in the template must stay in the reply); `language` is the code the reply must be
    in, None for the template's or the user's; `user_text`, the user's last input, is never
    trusted: it licenses no fact.

    >>> check("It costs $12.50.", "That will be 12.50 dollars.").accepted
    True
    >>> check("It costs $12.50.", "That will be $12.05.").findings[0].message
    'the amount must stay $12.50, not $12.05'
    """
    if reply == template:
        return ACCEPTED
    if len(template) > _LONGEST_TEMPLATE:
        return refused(Finding("too_long", "shape", "the template is too long to check a rephrase"))
    shape = next(iter(shape_faults(template, reply, policy)), None)
    if shape is not None:
        return refused(shape)
    expected = find_facts(template)
    found = find_facts(reply, language)
    differences = tuple(fact_differences(template, reply, expected, found))
    if differences:
        return refused(*differences)
    return ACCEPTED
