"""What says that a value is personal: the name of its slot, or its form in a text."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"name|mail|phone|mobile|address|street|iban|account|card|birth|passport|ssn|customer|user|"
    r"password|token|session_started_metadata|sender|person|recipient|payee|patient|beneficiary",
    re.IGNORECASE,
)

# Introductions in the languages that the fact finder reads; the name itself is group 1.
INTRODUCED = re.compile(
    r"(?i:\b(?:my name is|i am called|this is|ich hei(?:ß|ss)e|mein name ist|me llamo|mi nombre es|"
    r"je m['’]appelle|mon nom est|mi chiamo|meu nome é|mijn naam is))\s+"
    r"([A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]+){0,2})"
)

# Every quantifier is bounded, or its class excludes what follows, so none can backtrack far.
FORMS = re.compile(
    r"(?P<url>(?P<host>(?i:https?)://[^\s/?#<>\"'`)\]}@]{1,253})(?:[/?#][^\s<>\"'`)\]}]*)?)"
    r"|(?P<email>(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})"
    r"|(?P<iban>(?<!\w)(?i:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?)(?!\w))"
    # A phone number, but no date.
    r"|(?P<phone>(?<![\w+.,])(?!\d{4}[-/]\d\d?[-/]\d\d?(?!\d))"
    r"(?!\d\d?[-/]\d\d?[-/]\d{4}(?!\d))"
    r"(?:\+?\(?\d(?:[ ()/-]{0,2}\d){7,16}|\+\d(?:[ ().-]{0,2}\d){7,16}|\d{3}\.\d{3}\.\d{4}"
    r"|\d{3}-\d{4})(?!\w))"
    r"|(?P<code>(?<![\w.,€$£])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{4,}(?!\w)"
    r"|(?<![\w.,€$£])[a-z]{1,4}\d{4,}[a-z\d]{0,32}(?!\w)"
    r"|(?<![\w.,€$£])\d{5,}(?![\w.,]\d))"
)


def is_personal(slot: str) -> bool:
    """Whether a slot of this name holds what names a person.

    >>> is_personal("user_name"), is_personal("amount")
    (True, False)
    """
    return _NAMED.search(slot) is not None
