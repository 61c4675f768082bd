"""A virtual environment for each peer, made once by `--setup`."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from prompts.errors import BenchError

TORCH = "torch==2.13.0"
PEERS: dict[str, tuple[str, ...]] = {
    "langchain": (
        "langchain-huggingface",
        "langchain-community",
        "sentence-transformers",
        "faiss-cpu",
    ),
    "haystack": ("haystack-ai", "sentence-transformers-haystack"),
    "llamaindex": ("llama-index-core", "llama-index-embeddings-huggingface"),
}


def environments_folder() -> Path:
    """`TRUEPHRASE_PEERS`, or `.cache/peers` in the working folder."""
    return Path(os.environ.get("TRUEPHRASE_PEERS", ".cache/peers"))


def peer_python(name: str) -> Path:
    """The interpreter of a peer's environment; raises BenchError where it was not set up."""
    folder = environments_folder() / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        raise BenchError(
            f"{folder}: {name} is not installed there. Run `python -m benchmarks.indexing --setup`."
        )
    return python


def set_up() -> None:
    """Create every environment; torch first and pinned, because without it pip takes CUDA's."""
    for name, packages in PEERS.items():
        folder = environments_folder() / name
        venv.create(folder, with_pip=True)
        for wanted in ((TORCH,), packages):
            command = [str(peer_python(name)), "-m", "pip", "install", "--quiet", *wanted]
            subprocess.run(command, check=True, stdout=sys.stderr)


def peer_versions() -> dict[str, str]:
    """The installed version of each peer's main package."""
    found = {}
    for name, packages in PEERS.items():
        code = f"from importlib.metadata import version; print(version({packages[0]!r}))"
        run = subprocess.run(
            [str(peer_python(name)), "-c", code], capture_output=True, text=True, check=True
        )
        found[packages[0]] = run.stdout.strip()
    return found
