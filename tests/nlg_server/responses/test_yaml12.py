from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlg_server.responses import Document, read_yaml
from tests.goldens import golden

YAML = golden("yaml")
ENVIRONMENT: dict[str, str] = YAML["environment"]

# Accepted by the YAML specification, refused by ruamel.yaml.
LENIENT = ("a: {b:1}", "a: [x:y, http://h/p]")
# Read by Rasa, but of no use in a domain.
EXOTIC = ("a: !!binary aGk=", "a: !!set {x, y}")


def read(text: str, *, strict: bool = False) -> Document:
    return read_yaml(text, file="domain.yml", environment=ENVIRONMENT, strict=strict)


def encoded(value: Any) -> Any:
    """A value as the recording writes it."""
    if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
        return {"__float__": repr(value)}
    if isinstance(value, dict):
        pairs = [[encoded(key), encoded(item)] for key, item in value.items()]
        return {"__dict__": sorted(pairs, key=repr)}
    if isinstance(value, list | tuple):
        return [encoded(item) for item in value]
    if isinstance(value, date | datetime):
        return {"__type__": type(value).__name__, "repr": repr(value)}
    return value


def sorted_pairs(value: Any) -> Any:
    if isinstance(value, dict) and "__dict__" in value:
        pairs = [[key, sorted_pairs(item)] for key, item in value["__dict__"]]
        return {"__dict__": sorted(pairs, key=repr)}
    return [sorted_pairs(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("case", YAML["cases"], ids=lambda case: repr(case["text"]))
def test_a_strict_reading_is_what_rasa_reads(case: dict[str, Any]) -> None:
    document = read(case["text"], strict=True)
    if case["text"] in LENIENT:
        assert "error" in case and not document.problems
    elif case["text"] in EXOTIC or "error" in case:
        assert document.problems
    else:
        assert not document.problems
        value = {} if document.value is None else document.value
        assert encoded(value) == sorted_pairs(case["result"])


def test_a_date_stays_text_unless_strict() -> None:
    assert read("a: 2024-01-02").value == {"a": "2024-01-02"}
    assert read("a: 2024-01-02", strict=True).value == {"a": date(2024, 1, 2)}


def test_a_variable_that_is_set_is_expanded_in_quotes_too() -> None:
    assert read('a: "hi ${TP_NAME}"').value == {"a": "hi Ann"}


def test_a_dollar_before_a_slot_is_left_alone_in_quotes() -> None:
    document = read('a: "Total: ${amount}"')
    assert document.value == {"a": "Total: ${amount}"}
    assert not document.problems


def test_a_variable_that_is_not_set_is_reported_with_its_line() -> None:
    (problem,) = read("b: 1\na: ${TP_MISSING}").problems
    assert (problem.line, problem.severity) == (2, "error")
    assert "TP_MISSING" in problem.message


def test_a_duplicate_key_keeps_the_first_value_and_names_both_lines() -> None:
    document = read("a: 1\nb: 2\na: 3\n")
    assert document.value == {"a": 1, "b": 2}
    assert document.problems[0].line == 3
    assert "line 1" in document.problems[0].message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 'open\n", 3),
        ("a: 1\n b: 2\n", 2),
        ("a: [1, 2\nb: 3", 2),
        ("a:\n\t- x\n", 2),
        ("a: *nobody\n", 1),
        ("{a: 1}: {b: 2}\n", 1),
        ("a: 1\n? [[b]]\n: c\n", 2),
        ("a:\n  <<: 5\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("\x00", None),
    ],
)
def test_broken_yaml_is_reported_with_its_line(text: str, line: int | None) -> None:
    document = read(text)
    assert document.value is None
    assert document.problems[0].line == line


def test_deep_nesting_is_refused_and_the_process_lives_on() -> None:
    assert "nested" in read("[" * 200_000).problems[0].message


def test_more_values_than_a_domain_can_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlg_server.responses.yaml12._MAX_VALUES", 100)
    assert "more than 100 values" in read(f"[{'a,' * 200}]").problems[0].message


def test_aliases_that_multiply_are_shared_and_not_copied() -> None:
    levels = "\n".join(f"b{n}: &b{n} [{','.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 40))
    document = read(f"b0: &b0 [x]\n{levels}\n")
    assert len(document.value) == 40


def test_every_value_has_its_line() -> None:
    document = read("responses:\n  utter_a:\n    - text: hi\n      buttons:\n        - title: x\n")
    assert document.line("responses") == 1
    assert document.line("responses", "utter_a", 0, "buttons", 0, "title") == 5
    assert document.line("responses", "utter_a", 0, "image") == 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_json_is_read_as_it_is(value: Any) -> None:
    import json

    text = json.dumps(value)
    if "$" not in text and "\\" not in text:
        assert read(text).value == value


@given(st.text())
def test_any_text_is_read_or_reported(text: str) -> None:
    document = read(text)
    assert isinstance(document, Document)
    assert all(problem.file == "domain.yml" for problem in document.problems)
