"""litellm's own in-memory cache, timed: ``python -m benchmarks.live.litellm_cache PORT SECONDS``.

A plain litellm 1.106 cannot make one: the import wants fastapi, soundfile and others that it does
not require (its issue 42195). `timed` installs these into a folder of their own, and runs this
module beside them.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from prompts.providers.litellm_loading import close_connections, quiet_litellm

_WANTED = ("fastapi", "soundfile", "orjson", "python-multipart", "annotated-doc")


def timed(port: int, seconds: float) -> dict[str, Any]:
    """Cached calls a second against the fault server at `port`, or why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder]
        installed = subprocess.run([*pip, *_WANTED], capture_output=True, text=True, check=False)
        if installed.returncode:
            return {"error": f"pip: {installed.stderr.strip()[-200:]}"}
        module = [sys.executable, "-m", "benchmarks.live.litellm_cache"]
        here = str(Path(__file__).parents[2])
        ran = subprocess.run(
            [*module, str(port), str(seconds)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join((here, folder))},
            capture_output=True,
            text=True,
            check=False,
        )
    if ran.returncode:
        return {"error": ran.stderr.strip().splitlines()[-1][:200]}
    measured: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return measured


async def _measure(port: int, seconds: float) -> float:
    litellm = quiet_litellm()
    from litellm.caching.caching import Cache, LiteLLMCacheType

    litellm.cache = Cache(type=LiteLLMCacheType.LOCAL)

    async def call() -> None:
        await litellm.acompletion(
            model="openai/fault-model",
            api_base=f"http://127.0.0.1:{port}/v1",
            api_key="sk-benchmark",
            max_retries=0,
            messages=[{"role": "user", "content": "Say it nicely: your table is booked."}],
            caching=True,
        )

    await call()
    await asyncio.sleep(0.5)
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        await call()
        done += 1
    rate = done / (time.perf_counter() - began)
    await close_connections()
    return rate


if __name__ == "__main__":
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    print(json.dumps({"per_second": asyncio.run(_measure(port, seconds))}))
