"""A provider's reply, read with suspicion: the text of a finished completion, or an error."""

from __future__ import annotations

from typing import Any

from prompts.errors import BadCompletion, ContentFiltered
from prompts.model import Completion

_FILTERED = frozenset({"content_filter", "safety", "recitation", "guardrail_intervened"})
_CUT_SHORT = frozenset({"length", "max_tokens"})


def completion_from(reply: Any, max_characters: int) -> Completion:
    """The Completion in a litellm `ModelResponse`.

    Raises:
        ContentFiltered: the provider's filter stopped it.
        BadCompletion: no choice, no text, cut short, a tool call, over `max_characters`, or no
            Unicode.
    """
    choices = getattr(reply, "choices", None)
    if not isinstance(choices, list) or not choices:
        raise BadCompletion("the reply has no choices")
    message = getattr(choices[0], "message", None)
    text = getattr(message, "content", None)
    _refuse_unfinished(str(getattr(choices[0], "finish_reason", "") or "").lower(), message)
    if not isinstance(text, str) or not text.strip():
        raise BadCompletion("the reply has no text")
    if len(text) > max_characters:
        raise BadCompletion(f"the reply has {len(text)} characters; at most {max_characters} fit")
    if not _is_unicode(text):
        raise BadCompletion("the reply holds half a surrogate pair, which no JSON can carry on")
    usage = getattr(reply, "usage", None)
    return Completion(
        text=text,
        model=str(getattr(reply, "model", "") or ""),
        prompt_tokens=_count(usage, "prompt_tokens"),
        completion_tokens=_count(usage, "completion_tokens"),
        cost=_cost(reply),
    )


def _refuse_unfinished(finish_reason: str, message: Any) -> None:
    if finish_reason in _FILTERED:
        raise ContentFiltered("the provider's content filter stopped the reply")
    if finish_reason in _CUT_SHORT:
        raise BadCompletion("the reply was cut short at its token limit; raise max_tokens")
    if getattr(message, "tool_calls", None) or getattr(message, "function_call", None):
        raise BadCompletion("the reply calls a tool; none was offered")
    if getattr(message, "refusal", None):
        raise ContentFiltered("the model refused to answer")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _count(usage: Any, name: str) -> int:
    value = getattr(usage, name, 0)
    return value if isinstance(value, int) and value > 0 else 0


def _cost(reply: Any) -> float:
    hidden = getattr(reply, "_hidden_params", None)
    cost = hidden.get("response_cost") if isinstance(hidden, dict) else None
    return float(cost) if isinstance(cost, int | float) and cost > 0 else 0.0
