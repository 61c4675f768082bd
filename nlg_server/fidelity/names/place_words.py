"""What a place's name says in short: "Canal Rd" is Canal Road, "Hauptstr." Hauptstraße."""

from __future__ import annotations

from typing import Final

from prompts.facts.languages.listed import listed

_WRITTEN_OUT: Final = {
    short: row[0]
    for row in (
        listed("street st"),
        listed("avenue ave av avda avenida"),
        listed("road rd"),
        listed("lane ln"),
        listed("boulevard blvd bd boul"),
        listed("court ct"),
        listed("highway hwy"),
        listed("route rte"),
        listed("square sq"),
        listed("apartments apts"),
        listed("apartment apt"),
        listed("station stn"),
        listed("mount mt"),
        listed("parkway pkwy"),
        listed("center centre ctr"),
        listed("fort ft"),
    )
    for short in row[1:]
}


def written_out(word: str) -> str:
    """`word`, case-folded ("ss" for "ß"), as it is written in full."""
    if word.endswith("str") and len(word) > len("str"):
        return f"{word}asse"
    return _WRITTEN_OUT.get(word, word)
