"""The transcript as prompt text: windowed by turns and tokens, fenced as data."""

from __future__ import annotations

import re

from prompts.conversation import Conversation, Turn

CHARACTERS_PER_TOKEN = 4  # close enough for a window; the provider counts exactly

_FENCES = re.compile(
    r"<\s*/?\s*(?:conversation|last_user_message|suggested_reply|passages?|slots|system)\b[^<>]{0,80}>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\s*[\x00-\x1f\x7f\u2028\u2029]+\s*")
_SPEAKERS = {"user": "USER", "bot": "AI"}


def as_data(text: str) -> str:
    """`text` on one line, without the tags that fence data in our prompts.

    One line, so that nobody can type a turn of the other speaker.
    """
    return _BREAKS.sub(" ", _FENCES.sub(" ", text)).strip()


def recent_turns(
    turns: tuple[Turn, ...], max_turns: int, max_tokens: int | None = None
) -> tuple[Turn, ...]:
    """The last `max_turns` turns; a turn is a user message with the replies to it.

    Whole utterances are dropped, oldest first, until the rest fits `max_tokens`.
    """
    if max_turns <= 0:
        return ()
    start, seen = len(turns), 0
    for index in range(len(turns) - 1, -1, -1):
        if turns[index].speaker == "user":
            seen += 1
            if seen > max_turns:
                break
        start = index
    window = turns[start:]
    if max_tokens is None:
        return window
    room = max_tokens * CHARACTERS_PER_TOKEN
    first = len(window)
    while first > 0 and (room := room - len(window[first - 1].text) - 8) >= 0:
        first -= 1
    return window[first:]


def render_history(
    conversation: Conversation, max_turns: int, max_tokens: int | None = None
) -> str:
    """The window of the transcript, a line an utterance, ``USER:`` or ``AI:`` before each."""
    window = recent_turns(conversation.turns, max_turns, max_tokens)
    return "\n".join(f"{_SPEAKERS[turn.speaker]}: {as_data(turn.text)}" for turn in window)
