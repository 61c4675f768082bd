"""The whole way of a request to a model: cache → coalescing → admission → breaker → Router."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prompts.budget import Budget
from prompts.completions.admission import AdmissionModel, ObservedModel
from prompts.completions.breaker import Breakers, BreakerSettings, BreakingModel
from prompts.completions.cache import (
    CachedModel,
    CacheSettings,
    CompletionStore,
    FillingModel,
    MemoryStore,
)
from prompts.completions.coalescing import CoalescingModel
from prompts.completions.split_cache import SplitModel
from prompts.errors import ModelError
from prompts.model import Completion, CompletionRequest, LanguageModel
from prompts.model_events import ModelEvents, Unobserved
from prompts.providers.model_groups import ModelGroup
from prompts.providers.router_model import RouterModel
from prompts.request_key import group_salt, request_key


@dataclass(frozen=True, slots=True)
class StackOptions:
    """Limits of the layers. `redis_url` moves the cache to Redis; `cache` None turns it off.

    Of `shared_purposes` alone completions go to Redis, the others stay in memory; None: of all.
    """

    max_in_flight: int = 64
    breaker: BreakerSettings = field(default_factory=BreakerSettings)
    cache: CacheSettings | None = field(default_factory=CacheSettings)
    redis_url: str | None = None
    shared_purposes: frozenset[str] | None = None


class ModelStack:
    """A LanguageModel with its layers, and the loading of the client at the bottom."""

    def __init__(self, top: LanguageModel, router: RouterModel, breakers: Breakers) -> None:
        self._top = top
        self._router = router
        self._breakers = breakers

    @property
    def ready(self) -> bool:
        """Whether the client has loaded; until then `complete` raises ModelNotReady."""
        return self._router.ready

    def start_loading(self) -> None:
        """Load the client in the background."""
        self._router.start_loading()

    async def wait_until_ready(self, seconds: float = 60.0) -> bool:
        """Whether the client has loaded, after at most `seconds`."""
        return await self._router.wait_until_ready(seconds)

    def refusing(self, group: str) -> ModelError | None:
        """Why a call of `group` that no cache answers would be refused now; None if it is not."""
        return self._breakers.refusing(group)

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        return await self._top.complete(request, budget)

    async def aclose(self) -> None:
        await self._top.aclose()


def build_model(
    groups: Sequence[ModelGroup],
    options: StackOptions | None = None,
    events: ModelEvents | None = None,
) -> ModelStack:
    """Every layer over litellm's Router; nothing is imported or loaded yet."""
    router = RouterModel(groups)
    options, events = options or StackOptions(), events or Unobserved()
    breakers = Breakers(options.breaker, events)
    salts = {group.id: group_salt(group) for group in groups}

    def key_of(request: CompletionRequest) -> str:
        return request_key(request, salts.get(request.model_group, ""))

    return ModelStack(layered(router, key_of, options, events, breakers), router, breakers)


def layered(
    model: LanguageModel,
    key_of: Callable[[CompletionRequest], str] = request_key,
    options: StackOptions | None = None,
    events: ModelEvents | None = None,
    breakers: Breakers | None = None,
) -> LanguageModel:
    """`model` under every layer; see `StackOptions` for their limits."""
    options, events = options or StackOptions(), events or Unobserved()
    observed = ObservedModel(model, events)
    breaking = BreakingModel(observed, breakers or Breakers(options.breaker, events))
    admitted = AdmissionModel(breaking, options.max_in_flight, events)
    if options.cache is None:
        return CoalescingModel(admitted, key_of, events)
    settings = options.cache

    def cached(store: CompletionStore) -> LanguageModel:
        filling = FillingModel(admitted, store, settings, key_of)
        return CachedModel(
            CoalescingModel(filling, key_of, events), store, settings, key_of, events
        )

    if options.redis_url is None:
        return cached(MemoryStore(settings))
    from prompts.completions.redis_cache import RedisStore

    shared = cached(RedisStore(options.redis_url, settings, events))
    if options.shared_purposes is None:
        return shared
    return SplitModel(shared, cached(MemoryStore(settings)), options.shared_purposes)
