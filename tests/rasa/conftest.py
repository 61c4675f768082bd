from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.fault_server.server import FaultServer
from tests.rasa.assistant import Assistant, running_assistant
from tests.rasa.script import scripted


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """One Rasa and one Truephrase for all tests; each test takes senders of its own."""
    folder = tmp_path_factory.mktemp("rasa")
    with FaultServer(scripted) as model, running_assistant(folder, model) as running:
        yield running
