"""How the providers that Rasa Pro names are spelt for litellm, and which key each one needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prompts.errors import SettingsError

# Rasa's spelling on the left, litellm's prefix on the right. `self-hosted` is any server that
# speaks OpenAI's protocol, as vLLM does; Ollama's chat endpoint takes roles, its older one does
# not. A provider that is not here goes to litellm under its own name.
_PREFIX: Mapping[str, str] = {
    "self-hosted": "hosted_vllm",
    "vllm": "hosted_vllm",
    "ollama": "ollama_chat",
}

# The environment variable that litellm reads when `api_key` is not given.
_KEY_VARIABLE: Mapping[str, str] = {
    "openai": "OPENAI_API_KEY",
    "azure": "AZURE_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "cohere": "COHERE_API_KEY",
    "gemini": "GEMINI_API_KEY",
    "mistral": "MISTRAL_API_KEY",
    "groq": "GROQ_API_KEY",
    "deepseek": "DEEPSEEK_API_KEY",
    "openrouter": "OPENROUTER_API_KEY",
    "together_ai": "TOGETHERAI_API_KEY",
    "xai": "XAI_API_KEY",
}

_RENAMED: Mapping[str, str] = {"request_timeout": "timeout"}


def litellm_parameters(key: str, provider: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """`litellm_params` of a deployment; raises SettingsError where `key` lacks what it needs.

    >>> litellm_parameters("models[0]", "azure", {"deployment": "gpt", "api_base": "https://x"})
    {'api_base': 'https://x', 'model': 'azure/gpt', 'max_retries': 0}
    """
    parameters = {_RENAMED.get(name, name): value for name, value in values.items()}
    model = parameters.pop("model", None)
    deployment = parameters.pop("deployment", None)
    completions = parameters.pop("use_chat_completions_endpoint", True) is False
    parameters.pop("api_type", None)
    named = deployment if provider == "azure" and deployment else model
    if named is None:
        needed = "deployment" if provider == "azure" else "model"
        raise SettingsError("endpoints.yml", f"{key}.{needed}", "is missing", "Name the model.")
    if provider in {"azure", "self-hosted", "vllm"} and "api_base" not in parameters:
        remedy = "Write the address of the server."
        raise SettingsError("endpoints.yml", f"{key}.api_base", "is missing", remedy)
    if provider in {"self-hosted", "vllm"}:
        # litellm refuses an empty key; a self-hosted server that wants none ignores it.
        parameters.setdefault("api_key", "none")
    prefix = _PREFIX.get(provider, provider)
    if completions:
        if provider not in {"self-hosted", "vllm"}:
            raise SettingsError(
                "endpoints.yml",
                f"{key}.use_chat_completions_endpoint",
                f"is false, which {provider!r} does not offer",
                "Leave it out.",
            )
        prefix = "text-completion-openai"
    parameters["model"] = named if named.startswith(f"{prefix}/") else f"{prefix}/{named}"
    # The Router retries; the client underneath must not, or one failure costs the square.
    parameters["max_retries"] = 0
    return parameters


def unset_key_variable(
    provider: str, parameters: Mapping[str, Any], env: Mapping[str, str]
) -> str | None:
    """The variable that has to be set before this deployment can be called, if one has to."""
    if parameters.get("api_key"):
        return None
    variable = _KEY_VARIABLE.get(provider)
    return variable if variable is not None and not env.get(variable) else None
