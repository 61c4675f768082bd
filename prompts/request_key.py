"""The key under which a completion is kept: a hash of everything that reached the prompt."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from prompts.model import CompletionRequest
from prompts.providers.model_groups import ModelGroup

_SECRET = ("api_key", "secret", "token", "password", "credentials")


def request_key(request: CompletionRequest, salt: str = "") -> str:
    """SHA-256, in hex, of `salt` and of every field of `request`.

    The encoding is JSON of a list, so that no two different requests can run together into the
    same bytes.
    """
    return hashlib.sha256(salt.encode() + b"\n" + msgspec.json.encode(request)).hexdigest()


def group_salt(group: ModelGroup) -> str:
    """What of a model group decides its answers: its models and parameters, no credentials."""
    models = [_without_secrets(model.parameters) for model in group.usable]
    return msgspec.json.encode([group.id, models, group.fallbacks], order="sorted").decode()


def _without_secrets(parameters: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value
        for name, value in parameters.items()
        if not (isinstance(value, str) and any(part in name for part in _SECRET))
        and name not in {"timeout", "max_retries", "extra_headers"}
    }
