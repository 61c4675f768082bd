"""The meaning network as torch trains it; `nlg_server.fidelity.meaning.network` runs it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import normalize, pad

_WINDOW = 5
_PAIR_WINDOW = 3
_MARKS = 6
_FAR = -1e4
# The form that the forward pass in NumPy computes.
_gelu = nn.GELU("tanh")


class Batch(NamedTuple):
    """Padded piece numbers (batch, length) of both texts; which of them the user said."""

    template: Tensor
    reply: Tensor
    template_said: Tensor
    reply_said: Tensor


class Window(nn.Module):
    """A residual block: each piece with its neighbours."""

    def __init__(self, width: int, window: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.window = nn.Conv1d(width, width, window, padding=window // 2)
        self.out = nn.Linear(width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        h = self.norm(x) * mask[..., None]
        h = _gelu(self.window(h.transpose(1, 2)).transpose(1, 2))
        summed: Tensor = x + self.dropout(self.out(h))
        return summed


class Comparer(nn.Module):
    """Log odds that two texts say the same. `vectors` (pieces, 128) are where words start from."""

    def __init__(self, vectors: NDArray[np.float32], width: int, dropout: float) -> None:
        super().__init__()
        count, known = vectors.shape
        self.vectors = nn.Embedding(count, known, _weight=torch.from_numpy(vectors), _freeze=True)
        self.learnt = nn.Embedding(count, known)
        nn.init.zeros_(self.learnt.weight)
        self.project = nn.Linear(known, width)
        self.dropout = nn.Dropout(dropout)
        self.first = Window(width, _WINDOW, dropout)
        self.whole = nn.Linear(width, width)
        self.second = Window(width, _WINDOW, dropout)
        self.key = nn.Linear(width, width)
        self.plain_key = nn.Linear(known, width, bias=False)
        self.nothing = nn.Parameter(torch.zeros(width))
        self.match = nn.Parameter(torch.tensor(3.0))
        self.pair = nn.Linear(4 * width + _MARKS, width)
        self.pairs = Window(width, _PAIR_WINDOW, dropout)
        self.share = nn.Linear(width, 1)
        self.side = nn.Embedding(2, width)
        self.head = nn.Sequential(
            nn.Linear(6 * width, width), nn.GELU("tanh"), nn.Dropout(dropout), nn.Linear(width, 1)
        )

    def embed(self, pieces: Tensor) -> Tensor:
        """Pieces without their context: (batch, length, 128)."""
        summed: Tensor = self.vectors(pieces) + self.learnt(pieces)
        return summed

    def encode(self, known: Tensor, mask: Tensor) -> Tensor:
        """Pieces in their context: (batch, length, width)."""
        x = self.first(self.dropout(self.project(known)), mask)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        encoded: Tensor = self.second(x + self.whole(mean)[:, None], mask)
        return encoded

    def forward(self, batch: Batch) -> Tensor:
        masks = [(pieces > 0).float() for pieces in (batch.template, batch.reply)]
        known = [self.embed(batch.template), self.embed(batch.reply)]
        hidden = [self.encode(k, m) for k, m in zip(known, masks, strict=True)]
        keys = [self._keys(h, k) for h, k in zip(hidden, known, strict=True)]
        near = keys[0] @ keys[1].transpose(1, 2)
        same = (batch.template[:, :, None] == batch.reply[:, None, :]).float()
        same = same * masks[0][:, :, None] * masks[1][:, None, :]
        ours = self._beside(
            hidden[1], hidden[0], near.transpose(1, 2), same.transpose(1, 2), masks[::-1],
            batch.reply_said, 0,
        )  # fmt: skip
        theirs = self._beside(hidden[0], hidden[1], near, same, masks, batch.template_said, 1)
        odds: Tensor = self.head(torch.cat([ours, theirs], -1))[:, 0]
        return odds

    def _keys(self, hidden: Tensor, known: Tensor) -> Tensor:
        parts = [normalize(self.key(hidden), dim=-1), normalize(self.plain_key(known), dim=-1)]
        return torch.cat(parts, -1)

    def _beside(
        self, x: Tensor, other: Tensor, near: Tensor, same: Tensor, masks: list[Tensor],
        said: Tensor, side: int,
    ) -> Tensor:  # fmt: skip
        mask, absent = masks[0], ~masks[1][:, None, :].bool()
        odds = (near * 5 + same * self.match).masked_fill(absent, _FAR)
        found = torch.cat([odds, torch.full_like(odds[:, :, :1], 2.0)], -1).softmax(-1)
        told = found[..., :-1] @ other + found[..., -1:] * self.nothing
        stands = same.amax(-1, keepdim=True)
        nearest = near.masked_fill(absent, -2).amax(-1, keepdim=True)
        marks = [stands, nearest, said[..., None], found[..., -1:]]
        marks += [pad(stands, (0, 0, 1, 0))[:, :-1], pad(stands, (0, 0, 0, 1))[:, 1:]]
        h = self.pair(torch.cat([x, told, x - told, x * told, *marks], -1))
        h = self.pairs(self.dropout(_gelu(h) + self.side.weight[side]), mask)
        real = mask[..., None].bool()
        highest = h.masked_fill(~real, _FAR).amax(1)
        mean = (h * real).sum(1) / real.sum(1).clamp(min=1)
        shares = self.share(h).masked_fill(~real, _FAR).softmax(1)
        return torch.cat([highest, mean, (shares * h).sum(1)], -1)
