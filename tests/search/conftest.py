"""The exported encoder, made once for all tests of a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock


@pytest.fixture(scope="session")
def encoder_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Export the default model where this machine has not done so: the user's own cache serves."""
    from search.embedding.choice import embedder_for

    root: Path = tmp_path_factory.getbasetemp().parent
    with FileLock(root / "encoder.lock"):
        embedder_for("all-MiniLM-L6-v2")
