"""The embedded demo, from index to answers, through its own server process."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from nlg_server.demo.run import run_demo


@pytest.fixture(scope="module")
def shown() -> str:
    out = io.StringIO()
    run_demo(Console(file=out, width=400), live=False)
    return out.getvalue()


def test_every_prompt_of_the_demo_has_a_recording(shown: str) -> None:
    assert "cassette_miss" not in shown


def test_wording_arrives_and_a_changed_price_is_refused(shown: str) -> None:
    assert "(rephrased: faithful)" in shown
    assert "refused" in shown
    assert "(the template: fact_changed)" in shown


def test_questions_are_answered_with_their_source_and_one_is_not(shown: str) -> None:
    assert "[1] travel/pets.md" in shown
    assert "answered: grounded" in shown
    assert "no_answer: not_relevant" in shown
