from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.errors import IndexDamaged, SettingsError
from search.filters import AccessFilter, allowed_mask
from search.metadata_index import MetadataIndex, canonical

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)


def shown(
    settings: dict[str, Any], slots: dict[str, Any], metadata: list[dict[str, Any]]
) -> list[int]:
    conditions = AccessFilter.compile(settings).conditions(slots, now=NOW)
    mask = allowed_mask(MetadataIndex.build(metadata), conditions)
    assert mask is not None
    return [int(row) for row in np.flatnonzero(mask)]


ROLE = {"audience": "{{ slots.role }}"}
DOCUMENTS: list[dict[str, Any]] = [
    {"audience": "staff"},
    {"audience": ["staff", "customer"]},
    {"audience": "customer"},
    {},
]


def test_a_passage_is_shown_to_whom_its_metadata_names() -> None:
    assert shown(ROLE, {"role": "staff"}, DOCUMENTS) == [0, 1]
    assert shown(ROLE, {"role": "customer"}, DOCUMENTS) == [1, 2]


def test_a_list_slot_shows_what_any_of_its_items_may_see() -> None:
    assert shown(ROLE, {"role": ["customer", "staff"]}, DOCUMENTS) == [0, 1, 2]


@pytest.mark.parametrize(
    "slots",
    [{}, {"role": None}, {"role": ""}, {"role": "  "}, {"role": []}, {"role": {"a": 1}},
     {"role": float("nan")}, {"role": "\0"}],
)  # fmt: skip
@pytest.mark.parametrize(
    "template",
    ["{{ slots.role }}", "{{ slots['role'] }}", "x{{ slots.role }}", "{{ slots.role.name }}"],
)
def test_a_missing_slot_closes(slots: dict[str, Any], template: str) -> None:
    metadata = [{"audience": value} for value in ("staff", "x", "None", "xNone", "", "nan", "[]")]
    assert shown({"audience": template}, slots, metadata) == []


@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_slot_closes_an_exclusion_too(value: str | None) -> None:
    settings = {"audience": {"none_of": ["{{ slots.blocked }}", "secret"]}}
    assert shown(settings, {"blocked": value}, DOCUMENTS) == []
    assert shown(settings, {"blocked": "customer"}, DOCUMENTS) == [0]


@pytest.mark.parametrize(
    "template",
    ["{{ slots.b | lower }}", "{{ slots.b | string }}", "{{ 'r-' ~ slots.b }}", "r-{{ slots.b }}",
     "{{ [slots.b, 'eu'] }}", "{{ slots.get('b') | upper }}", "{{ slots.b != 'eu' }}",
     "{{ [slots.b] | join }}", "{{ slots.deep.b | lower }}", "{{ slots.b | trim }}"],
)  # fmt: skip
@pytest.mark.parametrize("value", [None, "", " ", [], [None], ..., "\0"])
def test_nothing_made_of_a_missing_slot_opens_an_exclusion(template: str, value: Any) -> None:
    slots = {} if value is ... else {"b": value, "deep": {"b": value}}
    assert (
        shown({"region": {"none_of": template}}, slots, [{"region": "eu"}, {"region": "x"}]) == []
    )


@pytest.mark.parametrize("value", [{"a": 1}, ["us"], [{"a": 1}]])
@pytest.mark.parametrize(
    "template", ["{{ slots.b | string }}", "{{ [slots.b] }}", "x{{ slots.b }}"]
)
def test_what_is_no_single_value_opens_nothing_as_text(template: str, value: Any) -> None:
    regions = [{"region": "eu"}, {"region": "us"}]
    assert shown({"region": {"none_of": template}}, {"b": value}, regions) == []


@pytest.mark.parametrize("operator", ["at_least", "at_most"])
def test_no_number_made_of_a_missing_slot_is_a_limit(operator: str) -> None:
    settings = {"level": {operator: "{{ slots.n | int }}"}}
    levels = [{"level": level} for level in (-1, 0, 1)]
    assert shown(settings, {"n": None}, levels) == []
    assert shown(settings, {"n": "0"}, levels) == ([1, 2] if operator == "at_least" else [0, 1])


@pytest.mark.parametrize(
    "template",
    ["{{ slots.role | default('staff') }}", "{{ slots.role or 'staff' }}",
     "{{ slots.get('role', 'staff') }}", "{{ slots.role if slots.role else 'staff' }}",
     "{{ slots.role if slots.role is defined else 'staff' }}"],
)  # fmt: skip
@pytest.mark.parametrize("slots", [{}, {"role": None}, {"role": ""}])
def test_a_template_may_say_what_holds_without_the_slot(
    template: str, slots: dict[str, Any]
) -> None:
    assert shown({"audience": template}, slots, DOCUMENTS) == [0, 1]
    assert shown({"audience": template}, {"role": "customer"}, DOCUMENTS) == [1, 2]


def test_a_literal_beside_a_missing_slot_still_shows_what_is_for_everyone() -> None:
    settings = {"product": ["{{ slots.product }}", "all"]}
    metadata = [{"product": "all"}, {"product": "bike"}]
    assert shown(settings, {}, metadata) == [0]
    assert shown(settings, {"product": "bike"}, metadata) == [0, 1]


