"""Whether a text names what a name in another text names: "two Annas", "SSN", "the US"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

from nlg_server.fidelity.names.place_words import written_out
from nlg_server.fidelity.names.titles import PERSONAL, TITLES
from nlg_server.fidelity.vectors import word_vectors
from prompts.facts import Fact
from prompts.facts.languages.listed import listed

_WORD = re.compile(r"\w+")
_LINKS: Final = frozenset(listed("and or und oder y e o et ou & the of le les el los las"))
_ELIDED: Final = re.compile(r"\b[ld]['’](?=\w)", re.IGNORECASE)
_ENDINGS: Final = ("s", "es", "n", "an", "ian", "er", "ern", "in", "e", "en")
_BEFORE_NAMES: Final = frozenset(listed("prof dr mr mrs ms herr frau st sr sra mme doctor"))
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n\u2190-\U0010ffff])[\s\"“(*-]{0,3}\Z")


def names_again(other: str, fact: Fact, own: str) -> bool:
    """Whether `other` names what `fact` of the text `own` names."""
    folded = _folded(other)
    wanted = " ".join(fact.text.casefold().replace("’", "'").split())
    if wanted in folded or wanted.strip(".,;:!?") in folded:
        return True
    if fact.kind != "name":
        return False
    words = set(_WORD.findall(plain(folded)))
    proper = plain(_proper(_ELIDED.sub("", fact.text)))
    said = _WORD.findall(proper)
    asked = [word for word in said if word not in _LINKS] or said
    if _opens(fact, own) and _opened_by_a_common_word(asked, fact, other):
        asked = asked[1:]
    words |= {TITLES[word] for word in words & TITLES.keys()}
    words |= {written_out(word) for word in words}
    asked = [written_out(TITLES.get(word, word)) for word in asked]
    if not _another_sex(asked, words):
        asked = [word for word in asked if word not in PERSONAL] or asked
    return all(
        word in words
        or _inflected(word, words)
        or not words.isdisjoint(_of_the_town(word))
        or _renamed(word, folded, word)
        for word in asked
    ) or _renamed(wanted, folded, fact.text)


def _another_sex(asked: list[str], words: set[str]) -> bool:
    """Whether only the other of "Herr" and "Frau" stands among the words."""
    wanted = PERSONAL & set(asked)
    return bool(wanted) and not wanted & words and not words.isdisjoint(PERSONAL)


def plain(text: str) -> str:
    """`text` without accents."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _proper(name: str) -> str:
    """The name in lower case without what is joined to it: "Bristol-bound", "Non-EU"."""
    parts = re.split(r"-", name)
    kept = [part for part in parts if part and (part[0].isupper() or part[0].isdigit())]
    if len(kept) > 1 and kept[0] in ("Non", "Ex", "Anti"):
        kept = kept[1:]
    return " ".join(kept or parts).casefold()


def _opened_by_a_common_word(asked: list[str], fact: Fact, other: str) -> bool:
    """ "Book Delta" is Delta; "Gold Card" is no "Platinum Card"."""
    common = word_vectors().common
    if len(asked) < 2 or not common(asked[0]):
        return False
    if not all(common(word) and word not in _BEFORE_NAMES for word in asked[1:]):
        return True
    rest = fact.text.partition(" ")[2]
    named = re.finditer(rf"(?:(\w+) )?\b{re.escape(rest)}\b", other) if rest else ()
    return any(not match[1] or not match[1][0].isupper() for match in named)


@lru_cache(maxsize=1)
def _same() -> tuple[tuple[str, ...], ...]:
    """Names that are one: "us", "usa", "united states"."""
    text = files("nlg_server.fidelity.lexicon").joinpath("names.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split(", ")) for line in lines)


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).replace("’", "'")


def _opens(fact: Fact, own: str) -> bool:
    return bool(_SENTENCE_START.search(own[max(0, fact.start - 4) : fact.start]))


def _inflected(word: str, words: set[str]) -> bool:
    if len(word) < 3:
        return False
    return any(
        (word.endswith(ending) and len(word) - len(ending) > 2 and word[: -len(ending)] in words)
        or word + ending in words
        for ending in _ENDINGS
    )


def _of_the_town(word: str) -> tuple[str, ...]:
    """What a German "-er" is from: "Dresdner", "Bremer", "Grazer"."""
    if not word.endswith("er") or len(word) < 6:
        return ()
    return f"{word[:-2]}en", f"{word[:-3]}en", f"{word[:-2]}e", word[:-2]


def _renamed(wanted: str, folded: str, name: str) -> bool:
    for row in _same():
        if wanted in row and any(re.search(rf"\b{re.escape(other)}s?\b", folded) for other in row):
            return True
    if 3 <= len(name) <= 5 and name.isupper() and name.isalpha():
        return wanted in _initials(folded)
    if len(name) == 2 and name.isupper():
        return bool(re.search(rf"\b{wanted[0]}\w{{3,}}[- ]{wanted[1]}\w{{3,}}", folded))
    return False


@lru_cache(maxsize=64)
def _initials(folded: str) -> str:
    return "".join(word[0] for word in _WORD.findall(folded))
