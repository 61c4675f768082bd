from __future__ import annotations

import asyncio
import gc
from typing import Any

from prompts.abandonment import abandon


def test_nobody_waits_for_abandoned_work_and_nothing_is_reported() -> None:
    reported: list[dict[str, Any]] = []

    async def fails_when_cancelled() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            raise KeyError("late") from None

    async def fails_at_once() -> None:
        raise KeyError("early")

    async def scenario() -> None:
        asyncio.get_running_loop().set_exception_handler(
            lambda loop, context: reported.append(context)
        )
        tasks = [
            asyncio.ensure_future(fails_when_cancelled() if n else fails_at_once()) for n in (0, 1)
        ]
        await asyncio.sleep(0.01)
        for task in tasks:
            abandon(task)
        await asyncio.sleep(0.01)
        assert all(task.done() for task in tasks)
        tasks.clear()
        gc.collect()

    asyncio.run(scenario())
    assert reported == []
