from __future__ import annotations

import asyncio

import pytest

from prompts.budget import Budget
from prompts.completions.admission import AdmissionModel, ObservedModel
from prompts.errors import ModelOverloaded, ModelUnreachable
from prompts.model import Completion
from prompts.scripted_model import ScriptedModel
from tests.prompts.model_fakes import LeashedModel, ManualClock, Recorder, request


def test_what_exceeds_the_limit_is_shed_at_once_and_places_are_given_back() -> None:
    async def scenario() -> None:
        inner, recorder = LeashedModel(), Recorder()
        model = AdmissionModel(inner, 2, recorder)
        calls = [asyncio.create_task(model.complete(request(), Budget.of(5.0))) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(ModelOverloaded):
            await calls[2]
        calls[0].cancel()
        await asyncio.sleep(0)
        calls.append(asyncio.create_task(model.complete(request(), Budget.of(5.0))))
        await asyncio.sleep(0)
        inner.release.set()
        assert (await calls[1]).text == (await calls[3]).text == "Your table has been booked."
        assert (inner.started, recorder.shed_calls, recorder.most_in_flight) == (3, 1, 2)

    asyncio.run(scenario())


def test_every_call_is_told_of_with_its_outcome() -> None:
    async def scenario() -> None:
        recorder = Recorder()
        inner = ScriptedModel(["Fine.", ModelUnreachable("down")])
        model = ObservedModel(inner, recorder, ManualClock())
        await model.complete(request(), Budget.of(1.0))
        with pytest.raises(ModelUnreachable):
            await model.complete(request(), Budget.of(1.0))
        first, second = recorder.calls
        assert isinstance(first, Completion) and isinstance(second, ModelUnreachable)

    asyncio.run(scenario())
