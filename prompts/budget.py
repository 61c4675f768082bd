"""The time a request may take, shared by all of its steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from prompts.errors import DeadlineExceeded

Clock = Callable[[], float]

# Of what a reply may take, the part kept back for sending it: a tenth of a second at most. Requests
# that came together run out of time together, and their replies leave one after the other.
_RESERVE = 0.1
_RESERVED_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Budget:
    """A deadline on a monotonic clock, in seconds.

    >>> Budget.of(3.0, clock=lambda: 10.0).remaining()
    3.0
    """

    deadline: float
    clock: Clock = field(default=time.monotonic, repr=False, compare=False)

    @classmethod
    def of(cls, seconds: float, clock: Clock = time.monotonic) -> Budget:
        """A budget of `seconds` from now."""
        return cls(clock() + seconds, clock)

    @classmethod
    def of_reply(cls, seconds: float, clock: Clock = time.monotonic) -> Budget:
        """What the steps of a reply may take that has to have left in `seconds` from now.

        >>> Budget.of_reply(3.0, clock=lambda: 0.0).remaining()
        2.9
        """
        return cls.of(seconds - min(_RESERVE, _RESERVED_SHARE * seconds), clock)

    def remaining(self) -> float:
        """Seconds left; 0.0 once the deadline has passed."""
        return max(0.0, self.deadline - self.clock())

    @property
    def expired(self) -> bool:
        """Whether nothing is left."""
        return self.remaining() <= 0.0

    def require(self, seconds: float = 0.0) -> float:
        """Seconds left, when more than `seconds` are; raises DeadlineExceeded otherwise."""
        left = self.remaining()
        if left <= seconds:
            raise DeadlineExceeded(f"{left:.3f} s of the budget left, more than {seconds} s needed")
        return left
