"""litellm, imported quietly and with its first call already behind it."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Iterable
from typing import Any


def quiet_litellm() -> Any:
    """litellm with no telemetry, no download of prices, no printing, no logging of prompts."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    import litellm

    from prompts.providers.bounded_transport import bound_every_transport

    litellm.suppress_debug_info = True
    litellm.turn_off_message_logging = True
    # A parameter that a model does not take is left out instead of failing the call.
    litellm.drop_params = True
    for name in ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    bound_every_transport()
    return litellm


def warm_up(litellm: Any, models: Iterable[str]) -> None:
    """Make one refused call for each of `models` (litellm names), on this thread's own loop.

    litellm imports half of itself during the first call, which would hold the server's event
    loop for 0.6 s. No packet leaves the machine: the address is a bound port nobody listens on.
    """
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unheard.getsockname()[1]}/v1"
        asyncio.run(_refused_calls(litellm, models, address))


async def _refused_calls(litellm: Any, models: Iterable[str], address: str) -> None:
    for model in models:
        parameters = {"model": model, "api_key": "none", "api_base": address, "max_retries": 0}
        if model.startswith("bedrock/"):
            parameters |= _BEDROCK | {"aws_bedrock_runtime_endpoint": address}
        entry = {"model_name": "warm-up", "litellm_params": parameters}
        router = litellm.Router(model_list=[entry], num_retries=0, disable_cooldowns=True)
        try:
            await router.acompletion(
                model="warm-up", messages=[{"role": "user", "content": "hello"}], timeout=5
            )
        except Exception as error:
            logging.getLogger(__name__).debug("warm-up of %s: %s", model, type(error).__name__)
        finally:
            router.discard()
    await close_connections()


_BEDROCK = {
    "aws_access_key_id": "none",
    "aws_secret_access_key": "none",
    "aws_region_name": "us-east-1",
}


async def close_connections() -> None:
    """Close every connection that litellm keeps open."""
    from litellm.llms.custom_httpx import async_client_cleanup

    close: Any = async_client_cleanup.close_litellm_async_clients
    await close()
