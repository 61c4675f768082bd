from __future__ import annotations

import os
import subprocess
import sys

import pytest

_SHOWN = (
    "from nlg_server.small_products import multiply_on_one_thread as one; one(); "
    "import os; print(os.environ['OPENBLAS_NUM_THREADS'])"
)


@pytest.mark.parametrize(("given", "found"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_one_thread_unless_the_environment_says_otherwise(
    given: dict[str, str], found: str
) -> None:
    environment = {name: value for name, value in os.environ.items() if "OPENBLAS" not in name}
    run = subprocess.run(
        [sys.executable, "-c", _SHOWN], env=environment | given, capture_output=True, text=True
    )
    assert run.stdout.strip() == found
