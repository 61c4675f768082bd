from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.measures import MEASURES, known_measures, measure_named
from benchmarks.prompt_bench.measures.diversity import diversity
from benchmarks.prompt_bench.outcome import Call, Outcome
from prompts.conversation import Conversation, Turn
from prompts.model import CompletionRequest

TURNS = (Turn("user", "hey what's my balance"), Turn("bot", "Your balance is shown right here."))
CASE = Case("c", "rephrase", "k", Conversation("s", TURNS), "You owe $12.50 by 4 March.")


def score(name: str, said: str, case: Case = CASE) -> float | None:
    measure = measure_named(name)
    assert measure is not None
    return measure.score(case, Outcome(case.id, "v", said, said, True, "faithful"))


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("By 4 March you owe $12.50.", 1.0),
        ("You owe $12.50 soon.", 0.5),
        ("You owe something.", 0.0),
    ],
)
def test_facts_kept_is_the_share_of_the_templates_facts(said: str, share: float) -> None:
    assert score("facts_kept", said) == share


def test_facts_of_one_kind_are_counted_apart() -> None:
    assert score("facts_kept:amount", "You owe $12.50 soon.") == 1.0
    assert score("facts_kept:date", "You owe $12.50 soon.") == 0.0
    assert score("facts_kept:url", "You owe $12.50 soon.") is None


def test_a_reply_in_another_language_is_seen() -> None:
    assert score("language_kept", "Sie schulden uns noch das Geld für die Rechnung.") == 0.0
    assert score("language_kept", "You still owe us the money for the bill.") == 1.0


def test_lix_is_as_bjornsson_defined_it() -> None:
    # 9 words in 1 sentence, 2 of them longer than six letters: 9 + 100 * 2 / 9.
    text = "A wonderful sentence has nine words and some end."
    assert score("readability", text) == pytest.approx(9 + 100 * 2 / 9)


def test_repetition_is_what_the_bot_has_said_before() -> None:
    assert score("repetition", "Your balance is shown right here.") == 1.0
    assert score("repetition", "Nothing of this kind was said.") == 0.0


def test_the_style_of_the_user_is_more_alike_than_another() -> None:
    like = score("register", "you're all set, it's $12.50")
    unlike = score("register", "WONDERFUL NEWS! Extraordinarily, Congratulations!!!")
    assert like is not None and unlike is not None
    assert like > unlike


def test_replies_that_repeat_each_other_are_not_diverse() -> None:
    case = replace(CASE, response="utter_x")
    others = [replace(case, id=str(n)) for n in range(3)]
    texts = ["one two three", "one two three", "quite different words"]
    pairs = [
        (c, Outcome(c.id, "v", t, t, True, "faithful")) for c, t in zip(others, texts, strict=True)
    ]
    assert diversity(pairs) == {"0": 0.0, "1": 0.0, "2": 1.0}


def test_latency_is_unknown_where_a_recording_does_not_tell() -> None:
    request = CompletionRequest((), "g", "rephrase")
    measure = measure_named("latency")
    assert measure is not None
    made = Outcome("c", "v", "x", "x", True, "faithful", calls=(Call(request, 0.25),))
    assert measure.score(CASE, made) == 0.25
    unknown = replace(made, calls=(Call(request, None, replayed=True),))
    assert measure.score(CASE, unknown) is None


@given(st.text(max_size=200))
def test_no_reply_breaks_a_measure_or_leaves_its_range(said: str) -> None:
    for measure in MEASURES:
        if "rephrase" in measure.tasks:
            value = measure.score(CASE, Outcome("c", "v", said, said, True, "faithful"))
            assert value is None or value >= 0
            assert value is None or measure.span != 1.0 or value <= 1


def test_every_measure_says_its_unit_direction_meaning_and_source() -> None:
    for measure in MEASURES:
        assert measure.unit and measure.meaning and measure.source
        assert measure.better in ("higher", "lower", "")


def test_every_measure_is_documented() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[3] / "docs" / "bench.md").read_text("utf-8")
    for name in {*known_measures("rephrase"), *known_measures("search")}:
        assert f"`{name}`" in page, name
