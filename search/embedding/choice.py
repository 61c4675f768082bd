"""Which embedder a model gets: its exported encoder, or sentence-transformers."""

from __future__ import annotations

from pathlib import Path

from search.embedding.embedder import Embedder
from search.embedding.encoder import ExportedEncoder
from search.embedding.export import ExportFailed, cached_encoder, export_encoder
from search.embedding.local_model import find_model


def embedder_for(name: str, *, requests: int = 2) -> tuple[Embedder, Path | None]:
    """The fastest embedder that is proven equal, and the folder of its export if it has one.

    torch is loaded only when this very model was never exported on this machine. A name that
    begins with ``litellm/`` is a hosted model's.

    Raises:
        SettingsError: there is no such model.
        KnowledgeBaseError: a hosted model does not answer.
    """
    if name.startswith("litellm/"):
        from search.embedding.hosted import HostedEmbedder

        return HostedEmbedder(name), None
    model = find_model(name)
    folder = cached_encoder(model)
    if folder is None:
        from search.embedding.sentence_transformer import SentenceTransformerEmbedder

        original = SentenceTransformerEmbedder(model)
        try:
            folder = export_encoder(model, original)
        except ExportFailed as failure:
            note = f"{model.name} answers queries through torch: {failure}."
            return SentenceTransformerEmbedder(model, note=note), None
    return ExportedEncoder(folder, requests=requests), folder
