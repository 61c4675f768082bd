"""One generated reply and what is known about it by construction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """A reply to a filled template.

    `fault` names what was done to it and `faithful` says whether it still says the same; both are
    known because the generator did it. `exact` marks a reply whose values stand as in the
    template, letter by letter. `harmless` are faithful texts that tidying may leave of a reply
    (the text inside a code fence, say). `user_text` is what the user said last.
    """

    template: str
    reply: str
    fault: str
    faithful: bool
    language: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    user_text: str = ""
    exact: bool = True
    harmless: frozenset[str] = frozenset()
