"""Leaving a task behind without waiting for it."""

from __future__ import annotations

import asyncio
from typing import Any

_stopping: set[asyncio.Task[Any]] = set()


def abandon(task: asyncio.Task[Any]) -> None:
    """Cancel `task` and do not wait; its late error is looked at, so asyncio never reports it.

    `asyncio.wait_for` waits until what it cancelled has ended, so work that swallows its
    cancellation, or closes a dead connection slowly, would hold a reply past its deadline.
    """
    if task.done():
        _forget(task)
        return
    _stopping.add(task)
    task.add_done_callback(_forget)
    task.cancel()


def _forget(task: asyncio.Task[Any]) -> None:
    _stopping.discard(task)
    if not task.cancelled():
        task.exception()
