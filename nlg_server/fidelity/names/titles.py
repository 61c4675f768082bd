"""What persons are called before their names, in five languages: "Mr.", "Frau", "la señora"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nlg_server.fidelity.verdict import Finding
from prompts.facts.languages.listed import listed

TITLES: Final = {
    title: row[0]
    for row in (
        listed("herr hr herrn mr mister monsieur señor senor senhor sr"),
        listed("frau fr ms mrs miss madame mme mlle señora senora senhora sra srta"),
        listed("dr dre docteur docteure doktor doctor doctora doutor doutora dra"),
        listed("nummer nr"),
    )
    for title in row[1:]
}
PERSONAL: Final = frozenset({"herr", "frau"})
_TITLED: Final = re.compile(r"\b([^\W\d_]{1,8})\.?(?= ([^\W\d_a-zß-ÿ][^\W\d_]+))")


def title_faults(template: str, reply: str) -> Iterator[Finding]:
    """Persons who are a Mr. in one text and a Mrs. in the other."""
    called = list(_called(template))
    for name, title, place in _called(reply):
        known = {told: span for one, told, span in called if one == name}
        if known and title not in known:
            message = f"{name} must stay as the message calls them"
            yield Finding("fact_changed", "name", message, next(iter(known.values())), place)


def _called(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """(name, "herr" or "frau", place) of each person with a title."""
    for match in _TITLED.finditer(text):
        word = match[1].casefold()
        title = "herr" if match[1] == "M" else TITLES.get(word, word)
        if title in PERSONAL:
            yield match[2], title, match.span()
