"""The cross-encoder as torch trains it; `nlg_server.fidelity.meaning.cross_encoder` runs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from benchmarks.meaning.examples import Example
from benchmarks.meaning.pieces import padded
from nlg_server.fidelity.meaning.cross_encoder import TOKENIZER
from nlg_server.fidelity.meaning.pair import LONGEST, lay_out

_HIDDEN = 256
_DROPOUT = 0.1
_UNKNOWN = 3


class PairBatch(NamedTuple):
    """Both texts as one row of pieces, int64 (batch, length) each.

    `seen` is 1 where there is a piece, `reply` where it is one of the reply.
    """

    pieces: Tensor
    seen: Tensor
    reply: Tensor


class CrossEncoder(nn.Module):
    """Log odds that the reply says what the template says: `reader` reads both at once.

    `reader` is a `transformers.BertModel` (`packed_e5.reader_of`). What the user said it is not
    told: a reply could pass for what the user says.
    """

    def __init__(self, reader: Any) -> None:
        super().__init__()
        self.reader = reader
        width = reader.config.hidden_size
        self.head = nn.Sequential(
            nn.Linear(3 * width, _HIDDEN), nn.GELU(), nn.Dropout(_DROPOUT), nn.Linear(_HIDDEN, 1)
        )

    def forward(self, pieces: Tensor, seen: Tensor, reply: Tensor) -> Tensor:
        hidden = self.reader(
            input_ids=pieces, attention_mask=seen, token_type_ids=reply
        ).last_hidden_state
        ours = reply[..., None].to(hidden.dtype)
        others = (seen - reply)[..., None].to(hidden.dtype)
        means = [(hidden * part).sum(1) / part.sum(1).clamp(min=1) for part in (ours, others)]
        odds: Tensor = self.head(torch.cat([hidden[:, 0], *means], -1).float())[:, 0]
        return odds


def pair_batch(examples: Sequence[Example]) -> PairBatch:
    """Examples as the cross-encoder takes them."""
    rows = [lay_out(pieces_of(one.template), pieces_of(one.reply)) for one in examples]
    return PairBatch(
        padded([row.pieces for row in rows], torch.long),
        padded([[1] * len(row.pieces) for row in rows], torch.long),
        padded([row.reply for row in rows], torch.long),
    )


@cache
def pieces_of(text: str) -> tuple[int, ...]:
    """The first 160 of the cross-encoder's pieces of a text; never none."""
    encoded = tokenizer().encode(text, add_special_tokens=False)
    return tuple(encoded.ids[:LONGEST]) or (_UNKNOWN,)


@cache
def tokenizer() -> Tokenizer:
    """The shipped tokenizer (see `vocabulary`)."""
    text = files("nlg_server.fidelity.meaning").joinpath(TOKENIZER).read_text("utf-8")
    return Tokenizer.from_str(text)
