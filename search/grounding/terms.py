"""The words of a text as the checks compare them: folded, cut to a stem, common ones set apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from search.tokens import terms_of_word, tokens

# Words that carry no content, in the five languages whose facts are checked, folded.
_FUNCTION_WORDS = frozenset(
    """
    a an the and or but if then than so as of at by for with from to in on into onto over under up
    down out off about above after again all am any are be because been before being below between
    both can could did do does doing during each few further had has have having he her here hers
    him his how i it its itself just me more most my no nor not now once only other our ours own
    she should some such that their theirs them themselves there these they this those through too
    until very was we were what when where which while who whom why will would you your yours may
    might must shall also get got s t re ve ll d m don
    der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als so auf an
    bei fur mit von vom zu zum zur im ist sind war waren wird werden wurde wurden hat haben hatte
    ich du er sie es wir ihr mich dich sich uns euch mein dein sein unser euer nicht kein keine auch
    nur noch schon wie was wann wo wer warum welche welcher welches dass diese dieser dieses man
    kann konnen soll sollen muss mussen durch um uber unter nach vor
    el la los las un una unos unas y o u pero si de del al en con por para sin sobre entre que quien
    cual cuando donde como es son era eran fue fueron ser estar esta estan ha han he hay lo le les
    se su sus mi mis tu tus nos este esta estos estas ese esa eso no ni ya muy mas tambien puede
    pueden debe deben
    le les un une des et ou mais si du au aux dans avec pour sans sur qui que quoi dont est sont
    etait etaient fut etre avoir a ont il elle ils elles nous vous je on ce cette ces cet son sa ses
    leur leurs mon ma mes ton ta tes ne pas plus tres aussi peut peuvent doit doivent quand comment
    o os as um uma uns umas e ou mas se do da dos das no na nos nas em com por para sem que quem
    qual quando onde como foi foram ser estar esta estao tem ha ele ela eles elas voce seu sua seus
    suas nao muito mais tambem pode podem deve devem ao aos
    """.split()  # noqa: SIM905 - a page of words reads better than a list of quoted ones
)
_STEM = 6  # characters: long enough to part "compute" from "company", short enough to fold endings


@lru_cache(maxsize=100_000)
def stem(term: str) -> str:
    """The term without its ending, by length: works alike in every language with suffixes."""
    if term.isdigit() or len(term) <= 3:
        return term
    if len(term) > 4 and term.endswith("s") and not term.endswith("ss"):
        term = term[:-1]
    return term[:_STEM]


def content_stems(text: str) -> list[str]:
    """The stems of the content words of `text`, in order, repetitions included."""
    return [
        stem(term)
        for token in tokens(text)
        for term in terms_of_word(text[token.start : token.end])
        if term not in _FUNCTION_WORDS
    ]


def all_stems(text: str) -> list[str]:
    """The stems of every word of `text`, function words included."""
    return [
        stem(term)
        for token in tokens(text)
        for term in terms_of_word(text[token.start : token.end])
    ]


def rarity(texts: Iterable[Iterable[str]]) -> Mapping[str, float]:
    """Inverse document frequency of each stem over a few texts, smoothed; 1.0 at least."""
    counts: dict[str, int] = {}
    total = 0
    for stems in texts:
        total += 1
        for term in set(stems):
            counts[term] = counts.get(term, 0) + 1
    return {term: 1.0 + math.log((total + 1) / (count + 0.5)) for term, count in counts.items()}
