from __future__ import annotations

import json

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from nlg_server.cli.slots import slots_from

NAMES = st.text(min_size=1).filter(lambda name: "=" not in name)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_json_comes_back_as_what_it_says(slots: dict[str, object]) -> None:
    pairs = [f"{name}={json.dumps(value)}" for name, value in slots.items()]
    assert slots_from(pairs) == slots


@pytest.mark.parametrize(
    ("pair", "slots"),
    [
        ("name=Ann", {"name": "Ann"}),
        ("price=£34.50", {"price": "£34.50"}),
        ("query=a=b&c=d", {"query": "a=b&c=d"}),
        ("empty=", {"empty": ""}),
        ("open=[1, 2", {"open": "[1, 2"}),
        ("day=2026-11-27", {"day": "2026-11-27"}),
        ("code=007", {"code": "007"}),
        ('quoted="3"', {"quoted": "3"}),
        ("spaced= Ann ", {"spaced": " Ann "}),
        ("unset=null", {"unset": None}),
    ],
)
def test_a_value_that_is_no_json_is_text(pair: str, slots: dict[str, object]) -> None:
    assert slots_from([pair]) == slots


def test_the_last_value_of_a_slot_counts() -> None:
    assert slots_from(["n=1", "n=2"]) == {"n": 2}
    assert slots_from([]) == {}


@pytest.mark.parametrize("pair", ["name", "", "=Ann", "="])
def test_what_is_no_pair_is_refused_by_name(pair: str) -> None:
    with pytest.raises(typer.BadParameter, match="is not name=value") as refused:
        slots_from(["good=1", pair])
    assert repr(pair) in str(refused.value)
    assert refused.value.param_hint == "--slot"
