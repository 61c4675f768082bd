"""Kind words about what the user told: "Good luck with the homework!"."""

from __future__ import annotations

import re
from typing import Final

from nlg_server.fidelity.content import PROMISED
from nlg_server.fidelity.marks.vocabulary import NEGATORS
from prompts.facts.languages.listed import listed

# A sentence that opens so promises nothing and states nothing of the business.
_KIND: Final = re.compile(
    r"(?:good luck|best of luck|fingers crossed|congrat\w*"
    r"|happy (?:birthday|anniversary|holidays|new year)|safe (?:travels|trip|journey)"
    r"|get well|feel better|(?:i )?hope (?:your|the|you|it|she|he|they)|sorry (?:about|to hear|for)"
    r"|i['’]?\s?a?m (?:so |very |really )?sorry (?:about|to hear|for)|oh no,? (?:sorry|poor)|poor"
    r"|viel (?:glück|erfolg|spaß)|gute besserung|glückwunsch|herzlichen glückwunsch|gute reise"
    r"|tut mir leid (?:mit|wegen)|schade um|mucha suerte|felicidades|enhorabuena|buen viaje"
    r"|siento lo de|que te mejores|bon courage|bonne chance|félicitations|bon voyage"
    r"|désolée? pour|boa sorte|parabéns|boa viagem|melhoras|sinto muito pel[oa])\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]+(?=\s|\Z)")
_DIGIT: Final = re.compile(r"\d")
_SPOKEN: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_MOST_WORDS: Final = 10
_STEM: Final = 4
_LIGHT: Final = frozenset(listed("with your that this have dein ihre este esta avec votr pour"))


def without_courtesy(reply: str, user_text: str) -> str:
    """`reply` with its kind words blanked out, where they speak of what the user told.

    Every other character keeps its place. Words that the user did not use, figures, denials, and
    what a customer acts on ("Congratulations on your refund!") make a sentence one that may say
    something.

    >>> without_courtesy("Good luck with the essay! It is due on Monday.", "essay help pls")
    '                          It is due on Monday.'
    """
    told = {word.casefold()[:_STEM] for word in _WORD.findall(user_text)}
    for match in _SENTENCE.finditer(reply):
        sentence = match[0].strip()
        kind = _KIND.match(sentence)
        if kind is None or _DIGIT.search(sentence) or PROMISED.search(sentence):
            continue
        if not NEGATORS.isdisjoint(_SPOKEN.findall(sentence.lower().replace("’", "'"))):
            continue
        rest = _WORD.findall(sentence[kind.end() :])
        short = len(sentence.split()) <= _MOST_WORDS
        if short and all(word.casefold()[:_STEM] in told | _LIGHT for word in rest):
            blank = " " * (match.end() - match.start())
            reply = reply[: match.start()] + blank + reply[match.end() :]
    return reply
