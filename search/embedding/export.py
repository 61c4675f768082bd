"""Export of a sentence-transformers model to OpenVINO, with proof that the vectors agree."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from search.embedding.encoder import (
    DESCRIPTION_FILE,
    EXPORT_KIND,
    FILES,
    GRAPH_FILE,
    TOKENIZER_FILE,
    EncoderDescription,
    ExportedEncoder,
    Proof,
    read_description,
)
from search.embedding.local_model import LocalModel
from search.embedding.openvino_runtime import has_bfloat16, import_openvino
from search.embedding.proof_sample import SAMPLE
from search.generation.durable import sync_tree

if TYPE_CHECKING:
    from search.embedding.sentence_transformer import SentenceTransformerEmbedder

LEAST_COSINE = 0.999
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class ExportFailed(Exception):
    """The model cannot be exported, or its export is not the same model; says why."""


def cached_encoder(model: LocalModel) -> Path | None:
    """The folder of an earlier export of exactly this model."""
    folder = cache_folder() / model.fingerprint()
    if not all((folder / name).is_file() for name in FILES):
        return None
    return folder if read_description(folder).kind == EXPORT_KIND else None


def cache_folder() -> Path:
    """`TRUEPHRASE_CACHE`, or the user's cache folder; exported encoders lie in `encoders`."""
    chosen = os.environ.get("TRUEPHRASE_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return (Path(chosen) if chosen else Path(base, "truephrase")) / "encoders"


def export_encoder(
    model: LocalModel, original: SentenceTransformerEmbedder, *, sample: Sequence[str] = SAMPLE
) -> Path:
    """Export `model` into the cache, prove it on `sample`, and return its folder.

    Raises:
        ExportFailed: the graph cannot be traced, or some cosine is below `LEAST_COSINE`.
    """
    cache = cache_folder()
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".export-") as scratch:
        folder = Path(scratch, "encoder")
        folder.mkdir()
        description = _write_graph(model, original, folder)
        _describe(folder, description)
        _describe(folder, _proved(folder, description, original, sample))
        target = cache / description.fingerprint
        # Generations link to these files and take linked files to be on the disk already.
        sync_tree(folder)
        shutil.rmtree(target, ignore_errors=True)
        folder.rename(target)
    return target


def _write_graph(
    model: LocalModel, original: SentenceTransformerEmbedder, folder: Path
) -> EncoderDescription:
    if not model.tokenizer_file.is_file():
        raise ExportFailed("it has no tokenizer.json")
    prompts = model.setting("config_sentence_transformers.json").get("prompts") or {}
    try:
        openvino = import_openvino()
        graph = _trace(original.model)
        openvino.save_model(graph, str(folder / GRAPH_FILE), compress_to_fp16=False)
    except Exception as error:  # whatever a foreign architecture raises, the fallback is the same
        raise ExportFailed(f"it cannot be traced: {error}") from error
    shutil.copyfile(model.tokenizer_file, folder / TOKENIZER_FILE)
    identity = original.identity
    return EncoderDescription(
        name=identity.name,
        fingerprint=identity.fingerprint,
        dimension=identity.dimension,
        max_tokens=identity.max_tokens,
        query_prompt=prompts.get("query", ""),
        document_prompt=prompts.get("document", prompts.get("passage", "")),
        kind=EXPORT_KIND,
        token_vectors=len(graph.outputs) > 1,
    )


def _trace(model: Any) -> Any:
    """Transformer, pooling and normalisation as one OpenVINO graph, its inputs named.

    Its second output are the vectors of tokens, where the text's is the mean of them.
    """
    import torch

    class Sentence(torch.nn.Module):
        def __init__(self, names: tuple[str, ...]) -> None:
            super().__init__()
            self.parts = torch.nn.ModuleList(list(model))
            self.names = names

        def forward(self, *values: Any) -> Any:
            features: dict[str, Any] = dict(zip(self.names, values, strict=True))
            for part in self.parts:
                features = part(features)
            if not told:
                return features["sentence_embedding"]
            return features["sentence_embedding"], features["token_embeddings"]

    encoded = model.tokenizer(["a text", "and a longer one"], padding=True, return_tensors="pt")
    names = tuple(name for name in INPUTS if name in encoded)
    told = _pools_by_mean(model)
    values = tuple(encoded[name] for name in names)
    # The tracer warns of shapes it freezes; the proof on texts of many lengths is what decides.
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        graph = import_openvino().convert_model(Sentence(names).eval(), example_input=values)
    for name, port in zip(names, graph.inputs, strict=True):
        port.get_tensor().set_names({name})
    return graph


def _pools_by_mean(model: Any) -> bool:
    """Whether the vector of a text is the mean of its tokens', and nothing else."""
    after = list(model)[1:]
    pooled = [_mode(part) for part in after if type(part).__name__ == "Pooling"]
    return pooled == ["mean"] and {type(part).__name__ for part in after} <= {
        "Pooling",
        "Normalize",
    }


def _mode(pooling: Any) -> Any:
    """Told by a method before sentence-transformers 6."""
    told = getattr(pooling, "get_pooling_mode_str", None)
    return told() if told else pooling.pooling_mode


def _proved(
    folder: Path,
    description: EncoderDescription,
    original: SentenceTransformerEmbedder,
    sample: Sequence[str],
) -> EncoderDescription:
    """The description with the fastest precision whose vectors equal the original's."""
    expected = original.embed(sample)
    proofs: dict[str, Proof] = {}
    for precision in ("f32", "bf16") if has_bfloat16() else ("f32",):
        encoder = ExportedEncoder(folder, precision=precision)
        encoder.embed(sample)
        start = time.perf_counter()
        vectors = encoder.embed(sample)
        rate = len(sample) / (time.perf_counter() - start)
        least = float(np.einsum("ij,ij->i", vectors, expected).min())
        proofs[precision] = Proof(least_cosine=round(least, 6), rate=round(rate, 1))
    good = {name: proof for name, proof in proofs.items() if proof.least_cosine >= LEAST_COSINE}
    if not good:
        worst = max(proof.least_cosine for proof in proofs.values())
        raise ExportFailed(
            f"its export's vectors differ: least cosine {worst} on {len(sample)} texts, "
            f"{LEAST_COSINE} needed"
        )
    best = max(good, key=lambda name: good[name].rate)
    return msgspec.structs.replace(description, precision=best, proofs=proofs, sample=len(sample))


def _describe(folder: Path, description: EncoderDescription) -> None:
    (folder / DESCRIPTION_FILE).write_bytes(msgspec.json.encode(description))
