"""Which completions may leave the process for a shared cache, and which stay at home."""

from __future__ import annotations

from prompts.budget import Budget
from prompts.model import Completion, CompletionRequest, LanguageModel

MASKED_PURPOSES = frozenset({"rephrase", "repair", "summary"})
"""Purposes whose prompts carry tokens in place of values where masking is on."""


class SplitModel:
    """Requests of the `shared_purposes` go to `shared`, all others to `home`.

    Both are the same model under caches of their own. A search's completion quotes documents and
    may repeat what the user said, so that masking keeps it out of a shared cache.
    """

    def __init__(
        self, shared: LanguageModel, home: LanguageModel, shared_purposes: frozenset[str]
    ) -> None:
        self._shared, self._home, self._purposes = shared, home, shared_purposes

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        model = self._shared if request.purpose in self._purposes else self._home
        return await model.complete(request, budget)

    async def aclose(self) -> None:
        await self._home.aclose()
        await self._shared.aclose()
