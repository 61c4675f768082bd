from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlg_server.responses import Variation, responses_from_domain
from nlg_server.responses.filling import fill, filled_text, values_in_text, variables_from
from tests.goldens import golden, sample

RICH = golden("rich")
VARIATION = responses_from_domain({"responses": RICH["responses"]}).responses["utter_r"][0]


@pytest.mark.parametrize("case", RICH["cases"], ids=lambda case: str(case["slots"]))
def test_a_strict_reply_is_rasas(case: dict[str, Any]) -> None:
    variables = variables_from(case["slots"], case["arguments"])
    assert fill(VARIATION, variables, strict=True) == case["result"]


def test_a_reply_differs_from_rasas_in_elements_and_escaping_only() -> None:
    case = RICH["cases"][0]
    expected = copy.deepcopy(case["result"])
    expected["elements"] = [{"t": 'A"nn'}]
    expected["buttons"][0]["payload"] = '/i{"k":"A\\"nn"}'
    assert fill(VARIATION, case["slots"]) == expected


def test_an_unset_slot_is_never_printed() -> None:
    reply = fill(VARIATION, {"name": None})
    assert "None" not in str({key: reply[key] for key in ("text", "buttons", "quick_replies")})
    assert "image" not in reply


def test_keys_without_a_value_are_left_out() -> None:
    assert fill(Variation("Hi", attachment="http://x"), {}) == {"text": "Hi"}


def test_what_rasa_keeps_for_the_bot_event_comes_along() -> None:
    condition = ({"type": "slot", "name": "a", "value": 1},)
    variation = Variation(
        "Hi", id="1", channel="slack", metadata={"m": "{a}"}, condition=condition, rephrase=True
    )
    assert fill(variation, {"a": 1}) == {
        "text": "Hi",
        "id": "1",
        "channel": "slack",
        "metadata": {"m": "{a}"},
        "condition": list(condition),
    }


@pytest.mark.parametrize("strict", [True, False])
def test_filling_changes_nothing_in_the_variation(strict: bool) -> None:
    before = copy.deepcopy(VARIATION)
    fill(VARIATION, {"name": "Ann"}, strict=strict)
    assert before == VARIATION


def test_a_text_that_silences_rasa_goes_out_as_written_when_strict() -> None:
    assert fill(Variation("50 { off, {name}"), {"name": "Ann"}, strict=True) == {
        "text": "50 { off, {name}"
    }
    assert fill(Variation("50 { off, {name}"), {"name": "Ann"}) == {"text": "50 { off, Ann"}


def test_the_arguments_of_the_sdk_hide_no_slot() -> None:
    body = sample("nlg_utter_args_1")["body"]
    slots = {**body["tracker"]["slots"], "text": "slot", "buttons": "slot"}
    variables = variables_from(slots, body["arguments"])
    assert variables["text"] == variables["buttons"] == "slot"
    assert "template" not in variables
    reply = fill(Variation("Total {total} for {name}, {items}"), variables)
    assert reply["text"] == "Total 12.5 for Ann O'Neil, ['a', 'b']"


def test_no_arguments_are_no_variables() -> None:
    assert variables_from({"a": 1}, None) == variables_from({"a": 1}, {}) == {"a": 1}


def test_the_values_in_the_text_are_those_that_were_printed() -> None:
    variation = Variation("Hi {name}, {{qty}} {missing} {n}", image="{photo}")
    variables = {"name": "Ann", "qty": 3, "n": None, "photo": "p", "other": "o"}
    assert values_in_text(variation, variables) == {"name": "Ann"}
    (value,) = filled_text(variation, variables).values
    assert (value.start, value.end) == (3, 6)


def test_the_values_of_a_strict_text_are_those_it_holds() -> None:
    variables = {"name": "Ann"}
    assert filled_text(Variation("{name} {x}"), variables, strict=True).values == ()
    assert len(filled_text(Variation("{name}!"), variables, strict=True).values) == 1


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('a{}"/: ', max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("a{}", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.text("a{} ", max_size=12),
    st.dictionaries(st.text("a{}", max_size=3), NESTED, max_size=3),
    st.dictionaries(st.sampled_from(["a", "aa"]), NESTED),
    st.booleans(),
)
def test_filling_keeps_every_shape(
    text: str, custom: dict[str, Any], variables: dict[str, Any], strict: bool
) -> None:
    reply = fill(Variation(text, custom=custom), variables, strict=strict)
    assert isinstance(reply["text"], str)
    assert shape(reply["custom"]) == shape(custom)


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else type(value)