def test_a_slot_holding_a_template_is_only_text() -> None:
    slots = {"role": "{{ slots.other }}", "other": "staff"}
    assert shown(ROLE, slots, DOCUMENTS) == []


def test_a_passage_without_the_key_needs_permission_to_pass() -> None:
    assert 3 not in shown(ROLE, {"role": "staff"}, DOCUMENTS)
    settings = {"audience": {"any_of": ["{{ slots.role }}"], "missing": "allow"}}
    assert shown(settings, {"role": "staff"}, DOCUMENTS) == [0, 1, 3]
    assert shown(settings, {}, DOCUMENTS) == []


@pytest.mark.parametrize("odd", [[], {"staff": True}, float("nan"), [None], [{}]])
def test_metadata_that_cannot_be_compared_does_not_count_as_absent(odd: Any) -> None:
    settings = {"audience": {"any_of": ["staff"], "missing": "allow"}}
    assert shown(settings, {}, [{"audience": odd}]) == []


def test_validity_dates_include_their_first_and_last_day() -> None:
    settings = {
        "valid_from": {"at_most": "{{ today }}", "missing": "allow"},
        "valid_until": {"at_least": "{{ now }}", "missing": "allow"},
    }
    metadata: list[dict[str, Any]] = [
        {"valid_from": "2026-11-20", "valid_until": "2026-11-20"},
        {"valid_from": "2026-11-21"},
        {"valid_until": "2026-11-19"},
        {"valid_until": "2026-11-20T12:00:00Z"},
        {"valid_until": "2026-11-20T12:30:00+01:00"},
        {"valid_until": "soon"},
        {},
    ]
    assert shown(settings, {}, metadata) == [0, 3, 6]


def test_numbers_are_compared_as_numbers() -> None:
    settings = {"level": {"at_most": "{{ slots.clearance }}"}}
    metadata: list[dict[str, Any]] = [{"level": 9}, {"level": 10}, {"level": "2"}, {"level": True}]
    assert shown(settings, {"clearance": 9.0}, metadata) == [0, 2]
    assert shown(settings, {"clearance": "high"}, metadata) == []
    assert shown(settings, {"clearance": [1, 99]}, metadata) == []


def test_one_is_not_true_but_2_is_2_0() -> None:
    assert canonical(1) != canonical(True)
    assert canonical(2) == canonical(2.0) == canonical("2")


def test_every_key_must_hold() -> None:
    settings = {"audience": "{{ slots.role }}", "language": "{{ slots.language or 'en' }}"}
    metadata = [{"audience": "staff", "language": "en"}, {"audience": "staff", "language": "de"}]
    assert shown(settings, {"role": "staff"}, metadata) == [0]
    assert shown(settings, {"role": "staff", "language": "de"}, metadata) == [1]


def test_no_filter_allows_all() -> None:
    assert allowed_mask(MetadataIndex.build([{}]), AccessFilter().conditions({}, now=NOW)) is None


@given(
    st.dictionaries(
        st.text(max_size=4),
        st.one_of(
            st.none(),
            st.text(),
            st.integers(),
            st.floats(),
            st.booleans(),
            st.lists(st.text(max_size=3), max_size=3),
        ),
        max_size=4,
    )
)
def test_no_slot_value_breaks_a_filter(slots: dict[str, Any]) -> None:
    settings = {
        "a": "{{ slots.x + 1 }}", "b": "{{ slots.y | upper }}", "c": "{{ 1 / slots.z }}",
        "d": "{{ slots.x[3].y }}", "e": "{% for i in slots.x %}{{ i }}{% endfor %}",
    }  # fmt: skip
    assert shown(settings, {**slots, "x": slots.get("x", "")}, [{"a": "1"}, {}]) == []


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"audience": "{{ slots.role"}, "filter.audience"),
        ({"audience": {"like": "x"}}, "any_of, none_of"),
        ({"audience": {}}, "no comparison"),
        ({"audience": {"any_of": "x", "missing": "maybe"}}, r"audience\.missing"),
        ({"level": {"at_most": [1, 2]}}, "one value"),
        ({"level": None}, "can equal no metadata value"),
        (["audience"], "no mapping"),
    ],
)
def test_a_wrong_setting_names_its_key(settings: Any, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        AccessFilter.compile(settings)


def test_a_template_cannot_reach_python() -> None:
    settings = {"a": "{{ slots.__class__.__mro__[1].__subclasses__() }}"}
    assert shown(settings, {"role": "x"}, [{"a": "x"}]) == []


def test_a_saved_metadata_index_answers_as_before(tmp_path: Path) -> None:
    index = MetadataIndex.build(DOCUMENTS)
    index.save(tmp_path)
    opened = MetadataIndex.open(tmp_path)
    assert opened.carrying("audience", ["staff"]).tolist() == [True, True, False, False]
    assert opened.carrying("audience").tolist() == [True, True, True, False]
    assert list(opened.values("audience")) == ["staff", "customer"]


def test_a_broken_metadata_index_is_damaged(tmp_path: Path) -> None:
    MetadataIndex.build(DOCUMENTS).save(tmp_path)
    (tmp_path / "values.json").write_text("[]")
    with pytest.raises(IndexDamaged, match="rollback"):
        MetadataIndex.open(tmp_path)
