"""What verification says of an answer, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "supported",
    "unsupported",  # the wording is not backed by any passage
    "changed_fact",  # a number, name, date or the like that the passage does not state
    "negation",  # the passage says the opposite
    "unknown_link",  # a link or address that stands in no passage
    "invented_citation",  # it cites a passage that was not given
    "abstention",  # it says that the documents do not tell
    "other_language",  # written in another language than its source: nothing can be claimed
    "layout",  # a heading or lead-in that claims nothing, above a sentence that stays
    "empty",  # no words to verify
]


@dataclass(frozen=True, slots=True)
class Support:
    """The best backing of a sentence: `passage` (index) at [start, end) of its text.

    `score` is the calibrated probability that the sentence is attributable to that passage.
    """

    score: float
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence of the reply at [start, end), and whether it may go out."""

    text: str
    start: int
    end: int
    supported: bool
    reason: Reason
    detail: str = ""
    support: Support | None = None

    @property
    def score(self) -> float:
        """The support score, 0.0 where nothing backs the sentence."""
        return self.support.score if self.support else 0.0


@dataclass(frozen=True, slots=True)
class Verification:
    """`body` is the reply that was judged; `score` is that of its weakest sentence that stays."""

    body: str
    verdicts: tuple[Verdict, ...]
    score: float

    @property
    def kept(self) -> tuple[Verdict, ...]:
        """The verdicts of the sentences that stay."""
        return tuple(verdict for verdict in self.verdicts if verdict.supported)

    @property
    def abstained(self) -> bool:
        """Whether the reply says that the documents do not tell, and nothing else that stands."""
        return not self.kept and any(v.reason == "abstention" for v in self.verdicts)

    @property
    def foreign(self) -> bool:
        """Whether nothing could be claimed because the reply is in another language than they."""
        return not self.kept and any(v.reason == "other_language" for v in self.verdicts)
