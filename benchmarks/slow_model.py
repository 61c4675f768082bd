"""A local OpenAI-compatible server that takes a set time: ``python -m benchmarks.slow_model``.

Prints its port and serves until its standard input ends. It repeats the reply that the prompt
suggests, so that what it says is checked like any other rephrase.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys

_SUGGESTED = re.compile(r"<suggested_reply>\s*(.*?)\s*</suggested_reply>", re.DOTALL)


async def serve(latency: float) -> None:
    """Serve on a free loopback port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                found = re.search(rb"content-length:\s*(\d+)", head, re.IGNORECASE)
                body = await reader.readexactly(int(found[1]) if found else 0)
                await asyncio.sleep(latency)
                writer.write(_reply(body))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=2**22, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await asyncio.to_thread(sys.stdin.read)


def _reply(body: bytes) -> bytes:
    prompt = json.loads(body)["messages"][-1]["content"]
    found = _SUGGESTED.search(prompt)
    said = found[1] if found else prompt.strip().rsplit("\n", 1)[-1]
    payload = json.dumps(
        {
            "id": "local",
            "object": "chat.completion",
            "created": 0,
            "model": "slow",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": f"Sure! {said}"},
                    "finish_reason": "stop",
                }
            ],
            "usage": {"prompt_tokens": 50, "completion_tokens": 20, "total_tokens": 70},
        }
    ).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(payload)}"
    return head.encode() + b"\r\n\r\n" + payload


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", type=float, default=0.05)
    asyncio.run(serve(parser.parse_args().latency))
