"""Who sends and who receives: "your request went to Arjun" is not "Arjun sent you a request"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlg_server.fidelity.facts.sentences import sentence_around
from nlg_server.fidelity.verdict import Finding
from prompts.facts import Fact

_GIVEN: Final = (
    r"(?:sen[dt]|sending|shar(?:e|ed|es|ing)|pa(?:id|y|ys|ying)|payments?|transfer\w*|forward\w*"
    r"|request\w*|invit\w*|invitation|messages?|text\w*|gift|refund\w*|offer\w*|e-?mails?|mail\w*"
    r"|voicemails?|calls?|called|ask(?:ed|s)?|location|calendar)"
)
_TO: Final = r"(?:to|with|for)\s(?:your |the )?\W?"
_SENT: Final = r"(?:sent|shared|paid|requested|invited|forwarded|transferred|asked|texted|called)"

# "Request $46 from Diego" asks Diego.
_ASKED_OF: Final = re.compile(
    r"(?<!\ba )(?<!\bthe )(?<!\byour )(?<!\bthis )(?<!payment )"
    r"\brequest(?:ing|ed)?\s[^.!?]*\bfrom\b"
    r"|\brequest to\b",
    re.IGNORECASE,
)


def sender_faults(
    template: str, reply: str, expected: Sequence[Fact], found: Sequence[Fact]
) -> Iterator[Finding]:
    """People to whom something goes, in the reply those from whom it comes, or the reverse."""
    told = {fact.value: fact for fact in found if fact.kind == "name"}
    for fact in expected:
        other = told.get(fact.value)
        if fact.kind != "name" or other is None:
            continue
        before, after = _part(template, fact), _part(reply, other)
        if before and after and before != after:
            message = f"{fact.text} must stay the {before}, not the {after}"
            spans = (fact.start, fact.end), (other.start, other.end)
            yield Finding("facts_swapped", "sender", message, *spans)


def _part(text: str, fact: Fact) -> str:
    """ "sender" or "receiver", where the sentence of a name tells the one alone."""
    name, sentence = re.escape(fact.text), sentence_around(text, fact)
    if _ASKED_OF.search(sentence):
        return ""
    sender = re.search(
        rf"\bfrom\s(?:your |the )?\W?{name}\b"
        rf"|\b{name}(?:\s(?:has|have|just|had|already)|['’]s)*\s{_SENT}\s(?:you|it|an?|the|this|\W)"
        rf"|\b{name}['’]s\s[^.!?]{{1,40}}\b(?:to|with)\syou\b"
        rf"|\byou(?: now)? (?:have|can see|got|see)\s{name}['’]s\s",
        sentence,
        re.IGNORECASE,
    )
    receiver = re.search(
        rf"\b{_GIVEN}\b[^.!?]{{0,40}}\b{_TO}{name}\b"
        rf"|\b{name}\s(?:(?:has|have|will|is|gets?|got|was|be|just|now|also)\s)*"
        r"(?:been (?:asked|notified|texted|told)|receive[ds]?|your)\b",
        sentence,
        re.IGNORECASE,
    )
    return "" if bool(sender) == bool(receiver) else "sender" if sender else "receiver"
