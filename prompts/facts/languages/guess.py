"""Guesses the language of a text from its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

_FUNCTION_WORDS: Final = {
    "en": "the is are was were be been to of and in on for with you your i i'm it's that this have "
    "has do does did will would can can't could at by from it we our not there any what how which "
    "when please an am if don't i'll they their or me my up let want need like just here",
    "de": "der die das den dem des ein eine einen einem einer ist sind war und oder nicht mit für "
    "von zu im in auf an bei aus ich du sie er wir ihr ihre ihren ihnen dir dein deine mich mir "
    "bitte leider noch schon hat haben wird werden kann können könnte möchte möchten um am zum zur "
    "wie was wann welche es dass auch nur bis gern gerne kein keine uns als wenn wo warum habe "
    "habt ihren unser unsere unseren mal doch gibt gibt's nach vor aus über sich mehr wieder",
    "es": "el la los las un una unos de del y o no en con para por que qué es son está están su "
    "sus tu tus te le se lo me mi al como cómo cuál cuándo más pero ya ha he has hay puede puedo "
    "puedes "
    "quiere quieres desea si sí este esta esto eso usted nos sin muy a fue ser hasta desde estás "
    "tengo tiene tienes cuánto quién hola gracias también",
    "fr": "le la les un une des de du et ou ne pas en avec pour par que qui est sont vous votre "
    "vos je j'ai nous notre on il elle ce cette ces au aux sur dans se sa son mais plus c'est d'un "
    "d'une "
    "l'instant avez êtes peut peux pouvez voulez souhaitez à été être bien tout si n'est y me m'en "
    "tu ton ta tes toi moi ma mon mes là où as es suis quoi quel quelle donc leur merci bonjour "
    "après sous entre faut dois doit même aussi lui",
    "pt": "o a os as um uma de do da dos das e ou não em no na nos nas com para pra por que é são "
    "está estão seu sua seus suas você te se lhe me meu minha ao à às aos como qual quando "
    "mais mas "
    "já foi tem posso pode quer gostaria este esta isso eu nós sem muito ser até ele ela tu teu "
    "tua tá tô pelo pela ainda também tenho estou onde quanto aqui desde gente obrigado "
    "obrigada olá",
    "it": "il lo la gli le un una di del della e o non in con per che è sono tuo tua suo sua mi ti "
    "si ci al alla come quale quando più ma già ha hai può vuoi questo questa tu",
    "nl": "de het een en of niet in met voor van te is zijn op aan bij uit ik je jij u uw we wij "
    "hij zij deze dit dat die heb heeft hebben kan kunnen wil wilt naar om er maar ook nog geen "
    "wordt wat hoe wanneer welke mijn jouw",
}
_WEIGHTS: Final[dict[str, dict[str, float]]] = {}
_FRENCH: Final = {"fr": 0.5, "it": 0.2}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# "qu'il", "j'aime": a French word of its own before the apostrophe.
_ELIDED: Final = re.compile(
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'[aeiouyhàâéèêîïôœ]\w+", re.IGNORECASE
)


@lru_cache(maxsize=len(_FUNCTION_WORDS))
def function_words(code: str) -> frozenset[str]:
    """The commonest function words of a language, in lower case; empty for an unknown one."""
    return frozenset(_FUNCTION_WORDS.get(code, "").split())


def _weights() -> dict[str, dict[str, float]]:
    if not _WEIGHTS:
        tables = {code: frozenset(text.split()) for code, text in _FUNCTION_WORDS.items()}
        shared = Counter(word for table in tables.values() for word in table)
        for code, table in tables.items():
            for word in table:
                _WEIGHTS.setdefault(word, {})[code] = 1.0 / shared[word]
    return _WEIGHTS


def function_word_scores(text: str) -> tuple[dict[str, float], int]:
    """Weight of each language's function words in the first 1,000 characters, and words read."""
    weights = _weights()
    scores: dict[str, float] = {}
    count = 0
    for match in _WORD.finditer(text[:1000].lower()):
        count += 1
        word = match[0].replace("’", "'")
        told = weights.get(word)
        if told is None and _ELIDED.fullmatch(word):
            told = _FRENCH
        for code, weight in (told or {}).items():
            scores[code] = scores.get(code, 0.0) + weight
    return scores, count


@lru_cache(maxsize=256)
def guess_language(text: str) -> str | None:
    """The language whose function words weigh most; None where none stand in the text."""
    scores, _ = function_word_scores(text)
    if not scores:
        return None
    return max(sorted(scores), key=lambda code: scores[code])
