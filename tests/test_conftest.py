"""The switch itself."""

from __future__ import annotations

import asyncio
import socket

import pytest

from tests.conftest import RealRequestRefused


def test_a_connection_to_another_machine_fails() -> None:
    with socket.socket() as outside, pytest.raises(RealRequestRefused):
        outside.connect(("192.0.2.1", 443))


def test_an_asyncio_connection_to_another_machine_fails() -> None:
    async def connect() -> None:
        await asyncio.open_connection("192.0.2.1", 443)

    with pytest.raises((RealRequestRefused, OSError)):
        asyncio.run(asyncio.wait_for(connect(), 2))
