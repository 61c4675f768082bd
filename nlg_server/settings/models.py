"""Model groups: those of `model_groups:`, and the one that an `llm:` block describes in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlg_server.settings.reader import Section
from prompts.errors import SettingsError

_SAMPLING = ("temperature", "max_tokens", "max_completion_tokens")
_OLD_NAMES = {
    "model_name": "model",
    "engine": "deployment",
    "_type": "provider",
    "type": "provider",
}


def group_of_llm(
    llm: Section, known: frozenset[str]
) -> tuple[str | None, Mapping[str, Any] | None]:
    """The group an `llm:` block asks for, and the group it describes itself, if it does.

    Either `model_group: name`, or Rasa Pro's inline keys (`provider`, `model`, `api_base`, ...).
    Raises SettingsError for a group that does not exist.
    """
    name = llm.text("model_group")
    llm.ignore(*_SAMPLING, "prompt_template")
    values = llm.rest()
    if name is not None:
        llm.finish()
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            raise SettingsError(
                llm.file,
                llm.dotted("model_group"),
                f"{name!r} is no entry of `model_groups`.",
                f"Known: {listed}.",
            )
        return name, None
    if not values:
        return None, None
    model = {_OLD_NAMES.get(key, key): value for key, value in values.items()}
    model.setdefault("provider", "openai")
    return llm.path, {"id": llm.path, "models": [model]}
