"""Does a sentence deny? By the negating words of five languages."""

from __future__ import annotations

import re

_NEGATING = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly"
    r"|nicht|kein(?:e[nmrs]?)?|nie(?:mals|mand)?|nichts|ohne|weder"
    r"|nunca|jam[aá]s|ning[uú]n[ao]?|nadie|nada|sin|tampoco"
    r"|ne|pas|jamais|aucune?|sans|rien|personne|ni"
    r"|n[aã]o|nem|nenhuma?|ningu[eé]m|sem"
    r"|non|mai|senza|nessun[oa]?|niente)\b|n['’]t\b|\bn['’](?=[aeiouéêh])"
)
# "no later than", "not more than", "not only", "nicht nur": they bound or add, they do not deny.
_NOT_DENYING = re.compile(
    r"\b(?:(?:no|not) (?:later|sooner|earlier|more|less|fewer) than|not only|no matter|no\.\s*\d"
    r"|nicht nur|no s[oó]lo|no solo|pas seulement|n[aã]o s[oó]|non solo|whether or not|if not)\b"
)


def denies(text: str) -> bool:
    """Whether `text` holds a negation.

    >>> denies("You cannot return it."), denies("Not only books.")
    (True, False)
    """
    text = text.lower()  # case by case the patterns take three times as long
    return bool(_NEGATING.search(text) and _NEGATING.search(_NOT_DENYING.sub(" ", text)))
