from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.budget import Budget
from prompts.completions.breaker import Breaker, Breakers, BreakerSettings, BreakingModel
from prompts.errors import (
    BreakerOpen,
    ContentFiltered,
    DeadlineExceeded,
    ModelError,
    ModelUnreachable,
)
from prompts.scripted_model import ScriptedModel
from tests.prompts.model_fakes import ManualClock, Recorder, request

SETTINGS = BreakerSettings(failures=3, window=10, open_seconds=5.0, max_open_seconds=12.0)


def state(breaker: Breaker) -> str:
    return breaker.state


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        breaker.leave(breaker.enter(), failed=True)


def test_it_opens_at_the_third_failure_and_refuses_at_once() -> None:
    breaker = Breaker(SETTINGS, ManualClock())
    fail(breaker, 2)
    assert state(breaker) == "closed"
    fail(breaker, 1)
    assert state(breaker) == "open"
    with pytest.raises(BreakerOpen):
        breaker.enter()


def test_failures_below_half_of_the_window_do_not_open_it() -> None:
    breaker = Breaker(SETTINGS, ManualClock())
    for failed in (False, False, True) * 20:
        breaker.leave(breaker.enter(), failed=failed)
    assert state(breaker) == "closed"


def test_after_its_rest_one_probe_goes_through_and_a_good_one_closes_it() -> None:
    clock = ManualClock()
    breaker = Breaker(SETTINGS, clock)
    fail(breaker, 3)
    clock.advance(5.0)
    probe = breaker.enter()
    assert state(breaker) == "half_open"
    with pytest.raises(BreakerOpen):
        breaker.enter()
    breaker.leave(probe, failed=False)
    assert state(breaker) == "closed"


def test_each_failed_probe_doubles_the_rest_up_to_the_limit_and_a_good_one_resets_it() -> None:
    clock = ManualClock()
    breaker = Breaker(SETTINGS, clock)
    fail(breaker, 3)
    for rest in (5.0, 10.0, 12.0, 12.0):
        clock.advance(rest - 0.001)
        with pytest.raises(BreakerOpen):
            breaker.enter()
        clock.advance(0.001)
        breaker.leave(breaker.enter(), failed=True)
    clock.advance(12.0)
    breaker.leave(breaker.enter(), failed=False)
    fail(breaker, 3)
    clock.advance(5.0)
    assert breaker.enter() is not None


def test_a_prober_who_hangs_up_leaves_the_probe_to_the_next() -> None:
    clock = ManualClock()
    breaker = Breaker(SETTINGS, clock)
    fail(breaker, 3)
    clock.advance(5.0)
    breaker.leave(breaker.enter(), failed=None)
    breaker.leave(breaker.enter(), failed=False)
    assert state(breaker) == "closed"


def test_a_call_from_before_the_opening_cannot_close_it() -> None:
    clock = ManualClock()
    breaker = Breaker(SETTINGS, clock)
    early = breaker.enter()
    fail(breaker, 3)
    clock.advance(5.0)
    breaker.enter()
    breaker.leave(early, failed=False)
    assert state(breaker) == "half_open"


@given(st.lists(st.tuples(st.sampled_from([True, False, None]), st.floats(0.0, 20.0))))
def test_at_most_one_call_is_under_way_unless_it_is_closed(
    steps: list[tuple[bool | None, float]],
) -> None:
    clock = ManualClock()
    breaker = Breaker(SETTINGS, clock)
    for failed, seconds in steps:
        clock.advance(seconds)
        was_closed = breaker.state == "closed"
        try:
            permission = breaker.enter()
        except BreakerOpen:
            continue
        if not was_closed:
            with pytest.raises(BreakerOpen):
                breaker.enter()
        breaker.leave(permission, failed)


async def refusals(model: BreakingModel, calls: int, seconds: float = 3.0) -> list[str]:
    reasons = []
    for _ in range(calls):
        try:
            await model.complete(request(), Budget.of(seconds))
            reasons.append("ok")
        except ModelError as error:
            reasons.append(error.reason)
    return reasons


def test_a_dead_model_is_no_longer_called_and_recovers() -> None:
    clock, recorder = ManualClock(), Recorder()
    inner = ScriptedModel([ModelUnreachable("down")] * 3 + ["Back again."])
    model = BreakingModel(inner, Breakers(SETTINGS, recorder, clock))
    assert asyncio.run(refusals(model, 6)) == ["model_unreachable"] * 3 + ["breaker_open"] * 3
    assert len(inner.requests) == 3
    clock.advance(5.0)
    assert asyncio.run(refusals(model, 1)) == ["ok"]
    assert recorder.states == ["open", "half_open", "closed"]


def test_who_asks_first_is_spared_the_call_and_lets_the_probe_through_when_it_is_due() -> None:
    clock = ManualClock()
    breakers = Breakers(SETTINGS, Recorder(), clock)
    model = BreakingModel(ScriptedModel([ModelUnreachable("down")] * 3 + ["Back."]), breakers)
    assert breakers.refusing("wording") is None
    asyncio.run(refusals(model, 3))
    refusal = breakers.refusing("wording")
    assert isinstance(refusal, BreakerOpen)
    assert breakers.refusing("another") is None
    clock.advance(5.0)
    assert breakers.refusing("wording") is None and breakers.of("wording").state == "open"
    assert asyncio.run(refusals(model, 1)) == ["ok"]
    assert breakers.refusing("wording") is None


def test_what_the_request_is_to_blame_for_does_not_open_it() -> None:
    filtered = BreakingModel(ScriptedModel(ContentFiltered("no")), Breakers(SETTINGS, Recorder()))
    assert asyncio.run(refusals(filtered, 9)) == ["content_filtered"] * 9
    hurried = BreakingModel(ScriptedModel(DeadlineExceeded("late")), Breakers(SETTINGS, Recorder()))
    assert asyncio.run(refusals(hurried, 9, seconds=0.1)) == ["deadline"] * 9
    slow = BreakingModel(ScriptedModel(DeadlineExceeded("late")), Breakers(SETTINGS, Recorder()))
    assert asyncio.run(refusals(slow, 4)) == ["deadline"] * 3 + ["breaker_open"]


def test_groups_have_breakers_of_their_own() -> None:
    from dataclasses import replace

    async def scenario() -> None:
        model = BreakingModel(
            ScriptedModel(lambda r: ModelUnreachable("x") if r.model_group == "wording" else "ok"),
            Breakers(SETTINGS, Recorder()),
        )
        await refusals(model, 4)
        answer = replace(request(), model_group="answers")
        assert (await model.complete(answer, Budget.of(1.0))).text == "ok"

    asyncio.run(scenario())
