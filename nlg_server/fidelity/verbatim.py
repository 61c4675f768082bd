"""Finds a template's own words, in order, in a reply, and what stands around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum, auto

from nlg_server.fidelity.content import Unit
from nlg_server.fidelity.marks.vocabulary import NEGATORS
from prompts.facts import Fact

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WHOLE = {"can't": "cannot", "won't": "will not", "i'm": "i am"}
_PARTS = (("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'ve", " have"))
# Words that come and go without a change of what is said, beside facts that are compared anyway.
_GLUE = frozenset({"a", "an", "the", "will", "is", "are", "am", "be", "at", "on", "in", "of"})

# Up to this share of a template's words, or one of three, may be lost in what is nearly a copy.
_LOST = 0.2
_SHORTEST = 3

# What a denial needs is not what is said.
_DENYING = NEGATORS | {"do", "doe", "did"}

# They stand for what the template names.
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "this", "that", "one"})

Word = tuple[str, int, int]
Stem = Callable[[str], str]


def words_of(text: str, facts: Sequence[Fact], stem: Stem) -> list[Word]:
    """(stem, start, end) of each word that belongs to no measured fact; glue left out."""
    covered = {
        place
        for fact in facts
        if fact.kind not in ("name", "quoted")
        for place in range(fact.start, fact.end)
    }
    found: list[Word] = []
    for match in _WORD.finditer(text):
        if match.start() in covered:
            continue
        word = match[0].lower().replace("’", "'")
        word = _WHOLE.get(word, word)
        for short, whole in _PARTS:
            word = word.removesuffix(short) + whole if word.endswith(short) else word
        found += [(stem(part), *match.span()) for part in word.split() if part not in _GLUE]
    return found


def around_verbatim(
    template: Sequence[Word], reply: Sequence[Word], found: Sequence[Unit]
) -> tuple[Unit, ...] | None:
    """What carries content before and after a template that stands in its reply word by word.

    None where it does not stand there; empty where nothing but courtesy is around it. `template`
    and `reply` are their words, `found` the reply's units. Case, punctuation, endings,
    contractions, small English words and how facts are spelled do not count: facts are compared
    for themselves.
    """
    wanted = [word for word, _, _ in template]
    spelled = [word for word, _, _ in reply]
    for first in range(len(reply) - len(wanted) + 1) if wanted else ():
        if spelled[first : first + len(wanted)] == wanted:
            start, end = reply[first][1], reply[first + len(wanted) - 1][2]
            return tuple(unit for unit in found if unit.carries and not start <= unit.start < end)
    return None


class Likeness(Enum):
    """How near the words of a reply are to its template's."""

    FREE = auto()
    # Nearly a copy, but that words which the template has twice are told once: a question that is
    # gone may say again what stands before it.
    TOLD_ONCE = auto()
    # Nearly a copy, whose only new words are pronouns: "Nadia Haddad" and then "she".
    PRONOUNS = auto()
    NEAR = auto()

    @property
    def near_copy(self) -> bool:
        """Whether nearly all words of the template but its negators stand in the reply."""
        return self in (Likeness.PRONOUNS, Likeness.NEAR)


def likeness(template: Sequence[Word], reply: Sequence[Word], *, asks_alike: bool) -> Likeness:
    """How near two texts are; `asks_alike` says that they ask as many questions."""
    if is_near_copy(template, reply):
        return Likeness.PRONOUNS if _adds_pronouns(template, reply) else Likeness.NEAR
    once = asks_alike and is_near_copy(template, reply, once=True)
    return Likeness.TOLD_ONCE if once else Likeness.FREE


def is_near_copy(template: Sequence[Word], reply: Sequence[Word], *, once: bool = False) -> bool:
    """Whether nearly all words of the template but its negators stand in its reply.

    Where `once` is enough, a word that the template has twice stands there though told once:
    "Nadia Haddad" and then "she".
    """
    wanted, found = (
        Counter(word for word, _, _ in words if word not in _DENYING) for words in (template, reply)
    )
    missing, words = wanted - found, wanted.total()
    lost = sum(count for word, count in missing.items() if not (once and word in found))
    return lost <= _LOST * words or (lost == 1 and words >= _SHORTEST)


def _adds_pronouns(template: Sequence[Word], reply: Sequence[Word]) -> bool:
    """Whether the words of a reply that its template has not are pronouns, all of them."""
    known = {word for word, _, _ in template}
    new = {word for word, _, _ in reply} - known
    return bool(new) and new <= _PRONOUNS
