"""Values replaced by tokens such as ``[[AMOUNT_1]]`` before the call, and put back afterwards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from prompts.conversation import Conversation
from prompts.errors import MaskError
from prompts.masking.fact_spans import fact_spans
from prompts.masking.sensitive import sensitive_spans
from prompts.masking.slot_values import SlotValues, texts_of, token_name
from prompts.masking.span import Span, merged

_TOKEN = re.compile(r"\[\[[A-Z]+(?:_[A-Z]+)*_[1-9]\d{0,3}\]\]")
_TOKEN_LIKE = re.compile(r"\[\[|\]\]")


@dataclass(frozen=True, slots=True)
class Mask:
    """The tokens of one request.

    `template` is the filled template with a numbered token for each value, `tokens` maps each of
    them to the value exactly as it stood. Names and numbers follow from the slots' names, the
    kinds of facts and their order, never from the values, so two users whose replies differ only
    in values get the same prompt.

    >>> mask = Mask.for_request("Hi Ann, you owe $12.50.", {"name": "Ann"})
    >>> mask.template
    'Hi [[NAME_1]], you owe [[AMOUNT_1]].'
    >>> mask.hide("This is ann, call me at +49 89 123456")
    'This is [[NAME_1]], call me at [[PHONE]]'
    >>> mask.restore("[[NAME_1]], the amount due is [[AMOUNT_1]].")
    'Ann, the amount due is $12.50.'
    """

    template: str
    tokens: Mapping[str, str]
    _values: SlotValues = field(repr=False, compare=False)
    _language: str | None = field(repr=False, compare=False)
    _by_value: Mapping[str, str] = field(repr=False, compare=False)

    @classmethod
    def for_request(
        cls,
        filled_template: str,
        variables: Mapping[str, Any],
        *,
        language: str | None = None,
    ) -> Mask:
        """A mask for this filled template.

        Args:
            variables: slots overlaid with the call's arguments; None and booleans hide nothing.
            language: how facts are written in the template and conversation; guessed if None.
        """
        values = SlotValues(variables)
        tokens: dict[str, str] = {}
        by_value: dict[str, str] = {}
        numbers: Counter[str] = Counter()
        pieces: list[str] = []
        placed: list[tuple[Span, str]] = []
        end = 0
        for span in merged(_all_spans(filled_template, values, language, said=False)):
            value = filled_template[span.start : span.end]
            token = by_value.get(_key(value))
            if token is None or tokens[token] != value:
                numbers[span.name] += 1
                token = f"[[{span.name}_{numbers[span.name]}]]"
                tokens[token] = value
                by_value.setdefault(_key(value), token)
            pieces += filled_template[end : span.start], token
            placed.append((span, token))
            end = span.end
        pieces.append(filled_template[end:])
        for slot in values.spans(filled_template, parts=False):
            # A slot's value inside a larger one ("12.5" in "$12.50") stands for the same thing.
            outer = next(t for s, t in placed if s.start <= slot.start and slot.end <= s.end)
            by_value.setdefault(_key(filled_template[slot.start : slot.end]), outer)
        return cls("".join(pieces), tokens, values, language, by_value)

    def hide(self, text: str) -> str:
        """`text` without values: the template's own get their token, others a name like [[EMAIL]].

        An unnumbered token cannot be restored, so nothing the user wrote finds its way back into
        a reply.
        """
        pieces: list[str] = []
        end = 0
        for span in merged(_all_spans(text, self._values, self._language, said=True)):
            value = text[span.start : span.end]
            pieces += text[end : span.start], self._by_value.get(_key(value), f"[[{span.name}]]")
            end = span.end
        pieces.append(text[end:])
        return "".join(pieces)

    def hide_slots(self, slots: Mapping[str, Any]) -> dict[str, Any]:
        """Each slot's value as its token; None and booleans stay."""
        return {name: self._hidden_slot(name, value) for name, value in slots.items()}

    def hide_conversation(self, conversation: Conversation) -> Conversation:
        """The conversation with every turn, the current input and the slots hidden.

        The sender's id is not kept: it can be a phone number.
        """
        return replace(
            conversation,
            sender_id="default",
            turns=tuple(replace(turn, text=self.hide(turn.text)) for turn in conversation.turns),
            slots=self.hide_slots(conversation.slots),
            current_input=self.hide(conversation.current_input),
        )

    def restore(self, reply: str) -> str:
        """The reply with every value back in place.

        Raises MaskError when the model dropped, repeated, altered or invented a token; a text is
        never restored in part.
        """
        asked, given = Counter(_TOKEN.findall(self.template)), Counter(_TOKEN.findall(reply))
        for token in asked.keys() | given.keys():
            if token not in self.tokens:
                raise MaskError(f"the reply invents {token}")
            if given[token] == 0:
                raise MaskError(f"the reply drops {token}")
            if given[token] > asked[token]:
                raise MaskError(f"the reply repeats {token}")
        for gap in _TOKEN.split(reply):
            if found := _TOKEN_LIKE.search(gap):
                raise MaskError(f"the reply alters a token near {gap[: found.end() + 20]!r}")
        return _TOKEN.sub(lambda match: self.tokens[match.group()], reply)

    def _hidden_slot(self, name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: self._hidden_slot(str(key), item) for key, item in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._hidden_slot(name, item) for item in value]
        texts = list(texts_of(value))
        if not texts:
            return value
        return self._by_value.get(_key(texts[0]), f"[[{token_name(name)}]]")


def _all_spans(
    text: str, values: SlotValues, language: str | None, *, said: bool
) -> Iterator[Span]:
    """What to hide; in what was `said`, names and parts of slot values too."""
    yield from values.spans(text, parts=said)
    yield from fact_spans(text, language, names=said)
    yield from sensitive_spans(text)


def _key(value: str) -> str:
    """Same value, same key: case and white space are no difference ("$ 12.50")."""
    return "".join(value.casefold().split())
