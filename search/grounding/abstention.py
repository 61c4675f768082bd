"""Does a sentence say that the documents do not tell, or that the assistant cannot help?"""

from __future__ import annotations

import re

_ABSTAINS = re.compile(
    r"\b(?:do|does|did|could|can|is|are|was|were|has|have)(?:\s+not|n['’]t)\b[^.]{0,60}\b(?:say|tell|provid|contain|mention|specif|includ"
    r"|address|state|detail|cover|discuss|offer|indicat|explicit|enough|any information|find|help)"
    r"|\bno\b(?: \w+)? (?:information|mention|details?|answer)\b"
    r"|\b(?:unable|not able) to (?:find|answer|provide|help)|\bi(?:['’]m| am) (?:sorry|afraid)\b"
    r"|\b(?:i|we) (?:do not|don['’]t|cannot|can['’]t) (?:know|have|find|answer|help|provide)\b"
    r"|\b(?:tut mir leid|leider|weiß ich nicht|keine (?:information|angabe|auskunft|antwort)\w*"
    r"|(?:nicht|keine)[^.]{0,40}(?:enthalten|erwähnt|gefunden|finden))\b"
    r"|\b(?:lo siento|no (?:lo )?s[eé]|no (?:se )?(?:menciona|contiene|encuentr|hay informaci|tengo"
    r" informaci|dispongo))"
    r"|\b(?:d[eé]sol[eé]e?|je ne sais pas|aucune information|ne (?:contien|mentionn|précis|trouv|"
    r"fourni)\w*)"
    r"|\b(?:desculpe|lamento|n[aã]o (?:sei|h[aá] informa|encontr|cont[eé]m|menciona|tenho))",
    re.IGNORECASE,
)


_OF_ITSELF = re.compile(
    r"\b(?:documents?|passages?|context|text|sources?|article|information|i|we|dokumente?n?"
    r"|quellen?|informationen|documentos?|texto|informaci[oó]n|textes?|informations?|informa[cç]\w+)\b",
    re.IGNORECASE,
)


def abstains(sentence: str) -> bool:
    """Whether `sentence` speaks of what the documents or the assistant cannot tell.

    >>> abstains("The documents do not mention a refund period.")
    True
    """
    return bool(_ABSTAINS.search(sentence) and _OF_ITSELF.search(sentence))
