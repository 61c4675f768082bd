"""Every error of Truephrase, as one tree.

TruephraseError
├── SettingsError            a settings file: names file, key, value and the remedy
├── DomainError              responses that cannot be loaded: names file and line
├── PromptError              a Jinja2 prompt that is missing, broken, or denied by the sandbox
├── RequestError             what a caller sent cannot be used: carries the HTTP status
├── DocumentError            one document cannot be read: reported, skipped, never fatal
├── KnowledgeBaseError       the search index
│   ├── IndexMissing         there is none yet
│   ├── IndexMismatch        it was made with another model or format
│   ├── IndexDamaged         a file is missing or its hash is wrong
│   └── StoreUnreachable     an external vector store does not answer
├── PackageDamaged           a file that ships with the package cannot be loaded
├── BenchError               a benchmark file, case or cassette cannot be used
└── ModelError               no usable completion; `reason` is the code in metadata and metrics
    ├── NoModel              no model is configured, or its key is not set
    ├── ModelNotReady        the model client is still loading
    ├── DeadlineExceeded     the budget ran out
    ├── ModelOverloaded      too many calls in flight here: shed
    ├── BreakerOpen          the model failed lately: not tried
    ├── ModelUnreachable     connection, TLS, DNS or 5xx
    ├── ModelDenied          401, 403, or an unknown model: retrying does not help
    ├── RateLimited          429
    ├── ContentFiltered      the provider's filter stopped it
    ├── BadCompletion        an answer that is no completion: empty, truncated, wrong shape
    ├── MaskError            a reply that drops, repeats, alters or invents a masking token
    └── CassetteMiss         a recorded model has no recording of this request
"""

from __future__ import annotations

from typing import ClassVar


class TruephraseError(Exception):
    """Root of the tree. `str(error)` says what was wrong, where, and what to do."""


class SettingsError(TruephraseError):
    """A setting is unusable.

    Args:
        file: the file it stands in, as the user would name it.
        key: dotted path of the key, e.g. ``nlg.llm.temperature``; empty for the whole file.
        problem: what is wrong, the value included.
        remedy: what to write instead.
        line: 1-based line in the file, where known.
    """

    def __init__(
        self, file: str, key: str, problem: str, remedy: str = "", line: int | None = None
    ) -> None:
        self.file, self.key, self.problem, self.remedy, self.line = file, key, problem, remedy, line
        place = f"{file}:{line}" if line else file
        where = f"{place}: {key}: " if key else f"{place}: "
        super().__init__(where + problem + (f" {remedy}" if remedy else ""))


class DomainError(TruephraseError):
    """Responses cannot be loaded."""


class PromptError(TruephraseError):
    """A prompt file is missing, has a syntax error, or uses what the sandbox denies."""


class RequestError(TruephraseError):
    """The caller's request cannot be used; `status` is the HTTP status to answer with."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class DocumentError(TruephraseError):
    """One document cannot be read."""

    def __init__(self, source: str, problem: str) -> None:
        self.source, self.problem = source, problem
        super().__init__(f"{source}: {problem}")


class KnowledgeBaseError(TruephraseError):
    """The search index cannot be used."""


class IndexMissing(KnowledgeBaseError):
    """No index was built yet."""


class IndexMismatch(KnowledgeBaseError):
    """The index was made with another embedding model or format version."""


class IndexDamaged(KnowledgeBaseError):
    """A file of the index is missing or its hash is wrong."""


class StoreUnreachable(KnowledgeBaseError):
    """An external vector store does not answer."""


class PackageDamaged(TruephraseError):
    """A file that ships with the package is missing or broken."""


class BenchError(TruephraseError):
    """A benchmark file, case or cassette cannot be used."""


class ModelError(TruephraseError):
    """No usable completion came back."""

    reason: ClassVar[str] = "model_error"


class NoModel(ModelError):
    """No model is configured, or the key it needs is not set."""

    reason = "no_model"


class ModelNotReady(ModelError):
    """The model client is still loading."""

    reason = "model_not_ready"


class DeadlineExceeded(ModelError):
    """The request's budget ran out."""

    reason = "deadline"


class ModelOverloaded(ModelError):
    """Too many calls are in flight here, so this one was not made."""

    reason = "overloaded"


class BreakerOpen(ModelError):
    """The model failed lately, so it is not tried for now."""

    reason = "breaker_open"


class ModelUnreachable(ModelError):
    """Connection, TLS or DNS failure, or a 5xx."""

    reason = "model_unreachable"


class ModelDenied(ModelError):
    """The provider refuses the credentials or does not know the model."""

    reason = "model_denied"


class RateLimited(ModelError):
    """The provider answered 429."""

    reason = "rate_limited"


class ContentFiltered(ModelError):
    """The provider's content filter stopped the answer."""

    reason = "content_filtered"


class BadCompletion(ModelError):
    """The answer is no completion: empty, truncated or of the wrong shape."""

    reason = "bad_completion"


class MaskError(ModelError):
    """A reply drops, repeats, alters or invents a masking token, so it cannot be restored."""

    reason = "mask"


class CassetteMiss(ModelError):
    """A recorded model has no recording of this request, and does not invent one."""

    reason = "cassette_miss"
