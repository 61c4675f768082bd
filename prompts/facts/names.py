"""Names: capitalised words that do not merely start a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prompts.facts.fact import Fact
from prompts.facts.languages.listed import listed

_WORD = re.compile(r"[^\W\d_][\w&\-]*(?:['’][\w&\-]+)*|[.!?:;\n]|[^\w\s]")
_ENDS = frozenset('.!?:;\n•"“”„«»')
_LINKS = frozenset(listed("of the and de la del du di da von van der den on & al el y e"))
_COMMON = frozenset(
    listed(
        "i i'm i'll i've i'd ok okay mr mrs ms dr am pm a.m p.m vs monday tuesday wednesday "
        "thursday "
        "friday saturday sunday mon tue tues wed thu thurs fri sat sun january february march "
        "april "
        "may june july august september october november december jan feb mar apr jun jul aug sep "
        "sept oct nov dec hi hello hey yes no thanks thank you your please sorry asap faq"
    )
)


def names(text: str) -> Iterator[Fact]:
    """Runs of capitalised words; the first word of a sentence counts only within a longer run."""
    run: list[re.Match[str]] = []
    links: list[re.Match[str]] = []
    starts = True
    first_of_sentence = False
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0].isalpha():
            capital = word[0].isupper() and word.lower() not in _COMMON
            if capital:
                if not run:
                    first_of_sentence = starts
                run += [*links, match] if run else [match]
                links = []
            elif run and word.lower() in _LINKS and len(links) < 2:
                links.append(match)
            else:
                yield from _name(run, text, first_of_sentence)
                run, links = [], []
            starts = False
        else:
            yield from _name(run, text, first_of_sentence)
            run, links = [], []
            starts = starts or word in _ENDS
    yield from _name(run, text, first_of_sentence)


def _name(run: list[re.Match[str]], text: str, first: bool) -> Iterator[Fact]:
    if not run or (first and len(run) == 1 and not _inner_capital(run[0][0])):
        return
    start, end = run[0].start(), run[-1].end()
    found = text[start:end]
    for ending in ("'s", "’s"):
        if found.endswith(ending):
            found, end = found[: -len(ending)], end - len(ending)
    yield Fact("name", found.casefold(), found, start, end)


def _inner_capital(word: str) -> bool:
    return any(character.isupper() for character in word[1:])
