"""Words of which one excludes another: "monthly" told as "annual", "front" told as "rear"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from nlg_server.fidelity.marks.vocabulary import NEGATORS
from nlg_server.fidelity.verdict import Finding

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_WAY = re.compile(r"\b(from|to|into)\b(?=[^.,;!?]*\Z)", re.IGNORECASE)
_LONGEST_PHRASE = 3
_REACH = 20

Member = tuple[int, int]
Place = tuple[int, int]
Directed = dict[Member, tuple[str, Place]]
# Word or phrase to its places in the lists; the words that open a phrase.
Vocabulary = tuple[dict[str, list[Member]], frozenset[str]]


def class_faults(template: str, reply: str, language: str) -> Iterator[Finding]:
    """Members of a class that stand in the reply where the template has only another.

    Both texts are in `language`; nothing is known of one without a list.
    """
    vocabulary = _classes(language)
    expected = _members(template, vocabulary)
    if not expected:
        return
    found = _members(reply, vocabulary)
    yield from _replaced(template, reply, expected, found)
    if language == "en":
        yield from _turned_round(template, _directed(template, expected), _directed(reply, found))


def class_faults_across(template: str, reply: str, languages: tuple[str, str]) -> Iterator[Finding]:
    """The same of a template and a reply in the two `languages`."""
    expected = _members(template, _across(languages[0]))
    if expected:
        found = _members(reply, _across(languages[1]))
        yield from _replaced(template, reply, expected, found)


def _replaced(
    template: str, reply: str, expected: dict[Member, Place], found: dict[Member, Place]
) -> Iterator[Finding]:
    for member, (start, end) in found.items():
        if member in expected:
            continue
        kind, _ = member
        replaced = next((other for other in expected if other[0] == kind), None)
        if replaced is None or replaced in found or _denied(reply, start):
            continue
        place = expected[replaced]
        if _remedied(template, place[0], reply[start:end]):
            continue
        if not _denied(template, place[0]):
            message = f"{template[slice(*place)]!r} must not become {reply[start:end]!r}"
            yield Finding("content_added", "opposite", message, place, (start, end))


def _turned_round(template: str, ours: Directed, theirs: Directed) -> Iterator[Finding]:
    """Members of a class that go "from" where they went "to", and the reverse.

    "From your savings account to the checking account" told as "from checking to savings".
    """
    for (kind, member), (way, place) in ours.items():
        told, span = theirs.get((kind, member), ("", place))
        others = [one for one in ours if one[0] == kind and one != (kind, member)]
        swapped = any(theirs.get(one, ("", place))[0] == way for one in others)
        if told and told != way and swapped:
            message = f"{template[slice(*place)]!r} must stay what it goes {way}"
            yield Finding("facts_swapped", "direction", message, place, span)
            return


def _directed(text: str, members: dict[Member, Place]) -> Directed:
    """The "from" or "to" before each of the `members`, where one stands near."""
    found: Directed = {}
    for member, place in members.items():
        ways = _WAY.findall(text[max(0, place[0] - _REACH) : place[0]])
        if ways:
            found[member] = "from" if ways[-1].lower() == "from" else "to", place
    return found


def _remedied(template: str, at: int, word: str) -> bool:
    """Whether what is "too long" is to be made "shorter"."""
    return template[:at].lower().endswith("too ") and word.lower().endswith("er")


def _denied(text: str, at: int) -> bool:
    """Whether a word is denied: "won't be open" and "less open" may be told of what is closed."""
    before = _WORDS.findall(text[max(0, at - _REACH) : at].lower().replace("’", "'"))
    return not NEGATORS.isdisjoint(before) or before[-1:] in (["less"], ["least"])


def _members(text: str, vocabulary: Vocabulary) -> dict[Member, Place]:
    """(class, member) to where it first stands."""
    classes, openings = vocabulary
    found: dict[Member, Place] = {}
    words = [(match[0].lower(), *match.span()) for match in _WORD.finditer(text)]
    for i, (word, start, end) in enumerate(words):
        for member in classes.get(word, ()):
            found.setdefault(member, (start, end))
        if word in openings:
            for last in range(i + 1, min(i + _LONGEST_PHRASE, len(words))):
                phrase = " ".join(spelled for spelled, _, _ in words[i : last + 1])
                for member in classes.get(phrase, ()):
                    found.setdefault(member, (start, words[last][2]))
    return found


@cache
def _classes(language: str) -> Vocabulary:
    """The classes of one language: `a/b c_d`, members apart by spaces."""
    return _vocabulary(line.split() for line in _lines(language))


@cache
def _across(language: str) -> Vocabulary:
    """The words in one language of the classes in all: `en: a de: b | en: c_d de: e/f`."""
    return _vocabulary(
        [_in_language(member, language) for member in line.split(" | ")]
        for line in _lines("across")
    )


def _in_language(member: str, language: str) -> str:
    words = member.split()
    return next((said for code, said in pairwise(words) if code == f"{language}:"), "")


def _vocabulary(lines: Iterable[Sequence[str]]) -> Vocabulary:
    found: dict[str, list[Member]] = {}
    for kind, line in enumerate(lines):
        for number, member in enumerate(line):
            for word in filter(None, member.split("/")):
                found.setdefault(word.replace("_", " "), []).append((kind, number))
    return found, frozenset(phrase.split()[0] for phrase in found if " " in phrase)


def _lines(name: str) -> list[str]:
    listed = files("nlg_server.fidelity.lexicon") / "classes" / f"{name}.txt"
    if not listed.is_file():
        return []
    lines = listed.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
