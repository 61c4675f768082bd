"""Measurements inside one process: overhead over a bare litellm call, and cached replies."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.live import litellm_cache
from benchmarks.live.processes import FaultProcess
from benchmarks.live.project import nlg_body
from nlg_server.project import load_project
from nlg_server.service import Service
from prompts.completions.stack import ModelStack
from prompts.providers.litellm_loading import close_connections, quiet_litellm

CALLS = 300


def overhead(project: Path, model: FaultProcess) -> dict[str, Any]:
    """Milliseconds (p50, one at a time) of a whole uncached rephrase over a bare litellm call."""
    return asyncio.run(_overhead(project, model))


def cached_rates(project: Path, model: FaultProcess, seconds: float) -> dict[str, Any]:
    """Kept rephrases a second, and litellm's own cached calls a second, both in one process."""
    return asyncio.run(_cached_rates(project, model, seconds))


async def _overhead(project: Path, model: FaultProcess) -> dict[str, Any]:
    litellm = quiet_litellm()
    service = await _started(project)
    ours: list[float] = []
    bare: list[float] = []
    for number in range(CALLS + 20):
        ours.append(await _timed(_answer(service, f"REF-O{number}")))
        bare.append(await _timed(_bare(litellm, model, f"REF-B{number}")))
    await service.aclose()
    await close_connections()
    mine, theirs = median(ours[20:]) * 1000, median(bare[20:]) * 1000
    return {
        "calls": CALLS,
        "rephrase_p50_ms": round(mine, 3),
        "bare_litellm_p50_ms": round(theirs, 3),
        "overhead_p50_ms": round(mine - theirs, 3),
    }


async def _cached_rates(project: Path, model: FaultProcess, seconds: float) -> dict[str, Any]:
    service = await _started(project)
    await _answer(service, "REF-C")
    calls = model.calls
    ours = await _per_second(lambda: _answer(service, "REF-C"), seconds)
    extra = model.calls - calls
    await service.aclose()
    theirs = await asyncio.to_thread(litellm_cache.timed, model.port, seconds)
    rate = theirs.get("per_second")
    return {
        "per_second": round(ours, 1),
        "extra_calls": extra,
        "litellm_per_second": round(rate, 1) if rate else theirs.get("error"),
        "ratio_litellm_cache": round(ours / rate, 2) if rate else None,
    }


async def _started(project: Path) -> Service:
    service = Service(load_project(project))
    await service.start()
    assert isinstance(service.model, ModelStack)
    await service.model.wait_until_ready()
    for _ in range(200):
        if service.domain.loaded:
            return service
        await asyncio.sleep(0.05)
    raise RuntimeError("the domain was not loaded within 10 s")


async def _answer(service: Service, ref: str) -> None:
    reply = service.nlg.answer(nlg_body(ref), {"type": "http"})
    if isinstance(reply, Awaitable):
        await reply


async def _bare(litellm: Any, model: FaultProcess, ref: str) -> None:
    await litellm.acompletion(
        model="openai/fault-model",
        api_base=model.api_base,
        api_key="sk-benchmark",
        max_retries=0,
        messages=[{"role": "user", "content": f"Say it nicely: your reference is {ref}."}],
    )


async def _timed(work: Awaitable[None]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def _per_second(work: Callable[[], Awaitable[None]], seconds: float) -> float:
    done, began = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - began) < seconds:
        await work()
        done += 1
    return done / elapsed
