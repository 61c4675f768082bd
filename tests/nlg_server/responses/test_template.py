from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlg_server.responses.template import fill_as_rasa, fill_text
from tests.goldens import golden

INTERPOLATION = golden("interpolation")
RANDOM = golden("interpolation_random")
VALUES: dict[str, Any] = INTERPOLATION["values"]

# Where Rasa gives up, leaks or prints None, and what comes out instead: docs/differences.md.
SENSIBLE = {
    "{n}": "",
    "{name} {missing}": "Ann {missing}",
    "{{name}} {name}": "{name} Ann",
    "x{{y}}z {name}": "x{y}z Ann",
    "{{missing}} {name}": "{missing} Ann",
    "{": "{",
    "}": "}",
    "{name": "{name",
    "name}": "name}",
    "{}": "{}",
}


@pytest.mark.parametrize("case", INTERPOLATION["cases"], ids=lambda case: repr(case["text"]))
def test_the_strict_filling_is_rasas(case: dict[str, Any]) -> None:
    if "error" in case:
        with pytest.raises(ValueError):
            fill_as_rasa(case["text"], VALUES)
    else:
        assert fill_as_rasa(case["text"], VALUES) == case["result"]


def test_the_strict_filling_is_rasas_on_random_texts() -> None:
    for text, expected in RANDOM["cases"]:
        try:
            filled: str | None = fill_as_rasa(text, RANDOM["values"])
        except (ValueError, IndexError, AttributeError, TypeError):
            filled = None
        assert filled == expected, text


@pytest.mark.parametrize("case", INTERPOLATION["cases"], ids=lambda case: repr(case["text"]))
def test_the_filling_is_rasas_where_rasa_does_not_fail(case: dict[str, Any]) -> None:
    expected = SENSIBLE[case["text"]] if case["text"] in SENSIBLE else case["result"]
    assert fill_text(case["text"], VALUES).text == expected


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hi {n}!", "Hi!"),
        ("Thanks {n}, done.", "Thanks, done."),
        ("a {n} b", "a b"),
        ("for {n}", "for"),
        ("{n} x", " x"),
        ("({n})", "()"),
        ('{"k":{"x":"{name}"}}', '{"k":{"x":"Ann"}}'),
        ("set {a,b} and {name}", "set {a,b} and Ann"),
    ],
)
def test_an_unset_slot_and_odd_braces_leave_a_readable_text(text: str, filled: str) -> None:
    assert fill_text(text, VALUES).text == filled


@pytest.mark.parametrize(
    ("payload", "value", "filled"),
    [
        ('/i{{"k":"{v}"}}', 'A"n\\', '/i{"k":"A\\"n\\\\"}'),
        ('/i{"k":"{v}"}', 'A"n', '/i{"k":"A\\"n"}'),
        ('/i{{"k":{v}}}', "Ann", '/i{"k":"Ann"}'),
        ('/i{{"k":{v}}}', 3, '/i{"k":3}'),
        ('/i{{"k":{v}}}', "3.50", '/i{"k":3.50}'),
        ('/i{{"k":{v}}}', None, '/i{"k":null}'),
        ('/i{{"k":{v}}}', True, '/i{"k":true}'),
        ('/i{{"k":"{v}"}}', None, '/i{"k":""}'),
        ('{{"a":{{"b":["{v}"]}}}}', "x\ny", '{"a":{"b":["x\\ny"]}}'),
        ("/SetSlots(name={v})", 'A"n', '/SetSlots(name=A"n)'),
        ("/i", "x", "/i"),
    ],
)
def test_a_payload_stays_json_whatever_the_value(payload: str, value: Any, filled: str) -> None:
    assert fill_text(payload, {"v": value}, "payload").text == filled


@given(st.text() | st.none() | st.integers() | st.booleans() | st.lists(st.text()))
def test_any_value_makes_a_payload_that_parses_and_adds_no_key(value: Any) -> None:
    text = fill_text('/i{{"k":"{v}","l":{v}}}', {"v": value}, "payload").text
    assert set(json.loads(text[2:])) == {"k", "l"}


TEXTS = st.text(alphabet=st.sampled_from('ab {}"\n/x:![]0.'), max_size=30)
ANY_VALUES = st.dictionaries(
    st.sampled_from(["a", "b", "ab", "x"]), st.none() | st.text(alphabet='{}ab0[ "', max_size=6)
)


@given(TEXTS, ANY_VALUES, st.sampled_from(["text", "payload"]))
def test_any_text_is_filled_and_every_value_stands_where_it_is_said(
    text: str, variables: dict[str, Any], context: Any
) -> None:
    filled = fill_text(text, variables, context)
    end = 0
    for value in filled.values:
        assert filled.text[value.start : value.end] == value.printed
        assert value.start >= end
        assert value.name in variables
        end = value.end


@given(st.text(), st.text())
def test_a_value_is_not_filled_again(value: str, other: str) -> None:
    filled = fill_text(
        "<{a}>", {"a": value, **({value.strip("{}"): other} if value else {})} | {"a": value}
    )
    assert filled.text == f"<{value}>"


@given(TEXTS, st.dictionaries(st.sampled_from(["a", "b", "ab", "x"]), st.text("yz", min_size=1)))
def test_where_rasa_fills_every_name_the_result_is_the_same(
    text: str, variables: dict[str, Any]
) -> None:
    try:
        expected = fill_as_rasa(text, variables)
    except (ValueError, IndexError, AttributeError, TypeError):
        return
    if expected != text and "{}" not in text and "0[" not in expected:
        assert fill_text(text, variables).text == expected
