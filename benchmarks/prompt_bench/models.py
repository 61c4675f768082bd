"""From a model's description to something that completes."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from benchmarks.prompt_bench.openai_compatible import OpenAICompatibleModel, speaks_openai
from benchmarks.prompt_bench.variant import ModelSpec
from nlg_server.project import load_project
from prompts.budget import Budget
from prompts.errors import BadCompletion, BenchError, ModelError, NoModel
from prompts.hard_stop import hard_stop
from prompts.model import Completion, CompletionRequest, LanguageModel
from prompts.providers.model_groups import ModelGroup, model_groups_from
from prompts.request_key import group_salt

GROUP = "bench"  # the one model group of each model's own Router


async def open_model(spec: ModelSpec, folder: Path) -> LanguageModel | None:
    """The model behind `spec`; None for the kinds that call none.

    `folder` is where relative paths start. Raises BenchError or SettingsError for what cannot be
    opened, before any call is made.
    """
    if spec.kind == "litellm" and speaks_openai(spec.settings):
        model_groups_from([{"id": GROUP, "models": [dict(spec.settings)]}], os.environ)
        return OpenAICompatibleModel(spec.settings)
    if spec.kind == "litellm":
        return await _litellm(spec, folder)
    if spec.kind == "recorded":
        from prompts.cassette import RecordedModel

        path = folder / spec.settings["recorded"]
        if not path.is_file():
            raise BenchError(
                f"{path}: there is no such cassette. Check the path, or make it: run a live model "
                "once with `record: cassettes` in the plan."
            )
        return RecordedModel(path)
    if spec.kind == "script":
        return ScriptModel(python_function(spec.settings["script"], folder))
    return None


class ScriptModel:
    """Completes with a Python function of the request, plain or async: a text or a Completion."""

    def __init__(self, function: Callable[[CompletionRequest], Any]) -> None:
        self._function = function

    async def complete(self, request: CompletionRequest, budget: Budget) -> Completion:
        seconds = budget.require()
        try:
            made = self._function(request)
            if inspect.isawaitable(made):
                made = await hard_stop(_awaited(made), seconds)
        except ModelError:
            raise
        except Exception as error:
            raise BadCompletion(f"the script failed: {type(error).__name__}: {error}") from error
        if isinstance(made, str):
            return Completion(made, model="script")
        if isinstance(made, Completion):
            return made
        raise BadCompletion(f"the script gave {type(made).__name__}, not a text")

    async def aclose(self) -> None:
        pass


async def _awaited(made: Awaitable[Any]) -> Any:
    return await made


def python_function(path: str, folder: Path) -> Callable[..., Any]:
    """The function at ``file.py:name`` or ``package.module:name``; raises BenchError."""
    module_name, _, name = path.rpartition(":")
    if not module_name or not name:
        raise BenchError(f"{path!r} names no function. Write file.py:function or module:function.")
    try:
        module = _module(module_name, folder)
        function = getattr(module, name)
    except SyntaxError as error:
        where = f"{Path(error.filename).name if error.filename else module_name}:{error.lineno}"
        raise BenchError(f"{where}: {error.msg}. Mend the Python of this line.") from error
    except (ImportError, OSError, AttributeError) as error:
        raise BenchError(f"{path}: cannot be loaded ({error}). Check file and name.") from error
    if not callable(function):
        raise BenchError(f"{path}: is no function.")
    return cast(Callable[..., Any], function)


def _module(name: str, folder: Path) -> ModuleType:
    if not name.endswith(".py"):
        return importlib.import_module(name)
    path = folder / name
    spec = importlib.util.spec_from_file_location(f"bench_script_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def model_salt(spec: ModelSpec, folder: Path) -> str:
    """What decides a model's answers besides the request, so that a changed model is asked anew."""
    if "model_group" in spec.settings and spec.kind == "litellm":
        return group_salt(_group(spec, folder))
    return f"{spec.name} {sorted(spec.settings.items())}"


async def _litellm(spec: ModelSpec, folder: Path) -> LanguageModel:
    from prompts.providers.router_model import RouterModel

    group = _group(spec, folder)
    if not group.usable:
        missing = ", ".join(group.models[0].missing)
        raise NoModel(
            f"model {spec.name!r} needs {missing}, which is not set. Set it, or use "
            "`recorded` or `script` to run without a provider."
        )
    model = RouterModel((group,) if not group.fallbacks else _groups(spec, folder))
    if not await model.wait_until_ready():
        raise BenchError(
            f"model {spec.name!r}: litellm did not load. Try `python -c 'import litellm'`."
        )
    return model


def _groups(spec: ModelSpec, folder: Path) -> tuple[ModelGroup, ...]:
    if "model_group" in spec.settings:
        return load_project(folder).groups
    return model_groups_from([{"id": GROUP, "models": [dict(spec.settings)]}], os.environ)


def _group(spec: ModelSpec, folder: Path) -> ModelGroup:
    name, groups = spec.settings.get("model_group", GROUP), _groups(spec, folder)
    group = next((group for group in groups if group.id == name), None)
    if group is None:
        known = ", ".join(group.id for group in groups) or "none"
        raise BenchError(f"{folder}: endpoints.yml has no model group {name!r}. Known: {known}.")
    return group
