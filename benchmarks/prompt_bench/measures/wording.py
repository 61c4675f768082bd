"""How a reply is worded: language, length, readability, register, repetition."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.outcome import Outcome
from prompts.facts.languages.guess import guess_language

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？]+(?=\s|$)|\n+")
_TOLD_APART = ("en", "de", "es", "fr", "pt", "it", "nl")
_LONG = 6  # Björnsson: a long word has more than six letters
_CONTRACTION = re.compile(r"\w['’](?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """Words in lower case; digits count as words."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def said(outcome: Outcome) -> str:
    """What the model said; where it said nothing, what went out."""
    return outcome.candidate if outcome.candidate is not None else outcome.text


def language_kept(case: Case, outcome: Outcome) -> float | None:
    """Whether the reply is in the language asked for, or in the template's."""
    wanted = case.language or guess_language(case.template or case.question)
    wanted = wanted.partition("-")[0] if wanted and not wanted.endswith("Latn") else wanted
    text = said(outcome)
    # Fewer words than this do not show a language.
    if wanted is None or wanted not in _TOLD_APART or len(words(text)) < 4:
        return None
    return float(guess_language(text) == wanted)


def length_ratio(case: Case, outcome: Outcome) -> float | None:
    """Words of the reply for each word of the template."""
    template = len(words(case.template))
    return len(words(said(outcome))) / template if template else None


def readability(case: Case, outcome: Outcome) -> float | None:
    """LIX (Björnsson 1968): words per sentence plus the percentage of words over six letters.

    It needs no syllables, so it means the same in every language that writes spaces: below 30
    very easy, 40 ordinary, above 60 very hard.
    """
    found = words(said(outcome))
    if not found:
        return None
    sentences = [part for part in _SENTENCE_END.split(said(outcome)) if _WORD.search(part)]
    return len(found) / len(sentences) + 100 * sum(len(word) > _LONG for word in found) / len(found)


def register_similarity(case: Case, outcome: Outcome) -> float | None:
    """How close the reply's style is to that of the user's turns, 1 for the same.

    Mean over five features of 1 - |difference|, each in 0–1: letters per word, contractions,
    exclamation marks, emoji, and all-lower-case openings of sentences.
    """
    own = " ".join(turn.text for turn in case.conversation.turns if turn.speaker == "user")
    if len(words(own)) < 3 or not words(said(outcome)):
        return None
    pairs = zip(_style(own), _style(said(outcome)), strict=True)
    return 1 - math.fsum(abs(a - b) for a, b in pairs) / 5


def repetition(case: Case, outcome: Outcome) -> float | None:
    """Share of the reply's word trigrams that the bot has already said in this conversation."""
    grams = _grams(words(said(outcome)), 3)
    turns = [turn.text for turn in case.conversation.turns if turn.speaker == "bot"]
    if not grams or not turns:
        return None
    before = {gram for text in turns for gram in _grams(words(text), 3)}
    return sum(gram in before for gram in grams) / len(grams)


def _grams(found: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(found[i : i + size]) for i in range(len(found) - size + 1)]


def _style(text: str) -> tuple[float, ...]:
    found = _WORD.findall(text)
    sentences = [part for part in _SENTENCE_END.split(text) if part.strip()]
    count = max(1, len(sentences))
    openings = [part.strip()[:1] for part in sentences]
    return (
        min(1.0, sum(map(len, found)) / len(found) / 10),
        min(1.0, 10 * len(_CONTRACTION.findall(text)) / len(found)),
        min(1.0, text.count("!") / count),
        min(1.0, len(_EMOJI.findall(text)) / count),
        sum(opening.islower() for opening in openings) / count,
    )
