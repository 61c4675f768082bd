"""What fits into the prompt: whole passages and whole turns within a token budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from prompts.conversation import Turn
from search.passage import Passage

# Measured on GPT and Llama vocabularies, English prose has 4 to 5 characters a token and code 3;
# other scripts come near one token a character. Counting high keeps the budget.
_CHARACTERS_PER_TOKEN = 3.2
_OVERHEAD = 12  # fence and number of a passage, speaker of a turn
_SHARE = 0.25  # of the budget, for the last message and for all slots: passages need room


def estimate_tokens(text: str) -> int:
    """An upper estimate of the tokens of `text`, for any model, without its tokenizer."""
    if text.isascii():
        return int(len(text) / _CHARACTERS_PER_TOKEN) + 1
    ascii_characters = sum(character.isascii() for character in text)
    return int(ascii_characters / _CHARACTERS_PER_TOKEN + (len(text) - ascii_characters)) + 1


@dataclass(frozen=True, slots=True)
class PromptWindow:
    """The passages (best first) and turns (oldest first) to show, and their estimated tokens."""

    passages: tuple[Passage, ...]
    turns: tuple[Turn, ...]
    tokens: int


def fit(
    passages: Sequence[Passage],
    turns: Sequence[Turn],
    *,
    tokens: int,
    reserved: int = 0,
    count: Callable[[str], int] = estimate_tokens,
) -> PromptWindow:
    """Choose what to show within `tokens`, less the `reserved` ones of the template itself.

    The last turn comes first, of a very long one the ending, then passages by rank, then older
    turns while they fit. A passage goes in whole or not at all: half a passage can say the
    opposite of the whole. A passage too large for the room left is passed over, so that a smaller
    one may still fit.
    """
    left = tokens - reserved
    last = [_ending(turn, int(tokens * _SHARE), count) for turn in turns[-1:]]
    left -= sum(count(turn.text) + _OVERHEAD for turn in last)
    chosen: list[Passage] = []
    for passage in passages:
        cost = count(passage.text) + count(passage.source) + _OVERHEAD
        if cost <= left:
            chosen.append(passage)
            left -= cost
    shown = list(last)
    for turn in reversed(turns[:-1]):
        cost = count(turn.text) + _OVERHEAD
        if cost > left:
            break
        shown.insert(0, turn)
        left -= cost
    return PromptWindow(tuple(chosen), tuple(shown), tokens - reserved - left)


def slots_that_fit(slots: Sequence[Mapping[str, str]], *, tokens: int) -> list[Mapping[str, str]]:
    """Those of `slots`, in order, that together take no more than their share of `tokens`."""
    left = int(tokens * _SHARE)
    chosen = []
    for slot in slots:
        cost = sum(map(estimate_tokens, slot.values()))
        if cost <= left:
            chosen.append(slot)
            left -= cost
    return chosen


def _ending(turn: Turn, tokens: int, count: Callable[[str], int]) -> Turn:
    """The turn, or as much of its end, where a question mostly stands, as `tokens` hold."""
    taken = count(turn.text)
    if taken <= tokens:
        return turn
    kept = len(turn.text) * tokens // taken
    return replace(turn, text=f"… {turn.text[len(turn.text) - kept :]}")
