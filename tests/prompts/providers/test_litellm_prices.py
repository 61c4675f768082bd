from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from prompts.model import Completion
from prompts.providers.litellm_prices import cost_of, litellm_prices

TABLE = "model_prices_and_context_window_backup.json"
ASKED = Completion("hello", prompt_tokens=1_000, completion_tokens=100)

Install = Callable[[bytes | None], None]


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    litellm_prices.cache_clear()
    yield
    litellm_prices.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Stands a litellm in whose table holds the given bytes; None: one without a table."""

    def installed(table: bytes | None) -> None:
        if table is not None:
            (tmp_path / TABLE).write_bytes(table)
        spec = ModuleSpec("litellm", None, origin=str(tmp_path / "__init__.py"))
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)

    return installed


def test_the_table_of_the_installed_litellm_knows_usual_models() -> None:
    per_input, per_output = litellm_prices()["gpt-4.1-mini"]
    assert 0 < per_input < per_output < 1e-4
    assert cost_of(ASKED, "gpt-4.1-mini", {}).cost == pytest.approx(
        1_000 * per_input + 100 * per_output
    )


def test_the_prices_are_read_without_importing_litellm() -> None:
    code = (
        "import sys; from prompts.providers.litellm_prices import litellm_prices; "
        "print(len(litellm_prices()) > 100, 'litellm' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["True", "False"]


def test_a_groups_own_prices_go_before_the_table(install: Install) -> None:
    entry = {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}
    install(json.dumps({"m": entry}).encode())
    assert cost_of(ASKED, "m", {}).cost == pytest.approx(1.2e-3)
    assert cost_of(ASKED, "m", {"input_cost_per_token": 0.0}).cost == pytest.approx(2e-4)
    assert cost_of(ASKED, "m", {"output_cost_per_token": 1e-5}).cost == pytest.approx(2e-3)
    both = {"input_cost_per_token": 1e-5, "output_cost_per_token": 1e-5}
    assert cost_of(ASKED, "unlisted", both).cost == pytest.approx(1.1e-2)


def test_a_cost_changes_nothing_else_of_a_completion() -> None:
    priced = cost_of(ASKED, "unlisted", {"input_cost_per_token": 1.0})
    assert (priced.text, priced.prompt_tokens, priced.completion_tokens) == ("hello", 1_000, 100)


def test_what_nobody_knows_the_price_of_costs_nothing(install: Install) -> None:
    install(b"{}")
    assert cost_of(ASKED, "m", {}).cost == 0.0


@pytest.mark.parametrize(
    "entry",
    [
        {"input_cost_per_token": 1e-6},
        {"output_cost_per_token": 1e-6},
        {"input_cost_per_token": "1e-6", "output_cost_per_token": 1e-6},
        {"input_cost_per_token": None, "output_cost_per_token": 1e-6},
        "a remark",
        None,
    ],
)
def test_an_entry_without_both_prices_is_passed_over(entry: object, install: Install) -> None:
    priced = {"input_cost_per_token": 1, "output_cost_per_token": 2}
    install(json.dumps({"odd": entry, "good": priced}).encode())
    assert litellm_prices() == {"good": (1.0, 2.0)}


@pytest.mark.parametrize("table", [None, b"", b"{", b"\xff"])
def test_a_table_that_cannot_be_read_prices_nothing(table: bytes | None, install: Install) -> None:
    install(table)
    assert litellm_prices() == {}


@pytest.mark.parametrize("spec", [None, ModuleSpec("litellm", None)])
def test_without_litellm_nothing_has_a_price(
    spec: ModuleSpec | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    assert litellm_prices() == {}
