from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.openapi import replies_of, schemathesis
from prompts.errors import BenchError


def test_replies_are_counted_by_reason_from_the_metrics() -> None:
    name = "truephrase_replies_total"
    exposition = (
        f'{name}{{endpoint="nlg",outcome="template",reason="fact_lost"}} 83.0\n'
        f'{name}{{endpoint="webhook",outcome="no_answer",reason="no_query"}} 66.0\n'
        f'{name}{{endpoint="nlg",outcome="error",reason="http_400"}} 36.0\n'
    )
    assert replies_of(exposition) == {"fact_lost": 83, "http_400": 36}


def test_a_suite_that_is_not_installed_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUEPHRASE_PEERS", str(tmp_path))
    with pytest.raises(BenchError, match="--setup"):
        schemathesis(setup=False)
