"""The catalogue: every fault by its name, and the good answer as ``ok``."""

from __future__ import annotations

from typing import Any

from benchmarks.fault_server.exchange import Exchange, Fault, completion
from benchmarks.fault_server.reply_faults import REPLY_FAULTS
from benchmarks.fault_server.transport_faults import TRANSPORT_FAULTS


async def ok(exchange: Exchange) -> None:
    """A good completion that carries the server's answer, in the dialect of the path asked."""
    path, text = exchange.call.path, exchange.answer
    if path.endswith("/api/chat"):
        await exchange.send_json(_ollama(text))
    elif path.endswith("/v1/messages"):
        await exchange.send_json(_anthropic(text))
    elif path.endswith("/converse"):
        await exchange.send_json(_bedrock(text))
    else:
        await exchange.send_json(completion(text))


def _ollama(text: str) -> dict[str, Any]:
    return {
        "model": "fault-model",
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": text},
        "done": True,
        "done_reason": "stop",
        "prompt_eval_count": 12,
        "eval_count": 7,
    }


def _anthropic(text: str) -> dict[str, Any]:
    return {
        "id": "msg_fault",
        "type": "message",
        "role": "assistant",
        "model": "fault-model",
        "content": [{"type": "text", "text": text}],
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": 12, "output_tokens": 7},
    }


def _bedrock(text: str) -> dict[str, Any]:
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
        "stopReason": "end_turn",
        "usage": {"inputTokens": 12, "outputTokens": 7, "totalTokens": 19},
        "metrics": {"latencyMs": 1},
    }


FAULTS: dict[str, Fault] = {**TRANSPORT_FAULTS, **REPLY_FAULTS}
BEHAVIOURS: dict[str, Fault] = {"ok": ok, **FAULTS}
