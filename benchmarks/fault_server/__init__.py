"""An OpenAI-compatible server on 127.0.0.1 that answers well, or fails in every way one can.

    with FaultServer(answer="Your table has been booked.") as server:
        server.program("hang", "rate_limited", then="ok")   # request by request
        ...                                                 # point api_base at server.url
        assert len(server.calls) == 3

In a process of its own, for measurements: ``python -m benchmarks.fault_server``; see `__main__`.
Faults of the client's side (DNS, TLS, refused, a full backlog) are in `targets`.
"""

from benchmarks.fault_server.exchange import Call, Exchange, Fault
from benchmarks.fault_server.faults import FAULTS
from benchmarks.fault_server.server import FaultServer

__all__ = ["FAULTS", "Call", "Exchange", "Fault", "FaultServer"]
