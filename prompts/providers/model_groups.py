"""Rasa Pro's `model_groups` as frozen values, read strictly.

    model_groups:
      - id: wording
        models:
          - provider: openai
            model: gpt-4.1-mini
            api_key: ${OPENAI_API_KEY}
            timeout: 2
        router:
          routing_strategy: simple-shuffle
          num_retries: 1

The keys are Rasa Pro's (https://rasa.com/docs/reference/deployment/multi-llm-routing); the router
keys are those of litellm's Router that a stateless text model can use. A key that is not known
is an error, so that a misspelt one is never silently ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prompts.errors import SettingsError

FILE = "endpoints.yml"

_VARIABLE = re.compile(r"\$\{(\w+)\}")

_TEXT_KEYS = frozenset(
    {
        "provider",
        "model",
        "deployment",
        "api_base",
        "api_key",
        "api_version",
        "api_type",
        "organization",
        "aws_access_key_id",
        "aws_secret_access_key",
        "aws_session_token",
        "aws_region_name",
        "aws_profile_name",
        "vertex_project",
        "vertex_location",
        "vertex_credentials",
        "reasoning_effort",
    }
)
_NUMBER_KEYS: Mapping[str, tuple[float, float]] = {
    "timeout": (0.001, 600.0),
    "request_timeout": (0.001, 600.0),
    "temperature": (0.0, 2.0),
    "top_p": (0.0, 1.0),
    "max_tokens": (1, 1_000_000),
    "max_completion_tokens": (1, 1_000_000),
    "presence_penalty": (-2.0, 2.0),
    "frequency_penalty": (-2.0, 2.0),
    "seed": (-(2**63), 2**63),
    "weight": (0.0, 1e6),
    "order": (0, 1000),
    "rpm": (1, 1e9),
    "tpm": (1, 1e12),
    "input_cost_per_token": (0.0, 1.0),
    "output_cost_per_token": (0.0, 1.0),
}
_WHOLE_KEYS = frozenset(
    {"max_tokens", "max_completion_tokens", "seed", "weight", "order", "rpm", "tpm"}
)
_MAPPING_KEYS = frozenset({"extra_headers", "extra_body"})
_FLAG_KEYS = frozenset({"use_chat_completions_endpoint", "drop_params", "ssl_verify"})
_MODEL_KEYS = _TEXT_KEYS | _NUMBER_KEYS.keys() | _MAPPING_KEYS | _FLAG_KEYS | {"stop"}

_STRATEGIES = frozenset(
    {
        "simple-shuffle",
        "least-busy",
        "usage-based-routing",
        "usage-based-routing-v2",
        "latency-based-routing",
        "cost-based-routing",
    }
)
_ROUTER_NUMBERS: Mapping[str, tuple[float, float]] = {
    "num_retries": (0, 10),
    "retry_after": (0, 600),
    "max_fallbacks": (0, 10),
    "allowed_fails": (0, 1000),
    "cooldown_time": (0.0, 86400.0),
    "timeout": (0.001, 600.0),
    "redis_port": (1, 65535),
}
_ROUTER_WHOLE = frozenset(
    {"num_retries", "retry_after", "max_fallbacks", "allowed_fails", "redis_port"}
)
_ROUTER_TEXT = frozenset({"redis_host", "redis_password", "redis_url"})
_ROUTER_FLAGS = frozenset({"enable_pre_call_checks", "disable_cooldowns"})
_ROUTER_KEYS = (
    _ROUTER_NUMBERS.keys()
    | _ROUTER_TEXT
    | _ROUTER_FLAGS
    | {"routing_strategy", "routing_strategy_args", "fallbacks"}
)


@dataclass(frozen=True, slots=True)
class Deployment:
    """One model of a group: `parameters` are litellm's own names and values, `model` included.

    `missing` names environment variables that the entry asks for and that are not set; such a
    deployment is not used.
    """

    provider: str
    parameters: Mapping[str, Any] = field(repr=False)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelGroup:
    """Deployments that may stand in for each other, and how litellm's Router chooses."""

    id: str
    models: tuple[Deployment, ...]
    router: Mapping[str, Any] = field(default_factory=dict, repr=False)
    fallbacks: tuple[str, ...] = ()

    @property
    def usable(self) -> tuple[Deployment, ...]:
        """The deployments whose keys are set."""
        return tuple(model for model in self.models if not model.missing)


def model_groups_from(entries: Any, env: Mapping[str, str]) -> tuple[ModelGroup, ...]:
    """The groups that the list under `model_groups` describes; `${NAME}` is read from `env`.

    Raises SettingsError, naming the key, for whatever cannot be honoured.

    >>> entry = {"id": "wording", "models": [{"provider": "ollama", "model": "llama3.2"}]}
    >>> model_groups_from([entry], {})[0].models[0].parameters["model"]
    'ollama_chat/llama3.2'
    """
    listed = _list("model_groups", entries)
    groups = tuple(_group(f"model_groups[{i}]", entry, env) for i, entry in enumerate(listed))
    seen: set[str] = set()
    for index, group in enumerate(groups):
        if group.id in seen:
            raise _wrong(f"model_groups[{index}].id", f"{group.id!r} is taken", "Name it anew.")
        seen.add(group.id)
    for index, group in enumerate(groups):
        for name in group.fallbacks:
            if name not in seen or name == group.id:
                key = f"model_groups[{index}].router.fallbacks"
                raise _wrong(key, f"{name!r} is no other model group", _choices(seen - {group.id}))
    return groups


