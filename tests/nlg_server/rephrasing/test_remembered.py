from __future__ import annotations

from functools import partial
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlg_server.rephrasing.remembered import Remembered

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=5,
)


@given(st.lists(JSON, max_size=8))
def test_a_result_is_that_of_its_inputs_however_many_others_are_kept(inputs: list[object]) -> None:
    remembered: Remembered[str] = Remembered(3)
    for value in [*inputs, *inputs]:
        assert remembered.result(value, partial(repr, value)) == repr(value)
    assert len(remembered) <= 3


@pytest.mark.parametrize(("one", "other"), [*combinations([1, 1.0, True, "1", [1], None], 2)])
def test_what_python_takes_for_equal_is_told_apart(one: object, other: object) -> None:
    remembered: Remembered[str] = Remembered(9)
    remembered.result({"slot": one}, lambda: "one")
    assert remembered.result({"slot": other}, lambda: "other") == "other"


def test_what_cannot_be_told_apart_is_computed_each_time() -> None:
    remembered: Remembered[int] = Remembered(9)
    for odd in (object(), "\ud800"):
        assert remembered.result(odd, lambda: 1) == 1
        assert remembered.result(odd, lambda: 2) == 2
        assert odd not in remembered


def test_only_what_is_wanted_is_kept() -> None:
    remembered: Remembered[str] = Remembered(9)
    remembered.result("a", lambda: "no", keep=lambda made: False)
    assert "a" not in remembered
    assert remembered.result("a", lambda: "yes") == "yes"


def test_no_input_can_be_found_in_what_is_kept() -> None:
    remembered: Remembered[int] = Remembered(9)
    remembered.result("my IBAN", lambda: 1)
    other: Remembered[int] = Remembered(9)
    other.result("my IBAN", lambda: 1)
    assert all(b"IBAN" not in key for key in remembered._kept)
    assert set(remembered._kept) != set(other._kept)
