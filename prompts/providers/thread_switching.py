"""How long a busy thread may hold Python before another one is let on."""

from __future__ import annotations

import sys

SWITCH_SECONDS = 0.0005
"""Python's own 5 ms would be paid by the server's thread after every system call, for as long as
another thread computes."""


def switch_often() -> None:
    """Let waiting threads on after at most `SWITCH_SECONDS`, in this whole process."""
    sys.setswitchinterval(min(SWITCH_SECONDS, sys.getswitchinterval()))
