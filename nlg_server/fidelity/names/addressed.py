"""Who is spoken to first: a reply does not open with the name of somebody that nobody named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.lexicon import Entry, lexicon_of
from nlg_server.fidelity.vectors import word_vectors
from nlg_server.fidelity.verdict import Finding
from prompts.facts.names import is_common

_LEAD: Final = re.compile(r"\W{0,3}([^\W\d_a-z][^\W\d_]+),\s")
# They are drawn out as people like: "Aww", "Hahaha", "Oooh", "Brrr", "Argh".
_INTERJECTION: Final = re.compile(
    r"(?:a+w+|a+h+|a+rgh|u+gh+|o+h+|o+f+|oo+f|e+w+|br+|m+|hm+|n[oa]+h?|ha(?:ha)+h?|he(?:he)+|phew|whew"
    r"|yay+|woo+(?:hoo+)?|wow+|yikes|oops|ouch|cheerio|bravo|voilà|désolé|alas|yep|yup|nope|nah)\Z",
    re.IGNORECASE,
)
_UNKNOWN: Final = Entry()


def addressed_faults(template: str, reply: str) -> Iterator[Finding]:
    """A name before a comma that opens an English reply, where the template has it not.

    The user's own name is blanked from `reply` before. Words that are no names are told by
    lists; names that are words too ("Grace") are not noticed.
    """
    lead = _LEAD.match(reply)
    if lead is None or lead[1].casefold() in template.casefold():
        return
    word = lead[1].lower()
    known = word.endswith("ing") or is_common(word) or lexicon_of("en").entry(word) != _UNKNOWN
    if known or word_vectors().common(word) or _INTERJECTION.match(word):
        return
    message = f"the name {lead[1]} must not be in the reply"
    yield Finding("fact_added", "name", message, None, lead.span(1))
