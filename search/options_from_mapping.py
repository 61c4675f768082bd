"""Search options as a settings file writes them, an EnterpriseSearchPolicy entry included."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from prompts.errors import SettingsError
from search.options import LEVELS, SearchOptions

_STYLES: Final = ("numbered", "inline", "none")
_MODES: Final = ("enforce", "observe", "off")
# Of Rasa Pro's policy, honoured elsewhere: the index and the model groups read them.
_READ_ELSEWHERE: Final = frozenset(
    {"name", "vector_store", "embeddings", "trace_prompt_tokens", "priority"}
)
_OLD_NAMES: Final[Mapping[str, str]] = {"prompt": "prompt_template"}

Check = Callable[[Any], Any]


class _Wrong(Exception):
    """A value that a check refuses; the message says what it must be."""


def search_options_from(
    mapping: Mapping[str, Any], *, file: str = "endpoints.yml", key: str = "search"
) -> SearchOptions:
    """The options that `mapping` sets, the others at their defaults.

    Rasa Pro's names keep their meaning; `prompt` is read as `prompt_template`; of `llm`,
    `model_group`, `temperature` and `max_tokens` count here; of `vector_store`, `threshold`.

    Raises:
        SettingsError: a key is unknown or a value unusable; names file, key and remedy.
    """
    values: dict[str, Any] = {}
    for name, value in mapping.items():
        option = _OLD_NAMES.get(name, name)
        if option == "llm":
            values.update(_llm(value, file, f"{key}.llm"))
        elif option in _CHECKS:
            values[option] = _checked(option, value, file, f"{key}.{name}")
        elif option not in _READ_ELSEWHERE:
            raise SettingsError(
                file,
                f"{key}.{name}",
                "is no search option.",
                f"Remove it, or use one of: {', '.join(sorted(_CHECKS))}.",
            )
    store = mapping.get("vector_store")
    if isinstance(store, Mapping) and "threshold" in store:
        place = f"{key}.vector_store.threshold"
        values.setdefault("threshold", _checked("threshold", store["threshold"], file, place))
    return SearchOptions(**values)


def _llm(value: Any, file: str, key: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise SettingsError(file, key, f"is {value!r}.", "Write a mapping: {model_group: NAME}.")
    return {
        name: _checked(name, value[name], file, f"{key}.{name}")
        for name in ("model_group", "temperature", "max_tokens")
        if name in value
    }


def _checked(option: str, value: Any, file: str, key: str) -> Any:
    try:
        return _CHECKS[option](value)
    except _Wrong as wrong:
        raise SettingsError(file, key, f"is {value!r}.", f"Write {wrong}.") from None


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("true or false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("a text that is not empty")
    return value


def _whole(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _Wrong(f"a whole number from {low} to {high}")
        return value

    return check


def _number(low: float, high: float) -> Check:
    def check(value: Any) -> float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not low <= value <= high:
            raise _Wrong(f"a number from {low:g} to {high:g}")
        return float(value)

    return check


def _one_of(*allowed: str) -> Check:
    def check(value: Any) -> str:
        # YAML 1.1 readers take a bare `off` for false.
        found = "off" if value is False and "off" in allowed else value
        if found not in allowed:
            raise _Wrong("one of: " + ", ".join(allowed))
        return str(found)

    return check


def _zone(value: Any) -> str:
    try:
        return ZoneInfo(value).key
    except Exception:
        raise _Wrong("an IANA time zone such as Europe/Berlin") from None


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _Wrong("a list of slot names")
    return tuple(value)


def _buttons(value: Any) -> tuple[Mapping[str, Any], ...]:
    wanted = "a list of buttons, each with title and payload"
    if not isinstance(value, list):
        raise _Wrong(wanted)
    if not all(isinstance(b, Mapping) and {"title", "payload"} <= b.keys() for b in value):
        raise _Wrong(wanted)
    return tuple(dict(button) for button in value)


_CHECKS: Final[Mapping[str, Check]] = {
    "use_generative_llm": _flag,
    "citation_enabled": _flag,
    "check_relevancy": _flag,
    "max_messages_in_query": _whole(1, 100),
    "max_history": _whole(0, 1000),
    "include_date_time": _flag,
    "timezone": _zone,
    "threshold": _number(0, 1),
    "relevance_threshold": _number(0, 1),
    "k": _whole(1, 100),
    "model_group": _text,
    "temperature": _number(0, 2),
    "max_tokens": _whole(1, 100_000),
    "prompt_tokens": _whole(200, 1_000_000),
    "prompt_template": _text,
    "grounding": _one_of(*_MODES),
    "grounding_level": _one_of(*LEVELS),
    "citation_style": _one_of(*_STYLES),
    "no_answer_response": _text,
    "no_answer_text": _text,
    "failure_response": _text,
    "failure_text": _text,
    "slots": _names,
    "follow_ups": _buttons,
    "judge": _text,
    "rewrite_query": _flag,
}
