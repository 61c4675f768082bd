from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlg_server.responses import Variation, responses_from_domain
from nlg_server.responses.selection import choose, eligible
from tests.goldens import golden

SELECTION = golden("selection")
RESPONSES = responses_from_domain({"responses": SELECTION["responses"]}).responses


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("case", SELECTION["cases"])
def test_the_eligible_variations_are_rasas(case: dict[str, Any], strict: bool) -> None:
    found = eligible(
        RESPONSES[case["response"]],
        slots=case["slots"],
        output_channel=case["channel"],
        strict=strict,
    )
    assert [variation.text for variation in found] == case["eligible"]


ON_REST = (Variation("any"), Variation("rest", channel="rest"), Variation("web", channel="web"))


@pytest.mark.parametrize(
    ("output", "incoming", "strict", "text"),
    [
        ("collector", "rest", False, "rest"),
        ("queue", "rest", False, "rest"),
        ("collector", None, False, "rest"),
        ("collector", "web", False, "web"),
        ("collector", "rest", True, "any"),
        ("callback", "rest", False, "any"),
        ("web", "web", False, "web"),
        (None, "rest", False, "any"),
    ],
)
def test_variations_for_rest_are_honoured_by_the_input_channel(
    output: str | None, incoming: str | None, strict: bool, text: str
) -> None:
    (found,) = eligible(
        ON_REST, slots={}, output_channel=output, input_channel=incoming, strict=strict
    )
    assert found.text == text


def test_the_choice_is_uniform_and_does_not_follow_rasas_id() -> None:
    variations = [Variation("a", id="1"), Variation("b", id="2")]
    random = Random(7)
    chosen = [
        choose(variations, slots={}, output_channel="x", suggested_id="1", random=random)
        for _ in range(1000)
    ]
    assert 420 < chosen.count(variations[1]) < 580


def test_rasas_id_decides_where_nothing_else_is_eligible() -> None:
    gold = ({"type": "slot", "name": "tier", "value": "gold"},)
    variations = [Variation("a", id="1"), Variation("b", id="2", condition=gold)][1:]
    for suggested, text in (("2", "b"), ("9", None), (None, None)):
        found = choose(
            variations, slots={}, output_channel="x", suggested_id=suggested, random=Random(1)
        )
        assert (found.text if found else None) == text


VALUES = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["gold", "GOLD", "x"])
CONDITIONS = st.none() | st.lists(
    st.fixed_dictionaries(
        {"type": st.just("slot"), "name": st.sampled_from("ab"), "value": VALUES}
    ),
    max_size=2,
).map(tuple)
VARIATIONS = st.lists(
    st.builds(
        Variation,
        st.text(),
        channel=st.none() | st.sampled_from(["rest", "slack"]),
        condition=CONDITIONS,
    ),
    max_size=5,
)


@given(
    VARIATIONS,
    st.dictionaries(st.sampled_from("ab"), VALUES),
    st.sampled_from(["collector", "slack", None]),
)
def test_one_eligible_variation_is_chosen_whenever_there_is_one(
    variations: list[Variation], slots: dict[str, Any], channel: str | None
) -> None:
    candidates = eligible(variations, slots=slots, output_channel=channel)
    chosen = choose(variations, slots=slots, output_channel=channel, random=Random(0))
    assert (chosen in candidates) if candidates else chosen is None
    assert len({(v.channel is None, v.condition is None) for v in candidates}) <= 1
