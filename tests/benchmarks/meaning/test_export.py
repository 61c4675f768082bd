from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from benchmarks.meaning.comparer import Batch, Comparer
from benchmarks.meaning.export import export, restored
from benchmarks.meaning.pieces import padded
from nlg_server.fidelity.meaning.network import MeaningNetwork


def test_the_forward_pass_in_numpy_is_that_of_torch(tmp_path: Path) -> None:
    torch.manual_seed(7)
    random = np.random.default_rng(7)
    vectors = random.normal(size=(500, 16)).astype(np.float32)
    network = Comparer(vectors, width=12, dropout=0.3).eval()
    for weight in network.parameters():
        torch.nn.init.normal_(weight, std=0.2)
    export(network, tmp_path / "weights.npz")
    ours = MeaningNetwork(np.load(tmp_path / "weights.npz"))
    pairs = [
        (random.integers(1, 500, a).tolist(), random.integers(1, 500, b).tolist())
        for a, b in [(1, 1), (3, 40), (25, 9), (60, 60)]
    ]
    pairs.append(([5, 6, 7, 8], [6, 5, 9, 8]))
    said = frozenset(range(0, 500, 3))
    batch = Batch(
        padded([template for template, _ in pairs], torch.long),
        padded([reply for _, reply in pairs], torch.long),
        padded([[piece in said for piece in template] for template, _ in pairs], torch.float),
        padded([[piece in said for piece in reply] for _, reply in pairs], torch.float),
    )
    again = restored(tmp_path / "weights.npz", 0.0).eval()
    with torch.inference_mode():
        wanted = network(batch).tolist()
        read_back = again(batch).tolist()
    assert np.abs(np.array(read_back) - wanted).max() < 0.05 * max(1.0, np.abs(wanted).max())
    for (template, reply), odds in zip(pairs, wanted, strict=True):
        found = ours.compare(ours.read(template), ours.read(reply), said)
        assert abs(found.score - odds) < 0.05 * max(1.0, abs(odds))
        assert abs(sum(found.reply_shares) - 1) < 1e-3 and len(found.reply_shares) == len(reply)
