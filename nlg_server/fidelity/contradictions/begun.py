"""What is done by then told as begun: "fixed by eleven", "we start fixing it at eleven"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.lexicon import lexicon_of
from nlg_server.fidelity.verdict import Finding

_BEGINS: Final = re.compile(r"\b(?:start|begin)(?:s|ning|ing)?\s(?:to\s)?(\w{3,})\b", re.IGNORECASE)
_BY: Final = re.compile(r"[^.!?;\n]{0,40}\b(?:by|before|until|within)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def begun_faults(template: str, reply: str) -> Iterator[Finding]:
    """English verbs of what is to be done by then, which in the reply alone only begins.

    One that the template has as a noun ("boarding") may well begin.
    """
    stem = lexicon_of("en").stem
    begun = {stem(match[1].lower()) for match in _BEGINS.finditer(template)}
    for begins in _BEGINS.finditer(reply):
        verb = begins[1].lower()
        if stem(verb) in begun or not (verb.endswith("ing") or " to " in begins[0].lower()):
            continue
        for word in _WORD.finditer(template):
            spelled = word[0].lower()
            due = _BY.match(template, word.end())
            if due and stem(spelled) == stem(verb) and not spelled.endswith("ing"):
                message = f"{word[0]!r} must not become {begins[0]!r}"
                yield Finding("speech_act", "begun", message, word.span(), begins.span())
                return
