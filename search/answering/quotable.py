"""What of a passage can be quoted: its sentences, headings left out, with what they lean on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.grounding.evidence import read_evidence
from search.grounding.sentences import Sentence
from search.passage import Passage

_MARKED = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")
_UNDERLINE = re.compile(r"\n[ \t]{0,3}(?:=+|-+)[ \t]*(?:\n|$)")
_ENDS = re.compile(r"[.!?…。！？:;,।؟][\"'”’»)\]*_]*$")
_WORD = re.compile(r"\w+")
_MOST_HEADING_WORDS = 8
# A sentence that begins so speaks of what the one before it named.
_LEANING = re.compile(
    r"\W*(?:they|them|their|these|those|it|its|this|that|he|she|his|her|both|otherwise|however"
    r"|but|also|then|therefore|(?:with|for|without|after|before|in|to) (?:it|them|this|that|these)"
    r"|sie|er|es(?! gibt)|diese[rsmn]?|dies|ihre?|dafür|dazu|damit|davon|dabei|jedoch|aber|auch"
    r"|ell[oa]s?|est[oae]s?|es[oae]s?|su|sus|pero|además|también"
    r"|ils?|elles?|ce(?:ci|la|s|t|tte)?|leurs?|mais|aussi"
    r"|eles?|elas?|ist[oae]s?|isso|seus?|suas?|mas|também)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotable:
    """A sentence that may be quoted.

    `follows` says that the one before it stands in the same paragraph; `leans` that it begins
    with a word that points there; `row` that it is a row of a table.
    """

    sentence: Sentence
    follows: bool
    leans: bool
    row: bool


@lru_cache(maxsize=512)
def quotable(text: str, headings: tuple[str, ...] = ()) -> tuple[Quotable, ...]:
    """The sentences of `text` in order, without headings and rows that hold no words.

    Args:
        headings: known to be such (title, heading path); others are told by their looks.
    """
    known = {_folded(heading) for heading in headings}
    found: list[Quotable] = []
    before: Sentence | None = None
    for sentence in read_evidence(text).sentences:
        if _is_heading(text, sentence, known) or not _WORD.search(sentence.text):
            before = None
            continue
        gap = text[before.end : sentence.start] if before else ""
        follows = before is not None and adjoin(gap)
        row = "|" in sentence.text
        found.append(Quotable(sentence, follows, bool(_LEANING.match(sentence.text)), row))
        before = sentence
    return tuple(found)


def quotable_of(passage: Passage) -> tuple[Quotable, ...]:
    """What of `passage` may be quoted."""
    return quotable(passage.text, (passage.title, *passage.headings))


def adjoin(gap: str) -> bool:
    """Whether only white space without a blank line parts two sentences."""
    return not gap.strip("\n \t-*•") and not re.search(r"\n[ \t]*\n", gap)


def _is_heading(text: str, sentence: Sentence, known: set[str]) -> bool:
    """By its mark, by what is known of the document, or as a short line that stands alone."""
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    end = len(text) if end < 0 else end
    line = text[start:end]
    if _MARKED.match(line) or _UNDERLINE.match(text, end):
        return True
    if _folded(line) in known:
        return True
    alone = line.strip() == sentence.text and not text[end : end + 2].strip()
    words = _WORD.findall(line)
    worded = len(words) <= _MOST_HEADING_WORDS and not any(word.isdigit() for word in words)
    return alone and worded and not _ENDS.search(sentence.text) and end < len(text.rstrip())


def _folded(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


def first_of(parts: Sequence[Quotable], index: int, most: int) -> int:
    """Where a quote of `parts[index]` begins, so that what it points to is in it.

    >>> parts = quotable("Cats stay below. They may not go on deck.")
    >>> first_of(parts, 1, 2)
    0
    """
    first = index
    while parts[first].leans and parts[first].follows and index - first < most:
        first -= 1
    return first
