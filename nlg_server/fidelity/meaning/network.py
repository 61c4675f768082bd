"""The network that compares the meaning of two texts; its forward pass, in NumPy.

Decomposable attention (Parikh et al., 2016) over word pieces that see two neighbours on each side
and the mean of the text: each piece of one text is set beside what the other text says of it, and
what is new, lost or turned is summed over the pieces of both. Words and weights come from
`benchmarks.meaning`, which trains it; nothing here knows any word.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    # All are float32; NumPy's types lose that in mixed arithmetic.
    Array = NDArray[np.floating[Any]]

_SHARPNESS: Final = np.float32(5.0)
_NOTHING: Final = np.float32(2.0)
_GELU: Final = np.float32(0.7978845608)
_CUBE: Final = np.float32(0.044715)
_SMALL: Final = np.float32(1e-5)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text as the network sees it: n pieces of d dimensions.

    `hidden` (n, d) are the pieces in their context, `keys` (n, 2d) what they are found by in the
    other text, `plain` (n, d) their own share of a comparison.
    """

    pieces: NDArray[np.int64]
    hidden: Array
    keys: Array
    plain: Array


@dataclass(frozen=True, slots=True)
class Comparison:
    """`score` is the logarithm of the odds that both texts say the same.

    The shares tell which pieces of each text it rests on: they sum to one a text.
    """

    score: float
    template_shares: tuple[float, ...]
    reply_shares: tuple[float, ...]


class MeaningNetwork:
    """Reads texts and compares two of them; `arrays` are those that training writes."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        table = arrays["table"].astype(np.float32)
        self._table = table * arrays["scales"].astype(np.float32)[:, None]
        self._a = {
            name: np.ascontiguousarray(array, dtype=np.float32)
            for name, array in arrays.items()
            if name not in ("table", "scales")
        }
        width = len(self._a["nothing"])
        self._mean = np.full(width, 1 / width, np.float32)

    def read(self, pieces: list[int]) -> Reading:
        """The pieces of one text, each in its context; at least one piece."""
        a = self._a
        known = self._table[pieces]
        x = self._convolved(known @ a["proj.w"] + a["proj.b"], "enc0")
        x = x + (x.mean(axis=0) @ a["glob.w"] + a["glob.b"])
        x = self._convolved(x, "enc1")
        keys = np.concatenate([_unit(x @ a["q.w"] + a["q.b"]), _unit(known @ a["sq.w"])], axis=1)
        plain = x @ a["cmp.x"] + a["cmp.b"]
        return Reading(np.asarray(pieces, dtype=np.int64), x, keys, plain)

    def compare(self, template: Reading, reply: Reading, user: Set[int]) -> Comparison:
        """How alike two readings are; `user` are the pieces of what the user said."""
        near = template.keys @ reply.keys.T
        same = (template.pieces[:, None] == reply.pieces[None, :]).astype(np.float32)
        ours, of_reply = self._side(reply, template, near.T, same.T, user, 0)
        theirs, of_template = self._side(template, reply, near, same, user, 1)
        a = self._a
        h = _gelu(np.concatenate([ours, theirs]) @ a["out0.w"] + a["out0.b"])
        score = float((h @ a["out1.w"] + a["out1.b"])[0])
        return Comparison(score, tuple(of_template.tolist()), tuple(of_reply.tolist()))

    def _side(
        self, text: Reading, other: Reading, near: Array, same: Array, user: Set[int], side: int
    ) -> tuple[Array, Array]:
        """One text beside the other: what was pooled of its pieces, and the share of each."""
        a = self._a
        nothing = np.full((len(near), 1), _NOTHING, np.float32)
        found = _softmax(np.concatenate([near * _SHARPNESS + same * a["match"], nothing], axis=1))
        said = found[:, :-1] @ other.hidden + found[:, -1:] * a["nothing"]
        stands = same.max(axis=1)
        marks = np.zeros((len(near), 6), np.float32)
        marks[:, 0], marks[:, 1], marks[:, 3] = stands, near.max(axis=1), found[:, -1]
        marks[:, 2] = [piece in user for piece in text.pieces.tolist()]
        marks[1:, 4], marks[:-1, 5] = stands[:-1], stands[1:]
        h = text.plain + said @ a["cmp.a"] + (text.hidden * said) @ a["cmp.p"] + marks @ a["cmp.m"]
        h = self._convolved(_gelu(h) + a["side"][side], "cc")
        shares = _softmax((h @ a["att.w"])[None, :])[0]
        return np.concatenate([h.max(axis=0), h.mean(axis=0), shares @ h]), shares

    def _convolved(self, x: Array, name: str) -> Array:
        """A residual block: each piece with its neighbours; the window is the weights'."""
        a = self._a
        length, width = x.shape
        centred = x - (x @ self._mean)[:, None]
        spread = np.sqrt(np.einsum("ij,ij->i", centred, centred) / width + _SMALL)[:, None]
        normed = centred / spread * a[f"{name}.norm"] + a[f"{name}.shift"]
        window = len(a[f"{name}.c.w"]) // width
        padded = np.zeros((length + window - 1, width), np.float32)
        padded[window // 2 : window // 2 + length] = normed
        windows = np.concatenate([padded[i : i + length] for i in range(window)], axis=1)
        h = _gelu(windows @ a[f"{name}.c.w"] + a[f"{name}.c.b"])
        convolved: Array = x + h @ a[f"{name}.o.w"] + a[f"{name}.o.b"]
        return convolved


def _gelu(x: Array) -> Array:
    curved: Array = x * x
    curved *= _CUBE * _GELU
    curved += _GELU
    curved *= x
    np.tanh(curved, out=curved)
    curved += 1
    curved *= x
    curved *= np.float32(0.5)
    return curved


def _unit(x: Array) -> Array:
    scaled: Array = x / (np.sqrt(np.einsum("ij,ij->i", x, x))[:, None] + np.float32(1e-12))
    return scaled


def _softmax(x: Array) -> Array:
    odds: Array = np.exp(x - x.max(axis=1, keepdims=True))
    shares: Array = odds / odds.sum(axis=1, keepdims=True)
    return shares
