"""Duties and possibilities: "can" must not become "must", nor "is" become "could be"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlg_server.fidelity.verdict import Finding

_DUTY = re.compile(
    r"\b(?:must|have to|has to|required|obliged|obligat\w+|mandatory|muss|müssen|musst"
    r"|debe[ns]?|tiene[ns]? que|deve[ms]?|tem que|têm que|doit|doivent|devez|il faut)\b",
    re.IGNORECASE,
)
# Words that ask or direct: a duty may stand for them.
_DIRECTS = re.compile(
    r"\b(?:please|need|needs|should|bitte|por favor|necesit\w+|veuillez|précis\w+|precisa\w*"
    r"|requires?|necessary|make sure|ensure|be sure|remember|don['’]t|do not|unless|otherwise"
    r"|only|before|nur|only if|if you want|to \w+ an?)\b|\?"
    r"|(?:^|[.!]\s)(?:[A-Z][a-z]{2,9}) (?:the|your|an?|it|in|on|to)\b",
)
_POSSIBLE = re.compile(
    r"\b(?:can|could|may|might|able|possible|possibly|perhaps|maybe|kann|können|könnte\w*|möglich"
    r"|puede[ns]?|podría\w*|posible|peut|peuvent|pouvez|pourr\w+|possible|pode[m]?|poderia\w*"
    r"|possível|dürfen|darf)\b",
    re.IGNORECASE,
)
_THIRD_PERSON = re.compile(
    r"\b(?:can|could|may|might) (?:\w+ly )?be\b|(?<!ich )(?<!man )\bkann(?! ich| man)\b"
    r"|\b(?:puede|puede ser|peut|pode) (?:\w{1,3} )?(?:ser|estar|être)\b"
    r"|\b(?:puede|peut|pode) \w+(?:r|re)\b",
    re.IGNORECASE,
)


def duty_faults(template: str, reply: str) -> Iterator[Finding]:
    """Duties added or taken back, and what is so told as what may be, in one language."""
    duty = _DUTY.search(reply)
    if duty and not _DUTY.search(template) and not _DIRECTS.search(template):
        yield Finding("modality", "duty", f"nothing says {duty[0]!r}", None, duty.span())
    owed = _DUTY.search(template)
    freed = _POSSIBLE.search(reply) and not _POSSIBLE.search(template)
    if owed and freed and not _DUTY.search(reply):
        yield Finding("modality", "duty", f"{owed[0]!r} must stay", owed.span(), None)
    maybe = _THIRD_PERSON.search(reply)
    if maybe and "?" not in template and not _POSSIBLE.search(template):
        message = f"what is certain must not become a {maybe[0]!r}"
        yield Finding("modality", "possibility", message, None, maybe.span())
