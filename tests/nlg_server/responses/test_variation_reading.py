from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlg_server.responses import Severity, Variation, read_yaml
from nlg_server.responses.variation_reading import read_variation


def read(raw: Any) -> tuple[Variation | None, list[tuple[str, str]]]:
    found: list[tuple[str, str]] = []

    def report(key: str, message: str, severity: Severity) -> None:
        found.append((key, severity))

    return read_variation(raw, report), found


def test_every_key_of_rasa_is_kept() -> None:
    raw = {
        "id": "1",
        "text": "a",
        "image": "i",
        "custom": {"k": 1},
        "buttons": [{"title": "t", "payload": "/p", "extra": 1}],
        "button_type": "vertical",
        "quick_replies": [{"title": "q", "payload": "/q"}],
        "attachment": {"type": "video"},
        "elements": [{"title": "e"}],
        "channel": "slack",
        "metadata": {"a": 1},
        "condition": [{"type": "slot", "name": "x", "value": 1}],
    }
    variation, problems = read(raw)
    assert problems == []
    assert variation is not None
    for key, value in raw.items():
        kept = getattr(variation, key)
        assert (list(kept) if isinstance(kept, tuple) else kept) == value


@pytest.mark.parametrize(
    ("raw", "rephrase"),
    [
        ({"text": "a"}, None),
        ({"text": "a", "rephrase": True}, True),
        ({"text": "a", "metadata": {"rephrase": True}}, True),
        ({"text": "a", "metadata": {"rephrase": False}}, False),
        ({"text": "a", "rephrase": False, "metadata": {"rephrase": True}}, False),
    ],
)
def test_rephrase_stands_on_the_variation_or_in_its_metadata(
    raw: dict[str, Any], rephrase: bool | None
) -> None:
    variation, problems = read(raw)
    assert variation is not None and variation.rephrase is rephrase
    assert problems == []


def test_a_prompt_stands_on_the_variation_or_in_its_metadata() -> None:
    for raw in ({"rephrase_prompt": "P"}, {"metadata": {"rephrase_prompt": "P"}}):
        variation, _ = read({"text": "a", **raw})
        assert variation is not None and variation.rephrase_prompt == "P"


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({"text": "a", "txt": "b"}, "txt"),
        ({"text": 5}, "text"),
        ({"text": None}, ""),
        ({"image": "only"}, ""),
        ({"text": "a", "buttons": {"title": "t"}}, "buttons"),
        ({"text": "a", "buttons": ["t"]}, "buttons"),
        ({"text": "a", "buttons": [{"title": 1}]}, "buttons"),
        ({"text": "a", "custom": [1]}, "custom"),
        ({"text": "a", "attachment": "http://x"}, "attachment"),
        ({"text": "a", "rephrase": "yes"}, "rephrase"),
        ({"text": "a", "translation": {"de": 1}}, "translation"),
        ({"text": "a", "condition": [{"type": "slot", "name": ["x"]}]}, "condition"),
    ],
)
def test_what_rasa_refuses_is_reported_under_its_key(raw: dict[str, Any], key: str) -> None:
    _, problems = read(raw)
    assert (key, "error") in problems


def test_an_empty_condition_is_a_warning() -> None:
    variation, problems = read({"text": "a", "condition": []})
    assert variation is not None and variation.condition == ()
    assert problems == [("condition", "warning")]


def test_a_number_as_text_is_reported_and_sent() -> None:
    variation, _ = read({"text": 5, "buttons": [{"title": True, "payload": {"a": 1}}]})
    assert variation is not None and variation.text == "5"
    assert variation.buttons == ({"title": "True", "payload": '{"a": 1}'},)


def test_yes_is_text_as_in_yaml_1_2() -> None:
    raw = read_yaml("text: yes\ncondition: [{type: slot, name: member, value: no}]").value
    variation, problems = read(raw)
    assert problems == []
    assert variation is not None and variation.text == "yes"
    assert variation.condition == ({"type": "slot", "name": "member", "value": "no"},)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(sorted(Variation.__dataclass_fields__))


@given(ANY | st.dictionaries(KEYS, ANY))
def test_any_value_is_read_or_reported(raw: Any) -> None:
    variation, problems = read(raw)
    if variation is None:
        assert problems
    else:
        assert isinstance(variation.text, str | None)
        assert all("name" in c for c in variation.condition or ())
