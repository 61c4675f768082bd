from __future__ import annotations

from pathlib import Path

from benchmarks.prompt_bench.assertions import checked
from benchmarks.prompt_bench.case import Assertion, Case
from benchmarks.prompt_bench.outcome import AssertionResult, Outcome

TEMPLATE = "Your order ships on Friday."


def similar(reply: str, assertion: Assertion, template: str = TEMPLATE) -> AssertionResult:
    case = Case("c", "rephrase", "c", template=template)
    outcome = Outcome("c", "v", reply, reply, True, "accepted")
    return checked(assertion, case, outcome, Path())


def test_a_paraphrase_is_similar_and_another_topic_is_not() -> None:
    enough = Assertion("similar", TEMPLATE, 0.5)
    assert similar("On Friday your order will ship.", enough).passed
    assert not similar("Bananas are yellow.", enough).passed
    assert similar("Bananas are yellow.", Assertion("not-similar", TEMPLATE, 0.5)).passed


def test_without_a_value_the_template_is_what_counts() -> None:
    result = similar(TEMPLATE, Assertion("similar", None))
    assert result.passed and result.score is not None and abs(result.score - 1) < 0.01
    assert "wanted 0.75" in result.reason


def test_changed_facts_stay_similar_which_is_why_it_is_no_fidelity_check() -> None:
    result = similar("It costs $21.", Assertion("similar", None), template="It costs $12.")
    assert result.passed
