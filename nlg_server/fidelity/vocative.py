"""The user's own name, said to them: it adds nothing to a reply."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nlg_server.fidelity.slots import slot_values

_NAME = r"(?P<name>[^\W\d_a-z][^\W\d_]{1,20}(?: [^\W\d_a-z][^\W\d_]{1,20})?)"
_VOCATIVE = re.compile(
    rf"(?:,\s{_NAME}(?=[,.!?:;])|(?:^|[.!?]\s)(?P<lead>[^\W\d_]{{2,12}}(?:'s)?,? )"
    rf"{_NAME.replace('name', 'second')}(?=[,.!?])|(?:^|[.!?]\s){_NAME.replace('name', 'first')},)"
)
_LONGEST_USER_TEXT = 2000


def vocatives(
    template: str, reply: str, slots: Mapping[str, object], user_text: str
) -> list[tuple[int, int]]:
    """Spans of names set off by commas that the slots or the user's own words hold."""
    spans: list[tuple[int, int]] = []
    known: str | None = None
    for match in _VOCATIVE.finditer(reply):
        group = next(name for name in ("name", "second", "first") if match[name])
        if known is None:
            values = " ".join(slot_values(slots))
            known = f" {values} {user_text[:_LONGEST_USER_TEXT]} ".casefold()
        name = match[group]
        if name in template or not re.search(rf"\b{re.escape(name.casefold())}\b", known):
            continue
        spans.append(match.span(group))
    return spans
