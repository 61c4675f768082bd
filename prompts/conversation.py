"""A conversation as a prompt needs it: who said what, the slots, and the current input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Speaker = Literal["user", "bot"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance, as a person would read it (a clicked button by its title).

    `payload` says that the user sent a payload without a title: `text` is its intent's name.
    """

    speaker: Speaker
    text: str
    payload: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """The transcript after restarts, session starts, undo and rewind were folded.

    `current_input` is what the user said last, even where a fallback has rewound it; empty when
    the user has not spoken. `slots` holds every slot, unset ones as None. `turns` holds the
    transcript, oldest first, `current_input` included where it was not rewound. `payload` says
    that `current_input` is the name of a payload's intent and no words of the user's.
    """

    sender_id: str = "default"
    turns: tuple[Turn, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    current_input: str = ""
    input_channel: str | None = None
    payload: bool = False
