"""A fault server in a process of its own: prints its port, serves until standard input closes.

Program it with `benchmarks.fault_server.server.control(port, then="hang")`.
"""

from __future__ import annotations

import json
import sys

from benchmarks.fault_server.server import FaultServer

if __name__ == "__main__":
    with FaultServer(keep_calls=1) as server:
        print(json.dumps({"port": server.port}), flush=True)
        sys.stdin.read()
