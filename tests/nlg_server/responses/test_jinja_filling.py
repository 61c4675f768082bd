from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlg_server.responses import Variation, responses_from_domain
from nlg_server.responses.filling import fill, values_in_text, variables_from
from nlg_server.responses.jinja_filling import context_of, fill_jinja
from nlg_server.responses.placeholders import unknown_placeholders

JINJA = {"template": "jinja", "rephrase": True}
STACK = [{"frame_id": "A"}, {"frame_id": "B", "canceled_name": "book a table"}]


def jinja(text: str, **keys: Any) -> Variation:
    return Variation(text, metadata=JINJA, **keys)


def test_a_pattern_response_of_rasa_pro_names_what_was_cancelled() -> None:
    variation = jinja("Okay, stopping {{ context.canceled_name }}, {{ name }}.")
    variables = variables_from({"name": "Ann"}, {}, STACK)
    assert fill(variation, variables)["text"] == "Okay, stopping book a table, Ann."
    assert values_in_text(variation, variables) == {"canceled_name": "book a table", "name": "Ann"}


def test_buttons_and_custom_payloads_are_rendered_too() -> None:
    variation = jinja(
        "a", buttons=({"title": "{{ name|upper }}"},), custom={"k": ["{{ qty + 1 }}"]}
    )
    reply = fill(variation, {"name": "Ann", "qty": 2})
    assert (reply["buttons"], reply["custom"]) == ([{"title": "ANN"}], {"k": ["3"]})


def test_other_variations_know_no_jinja() -> None:
    assert fill(Variation("{{ name }}"), {"name": "Ann"})["text"] == "{ name }"


@pytest.mark.parametrize("text", ["Hi {{ name", "{% if %}", "{{ 1/0 }}", "{{ name.__class__() }}"])
def test_a_text_that_cannot_be_rendered_goes_out_as_written(text: str) -> None:
    assert fill_jinja(text, {"name": "Ann"}) == text
    assert values_in_text(jinja("{{ name"), {"name": "Ann"}) == {}


def test_the_sandbox_shows_no_internals() -> None:
    assert "class" not in fill_jinja("<{{ ''.__class__.__mro__ }}>", {})


def test_what_is_not_set_prints_nothing() -> None:
    assert fill_jinja("<{{ name }}{{ context.a.b }}{{ unknown }}>", {"name": None}) == "<>"


@pytest.mark.parametrize("stack", [None, [], "x", [None], [[1]], {"a": 1}])
def test_a_stack_of_another_shape_is_no_context(stack: Any) -> None:
    assert context_of(stack) == {}
    assert fill(jinja("{{ context.a }}!"), variables_from({}, None, stack))["text"] == "!"


def test_a_slot_named_context_is_not_hidden() -> None:
    assert variables_from({"context": "slot"}, {}, STACK)["context"] == "slot"


def test_names_in_jinja_are_no_misspelled_slots() -> None:
    raw = {"text": "{{ context.flow }}", "metadata": JINJA}
    assert unknown_placeholders(responses_from_domain({"responses": {"utter_x": [raw]}})) == ()


@given(st.text(), st.text())
def test_any_text_renders_or_stays(text: str, value: str) -> None:
    assert isinstance(fill_jinja(text, {"a": value}), str)
    assert fill_jinja("<{{ a }}>", {"a": value}) == f"<{value}>"