def _group(key: str, entry: Any, env: Mapping[str, str]) -> ModelGroup:
    _known(key, _mapping(key, entry), {"id", "models", "router"})
    identity = entry.get("id")
    if not isinstance(identity, str) or not identity.strip():
        raise _wrong(f"{key}.id", f"{identity!r} is no name", "Write a unique text.")
    models = _list(f"{key}.models", entry.get("models"))
    if not models:
        raise _wrong(f"{key}.models", "is empty", "List at least one model.")
    router = _mapping(f"{key}.router", entry.get("router") or {})
    settings, missing = _router(f"{key}.router", router, env)
    if missing:
        raise _wrong(f"{key}.router", f"{missing[0]} is not set", "Set it in the environment.")
    fallbacks = settings.pop("fallbacks", ())
    return ModelGroup(
        id=identity,
        models=tuple(_model(f"{key}.models[{i}]", m, env) for i, m in enumerate(models)),
        router=settings,
        fallbacks=fallbacks,
    )


def _model(key: str, entry: Any, env: Mapping[str, str]) -> Deployment:
    from prompts.providers.names import litellm_parameters, unset_key_variable

    _known(key, _mapping(key, entry), _MODEL_KEYS)
    missing: list[str] = []
    values = {name: _expand(value, env, missing) for name, value in entry.items()}
    for name, value in values.items():
        _check_model_value(f"{key}.{name}", name, value)
    provider = values.pop("provider", None)
    if not isinstance(provider, str):
        raise _wrong(f"{key}.provider", "is missing", "Write e.g. openai, azure or ollama.")
    parameters = litellm_parameters(key, provider, values)
    if (variable := unset_key_variable(provider, parameters, env)) is not None:
        missing.append(variable)
    return Deployment(provider, parameters, tuple(dict.fromkeys(missing)))


def _check_model_value(key: str, name: str, value: Any) -> None:
    if name in _TEXT_KEYS and (not isinstance(value, str) or not value.strip()):
        raise _wrong(key, f"{_shown(name, value)} is no text", "Write a text.")
    if name in _NUMBER_KEYS:
        _number(key, value, _NUMBER_KEYS[name], whole=name in _WHOLE_KEYS)
    if name in _MAPPING_KEYS:
        _mapping(key, value)
    if name in _FLAG_KEYS and not isinstance(value, bool):
        raise _wrong(key, f"{value!r} is no true or false", "Write true or false.")
    if name == "stop" and not _is_texts(value):
        raise _wrong(key, f"{value!r} is no text or list of texts", "Write a list of texts.")


def _router(
    key: str, entry: Mapping[str, Any], env: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    _known(key, entry, _ROUTER_KEYS)
    missing: list[str] = []
    values = {name: _expand(value, env, missing) for name, value in entry.items()}
    strategy = values.get("routing_strategy", "simple-shuffle")
    if strategy not in _STRATEGIES:
        raise _wrong(f"{key}.routing_strategy", f"{strategy!r} is unknown", _choices(_STRATEGIES))
    for name, value in values.items():
        if name in _ROUTER_NUMBERS:
            _number(f"{key}.{name}", value, _ROUTER_NUMBERS[name], whole=name in _ROUTER_WHOLE)
        if name in _ROUTER_TEXT and not isinstance(value, str):
            raise _wrong(f"{key}.{name}", "is no text", "Write a text.")
        if name in _ROUTER_FLAGS and not isinstance(value, bool):
            raise _wrong(f"{key}.{name}", f"{value!r} is no true or false", "Write true or false.")
    _mapping(f"{key}.routing_strategy_args", values.get("routing_strategy_args", {}))
    if "fallbacks" in values:
        if not _is_texts(values["fallbacks"]):
            raise _wrong(f"{key}.fallbacks", "is no list of texts", "List ids of model groups.")
        given = values["fallbacks"]
        values["fallbacks"] = (given,) if isinstance(given, str) else tuple(given)
    return values, missing


def _expand(value: Any, env: Mapping[str, str], missing: list[str]) -> Any:
    """`value` with `${NAME}` replaced throughout; names not set are added to `missing`."""
    if isinstance(value, str):
        names = _VARIABLE.findall(value)
        missing.extend(name for name in names if not env.get(name))
        return _VARIABLE.sub(lambda found: env.get(found[1]) or found[0], value)
    if isinstance(value, Mapping):
        return {name: _expand(part, env, missing) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_expand(part, env, missing) for part in value]
    return value


def _known(key: str, entry: Mapping[str, Any], names: Any) -> None:
    for name in entry:
        if name not in names:
            raise _wrong(f"{key}.{name}", "is not a known key", _choices(names))


def _number(key: str, value: Any, bounds: tuple[float, float], *, whole: bool) -> None:
    kinds = int if whole else (int, float)
    low, high = bounds
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        kind = "whole number" if whole else "number"
        raise _wrong(key, f"{value!r} is no {kind} from {low} to {high}", "Write such a number.")


def _mapping(key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _wrong(key, f"is {type(value).__name__}, not a mapping", "Write keys and values.")
    return value


def _list(key: str, value: Any) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise _wrong(key, f"is {type(value).__name__}, not a list", "Start each entry with '- '.")
    return value


def _is_texts(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(part, str) for part in value)
    )


def _choices(names: Any) -> str:
    return f"Choose from: {', '.join(sorted(names))}."


def _shown(name: str, value: Any) -> str:
    return "the value" if "key" in name or "token" in name else repr(value)


def _wrong(key: str, problem: str, remedy: str) -> SettingsError:
    return SettingsError(FILE, key, problem, remedy)
