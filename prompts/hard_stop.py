"""Stop waiting at a deadline, even when what is awaited ignores its cancellation."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from prompts.abandonment import abandon
from prompts.errors import DeadlineExceeded

T = TypeVar("T")


async def hard_stop(work: Coroutine[Any, Any, T], seconds: float) -> T:
    """Result of `work`, or DeadlineExceeded after `seconds`; the work is cancelled either way.

    `asyncio.wait_for` waits until the cancelled work has ended, so a client that swallows its
    cancellation, or closes a dead connection slowly, would hold the reply. Here nobody waits for
    it. When the caller itself is cancelled, so is the work.
    """
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        abandon(task)
        raise
    if not done:
        abandon(task)
        raise DeadlineExceeded(f"no answer within the {seconds:.3f} s that were left")
    return task.result()
