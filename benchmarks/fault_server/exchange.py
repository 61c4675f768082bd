"""One request and the means to answer it, or to fail to."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call, the streams it came on, and the text that a good answer would carry."""

    call: Call
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    answer: str

    async def send(
        self,
        body: bytes,
        status: str = "200 OK",
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """A whole response; `length` is what Content-Length claims."""
        claimed = len(body) if length is None else length
        fields = {"Content-Type": content_type, "Content-Length": str(claimed), **(headers or {})}
        await self.write(head(status, fields) + body)

    async def send_json(self, document: Any, status: str = "200 OK", **headers: str) -> None:
        """`document` as JSON; a header's name is written with underscores."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        await self.send(json.dumps(document).encode(), status, headers=fields)

    async def write(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def until_client_leaves(self) -> None:
        """Wait until the client closes its side."""
        while await self.reader.read(65536):
            pass

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.close()


Fault = Callable[[Exchange], Awaitable[None]]


def head(status: str, fields: Mapping[str, str]) -> bytes:
    """Status line and headers."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def completion(content: Any, finish_reason: str = "stop", **message: Any) -> dict[str, Any]:
    """A chat completion as OpenAI's API returns it."""
    return {
        "id": "chatcmpl-fault",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "fault-model",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, **message},
                "finish_reason": finish_reason,
            }
        ],
        "usage": {"prompt_tokens": 12, "completion_tokens": 7, "total_tokens": 19},
    }
