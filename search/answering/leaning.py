"""Does a message lean on what was said before it? Told by its words alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from search.text.language import detect_language
from search.text.tokens import fold

SHORT = 5  # words: a message of so few rarely says all it means

# Words that point back, by language, as `fold` writes them. Those that are articles or prepositions
# just as often are left out.
POINTING: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "it its they them their he him his she her hers there this that these those",
        "de": "er ihm ihn sie ihr ihre ihren ihrem ihrer es dies diese dieser dieses diesem diesen"
        " dort davon dafur damit dazu darauf daruber dabei deren dessen",
        "es": "ella ello ellos ellas su sus este esta esto estos estas ese esa eso esos esas alli",
        "fr": "il elle ils elles lui leur leurs son sa ses ce cet cette ces cela ca y",
        "it": "esso essa essi esse lui lei ne suo sua suoi sue questo questa questi queste",
        "pt": "ele ela eles elas lhe seu sua seus suas este esta isto esse essa isso aquele ali",
        "nl": "hij hem zijn zij ze hun haar dit dat deze daar ervan ervoor",
    }.items()
}

# Openings that continue a conversation.
_OPENINGS = re.compile(
    r"\W*(and|or|but|so|then|what about|how about|what if|also|any|why|else|ok|okay|no|yes|i mean|"
    r"i meant|oh|wow|well|"
    r"und|oder|aber|also|dann|was ist mit|wie ist es mit|auch|warum|sonst|nein|ja|ich meine|"
    r"y|e|pero|entonces|que hay de|tambien|por que|si|quiero decir|"
    r"et|ou|mais|alors|qu en est il|et pour|aussi|pourquoi|non|oui|je veux dire|"
    r"ma|allora|e per|anche|perche|"
    r"mas|entao|tambem|"
    r"en|maar|dus|hoe zit het met|ook|waarom|nee)\b"
)
_WORD = re.compile(r"[\w']+")


def leans(message: str) -> bool:
    """Whether `message` points back, continues, or is too short to stand alone.

    >>> leans("and for students?"), leans("How long is the warranty of the e-bike battery?")
    (True, False)
    """
    folded = fold(message).replace("’", "'")
    words = _WORD.findall(folded)
    pointing = POINTING.get(detect_language(message) or "en", frozenset())
    return (
        len(words) <= SHORT or not pointing.isdisjoint(words) or _OPENINGS.match(folded) is not None
    )
