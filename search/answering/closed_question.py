"""Does a message want a yes or a no? Told by the words it opens with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from search.text.language import detect_language
from search.text.tokens import fold

# Verbs that open a question without a question word, by language, as `fold` writes them. Not
# "was", with which German asks what.
OPENINGS: Final[Mapping[str, str]] = {
    "en": "is are were am do does did can could will would shall should has have may might must"
    " isn aren wasn weren don doesn didn couldn wouldn shouldn hasn haven won",
    "de": "ist sind war waren bin hat habt haben habe hatte kann konnen konnte darf durfen muss"
    " mussen soll sollen sollte wird werden wurde gibt geht gilt brauche brauchen bekomme",
    "es": "es son esta estan hay tiene tienen tengo puedo puede pueden podemos debo deben hace"
    " acepta aceptan ofrece ofrecen",
    "fr": "est sont a ont ai y peut peuvent puis pouvons dois doit faut avez acceptez offrez",
    "it": "e sono c ci ha hanno ho posso puo possono possiamo devo deve bisogna accettate offrite",
    "pt": "e sao esta estao ha tem tenho posso pode podem podemos devo deve preciso aceitam",
    "nl": "is zijn kan kun kunnen mag mogen moet moeten heeft heb hebben wordt gaat bestaat",
}
# "Can you tell me what …" and its like in the other languages is no closed question.
_TELLING = (
    r"\W+(?:you|du|sie|ihr|vous|tu|u|je|jij)\b(?:\W+\w+)?\W+(?:tell(?:ing)?|explain(?:ing)?"
    r"|describe|give|show|list|summari[sz]e|let|know|say|help|provide|elaborate|sagen|erklaren"
    r"|nennen|zeigen|helfen|dire|expliquer|donner|montrer|aider|vertellen|uitleggen|zeggen)\b"
    r"|\W+(?:decirme|explicarme|darme|mostrarme|ayudarme|dirmi|spiegarmi|darmi|mostrarmi"
    r"|aiutarmi|me (?:dizer|explicar|dar|mostrar|ajudar))\b"
)
_JOINING = "so|and|but|then|or|ok|okay|und|oder|aber|dann|y|o|pero|et|ou|mais|ma|mas|en|of|maar"
_CLOSED: Final[Mapping[str, re.Pattern[str]]] = {
    language: re.compile(
        rf"(?:^|[.!?,;:¿]|\b(?:{_JOINING})\b)\W*\b(?:{'|'.join(verbs.split())})\b(?!{_TELLING})"
    )
    for language, verbs in OPENINGS.items()
}


def is_closed(message: str) -> bool:
    """Whether a clause of `message` opens with a verb, as one that wants a yes or a no does.

    >>> is_closed("Then do I lose it?"), is_closed("Can you tell me what it costs?")
    (True, False)
    >>> is_closed("Kann ich mein Fahrrad mitnehmen?"), is_closed("Was kostet das?")
    (True, False)
    """
    pattern = _CLOSED.get(detect_language(message) or "en")
    return pattern is not None and pattern.search(fold(message)) is not None
