"""The catalogue: every fault by its name, and the good answer as ``ok``."""

from __future__ import annotations

from tests.fault_server.exchange import Exchange, Fault, completion
from tests.fault_server.reply_faults import REPLY_FAULTS
from tests.fault_server.transport_faults import TRANSPORT_FAULTS


async def ok(exchange: Exchange) -> None:
    """A good completion that carries the server's answer."""
    await exchange.send_json(completion(exchange.answer))


FAULTS: dict[str, Fault] = {**TRANSPORT_FAULTS, **REPLY_FAULTS}
BEHAVIOURS: dict[str, Fault] = {"ok": ok, **FAULTS}
