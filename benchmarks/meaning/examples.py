"""Pairs of texts to learn from: as written, derived from what was written, and generated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from benchmarks.hostile.generator import cases
from benchmarks.meaning.blocks import Block

# Faults of the hostile generator that change the meaning and no value.
GENERATED_FAULTS = frozenset(
    {
        *("negation", "denial", "polarity", "bound", "modality", "tense", "role_swap"),
        *("added_promise", "added_order", "injection", "option_added", "option_dropped"),
        *("speech_act", "question_dropped", "condition_dropped", "other_reply"),
        *("answers_other_question", "swapped_name", "swapped_time", "swapped_number"),
        *("swapped_amount", "name", "product", "dropped_name", "added_person"),
        *("added_product", "added_city"),
    }
)
# Of these the template cannot be told from the reply, or they are told by their form.
BY_FORM = frozenset({"language", "meta_text", "empty_or_truncated", "prompt_leak"})
_LONGEST = 700


class Example(NamedTuple):
    """Two texts, what the user said, and whether the second says the same as the first."""

    template: str
    reply: str
    user: str
    same: bool
    kind: str
    weight: float


def written(blocks: Iterable[Block]) -> Iterator[Example]:
    """Each rephrase beside its template, as an author labelled it."""
    for block in blocks:
        for text in block.faithful:
            yield Example(block.template, text, block.user, True, "faithful", 1.0)
        for kind, text in block.unfaithful:
            yield Example(block.template, text, block.user, False, kind, 1.0)


def derived(blocks: Iterable[Block]) -> Iterator[Example]:
    """Faithful rephrases in their template's place, and unfaithful ones the other way round."""
    for block in blocks:
        changed = [text for kind, text in block.unfaithful if kind not in BY_FORM]
        for text in block.faithful:
            for other in (block.template, *block.faithful):
                if other != text:
                    yield Example(text, other, block.user, True, "derived", 0.5)
            for other in changed:
                yield Example(text, other, block.user, False, "derived", 0.4)
        for text in changed:
            yield Example(text, block.template, block.user, False, "derived", 0.3)


def generated(seed: int, count: int, part: str) -> Iterator[Example]:
    """English cases of the hostile generator; `part` is ``development`` or ``validation``."""
    for case in cases(seed, count, part):
        english = case.language in (None, "en")
        meant = case.faithful or case.fault in GENERATED_FAULTS
        if english and meant and case.reply.strip() and len(case.reply) < _LONGEST:
            yield Example(
                case.template, case.reply, case.user_text, case.faithful, case.fault, 0.35
            )
