"""What a provider's failure means: litellm's exceptions onto the tree in `prompts.errors`."""

from __future__ import annotations

import asyncio

from prompts.errors import (
    BadCompletion,
    ContentFiltered,
    DeadlineExceeded,
    ModelDenied,
    ModelError,
    ModelUnreachable,
    RateLimited,
)

_BY_NAME: dict[str, type[ModelError]] = {
    "RateLimitError": RateLimited,
    "RouterRateLimitError": ModelUnreachable,
    "RouterRateLimitErrorBasic": ModelUnreachable,
    "Timeout": DeadlineExceeded,
    "APITimeoutError": DeadlineExceeded,
    "TimeoutError": DeadlineExceeded,
    "AuthenticationError": ModelDenied,
    "PermissionDeniedError": ModelDenied,
    "NotFoundError": ModelDenied,
    "BadRequestError": ModelDenied,
    "APIResponseValidationError": BadCompletion,
    "JSONDecodeError": BadCompletion,
    "UnicodeDecodeError": BadCompletion,
    "ValidationError": BadCompletion,
    "APIConnectionError": ModelUnreachable,
    "APIError": ModelUnreachable,
    "OSError": ModelUnreachable,
}
_FILTERED = frozenset({"ContentPolicyViolationError", "GuardrailRaisedException"})
_BY_STATUS: dict[int, type[ModelError]] = {
    400: ModelDenied,
    401: ModelDenied,
    402: ModelDenied,
    403: ModelDenied,
    404: ModelDenied,
    408: DeadlineExceeded,
    413: ModelDenied,
    422: ModelDenied,
    429: RateLimited,
}


def model_error_from(error: BaseException, model_group: str) -> ModelError:
    """The ModelError that `error`, raised by litellm for `model_group`, stands for.

    The message names the kind and the HTTP status and nothing else: a provider's own text may
    repeat the prompt or the key, and would carry both into logs.
    """
    if isinstance(error, ModelError):
        return error
    if isinstance(error, asyncio.TimeoutError):
        return DeadlineExceeded(f"model group {model_group!r} did not answer in time")
    status = getattr(error, "status_code", None)
    told = f", HTTP {status}" if isinstance(status, int) else ""
    return _kind(error, status)(f"model group {model_group!r}: {type(error).__name__}{told}")


def _kind(error: BaseException, status: object) -> type[ModelError]:
    filtered = getattr(error, "code", None) == "content_filter"
    if filtered or type(error).__name__ in _FILTERED:
        return ContentFiltered
    if isinstance(status, int) and status in _BY_STATUS:
        return _BY_STATUS[status]
    for ancestor in type(error).__mro__:
        if (kind := _BY_NAME.get(ancestor.__name__)) is not None:
            return kind
    return BadCompletion
