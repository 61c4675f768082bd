"""`${NAME}` in settings, expanded as Rasa does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from prompts.errors import SettingsError

_VARIABLE = re.compile(r"\$\{(\w+)\}")


def expand(value: Any, env: Mapping[str, str], file: str, key: str) -> Any:
    """`value` with `${NAME}` replaced in every string, at any depth.

    Raises SettingsError for a variable that is not set: a secret that is half there would only
    be found out in production.
    """
    if isinstance(value, str):
        for name in _VARIABLE.findall(value):
            if name not in env:
                raise SettingsError(
                    file, key, f"asks for ${{{name}}}, which is not set.", f"Set {name}."
                )
        return _VARIABLE.sub(lambda match: env[match[1]], value)
    if isinstance(value, Mapping):
        return {k: expand(v, env, file, f"{key}.{k}" if key else str(k)) for k, v in value.items()}
    if isinstance(value, list):
        return [expand(item, env, file, f"{key}[{i}]") for i, item in enumerate(value)]
    return value
