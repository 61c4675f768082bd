"""Reads a plan from YAML: prompts × models × cases, with a default for everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.case import Assertion, Task
from benchmarks.prompt_bench.case_mapping import assertion_from
from benchmarks.prompt_bench.measures import (
    ASSERTIONS,
    default_measures,
    known_measures,
    primary_measures,
)
from benchmarks.prompt_bench.misspelt_variables import check_variables
from benchmarks.prompt_bench.plan import CaseSource, Plan, Threshold
from benchmarks.prompt_bench.spending import Limits
from benchmarks.prompt_bench.variant import ModelSpec, Variant
from benchmarks.prompt_bench.yaml_document import YamlDocument
from nlg_server.settings.reader import Section
from nlg_server.settings.rephrasing import RephraseSettings
from prompts.errors import SettingsError
from prompts.rendering import PromptTemplate

_OWN_KINDS = ("recorded", "script", "template", "answers")


def read_plan(path: Path) -> Plan:
    """The plan in a file; raises BenchError, or PromptError for a prompt, with file and line."""
    return plan_from(YamlDocument.load(path), path.parent, path.stem)


def plan_from(document: YamlDocument, folder: Path, name: str) -> Plan:
    """The plan in a document; relative paths start at `folder`."""
    if not isinstance(document.value, Mapping):
        raise document.error("", "is no mapping.", "Begin with `cases:`, `prompts:`, `models:`.")
    try:
        return _plan(Section(document.path, "", document.value), folder, name)
    except SettingsError as error:
        raise document.located(error) from error


def _plan(top: Section, folder: Path, name: str) -> Plan:
    task: Task = (
        "search"
        if top.choice("task", "rephrase", ("rephrase", "search")) == "search"
        else "rephrase"
    )
    own = {str(k): str(v) for k, v in top.any("own_measures", {}).items()}
    measures = top.texts("measures", default_measures(task)) + tuple(own)
    decisive = top.texts("decide", [m for m in primary_measures(task) if m in measures])
    _check_measures(top, task, measures, decisive, own)
    plan = Plan(
        name=top.text("name", name) or name,
        file=top.file,
        folder=folder,
        task=task,
        variants=_variants(top, task, folder),
        sources=_sources(top, folder),
        measures=measures,
        decisive=decisive,
        own_measures=own,
        assertions=_assertions(top),
        thresholds=_thresholds(top, measures),
        judge=_model(top.section("judge"), 0)[0] if "judge" in top else None,
        matters=top.number("smallest_difference", 0.05, 0.001, 1.0),
        concurrency=top.integer("concurrency", 8, 1, 1000),
        timeout=top.number("timeout", 60.0, 0.1, 3600.0),
        retries=top.integer("retries", 2, 0, 10),
        seed=top.integer("seed", 0, 0, 2**31),
        limits=_limits(top),
        baseline=top.text("baseline"),
        record=folder / record if (record := top.text("record")) else None,
    )
    plan = replace(plan, rephrasing=_rephrasing(top.section("rephrase"), plan.rephrasing))
    top.finish()
    if plan.baseline is not None and plan.baseline not in {v.name for v in plan.variants}:
        names = ", ".join(v.name for v in plan.variants)
        raise top.wrong("baseline", plan.baseline, f"Name one of the variants: {names}.")
    return plan


def _rephrasing(section: Section, default: RephraseSettings) -> RephraseSettings:
    settings = replace(
        default,
        max_historical_turns=section.integer("max_historical_turns", 5, 0, 100),
        max_history_tokens=section.integer("max_history_tokens", 1500, 0, 100_000),
        prompt_slots=section.texts("prompt_slots"),
    )
    section.finish()
    return settings


def _check_measures(
    top: Section, task: Task, measures: tuple[str, ...], decisive: tuple[str, ...], own: Any
) -> None:
    known = {*known_measures(task), *own, ASSERTIONS}
    for key, names in (("measures", measures), ("decide", decisive)):
        for measure in names:
            if measure not in known and not measure.startswith(("facts_kept:", "judged:")):
                raise top.wrong(
                    key,
                    measure,
                    f"It is no measure of a {task} plan. Choose from: {', '.join(sorted(known))}; "
                    "or name your own under `own_measures`.",
                )


def _variants(top: Section, task: Task, folder: Path) -> tuple[Variant, ...]:
    prompts = _prompts(top, task, folder)
    models = _models(top)
    temperature = top.number("temperature", 0.3 if task == "rephrase" else 0.0, 0.0, 2.0)
    max_tokens = top.integer("max_tokens", 512, 1, 32_000)
    variants: list[Variant] = []
    for model in models:
        if not model.needs_prompt:
            variants.append(Variant(model.name, model, None))
            continue
        for prompt_name, prompt in prompts:
            alone = sum(m.needs_prompt for m in models) == 1
            name = prompt_name if alone else f"{prompt_name} × {model.name}"
            variants.append(Variant(name, model, prompt, prompt_name, temperature, max_tokens))
    names = [variant.name for variant in variants]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice is not None:
        raise top.wrong("models", twice, "Two variants have this name: give each a `name`.")
    return tuple(variants)


def _prompts(top: Section, task: Task, folder: Path) -> list[tuple[str, PromptTemplate]]:
    entries = _list(top, "prompts", ["builtin"])
    found: list[tuple[str, PromptTemplate]] = []
    for index, entry in enumerate(entries):
        if entry == "builtin":
            found.append(("builtin", PromptTemplate.builtin(task)))
            continue
        if isinstance(entry, str):
            entry = {"file": entry}
        section = _mapping(top, f"prompts[{index}]", entry)
        file, text = section.text("file"), section.text("text")
        name = section.text("name") or (Path(file).stem if file else f"prompt {index + 1}")
        section.finish()
        if text is not None:
            prompt = PromptTemplate.from_source(text, f"{top.file}: prompt {name!r}")
        elif file is not None:
            prompt = PromptTemplate.load(folder / file)
        else:
            raise section.wrong("file", None, "Give the prompt a `file` or a `text`.")
        check_variables(prompt, task)
        found.append((name, prompt))
    return found


def _models(top: Section) -> list[ModelSpec]:
    models: list[ModelSpec] = []
    for index, entry in enumerate(_list(top, "models", ["template"])):
        if entry == "template":
            models.append(ModelSpec("template", "template"))
            continue
        section = _mapping(top, f"models[{index}]", entry)
        models.extend(_model(section, index))
    return models


def _model(section: Section, index: int) -> list[ModelSpec]:
    if "answers" in section:
        names, checked = section.texts("answers"), section.boolean("check", True)
        shown = section.text("name")
        section.finish()
        return [
            ModelSpec(shown or name, "answers", {"answers": name, "check": checked})
            for name in names
        ]
    if "model_group" in section and "recorded" not in section:
        group = section.text("model_group")
        shown = section.text("name")
        section.finish()
        return [ModelSpec(shown or str(group), "litellm", {"model_group": group})]
    kind = next((kind for kind in _OWN_KINDS if kind in section), None)
    name = section.text("name")
    if kind is None:
        if "provider" not in section:
            raise section.wrong(
                "provider",
                None,
                "Write `template`, or a mapping with `provider` and `model` (litellm), "
                "`model_group` (of endpoints.yml), `recorded`, `script` or `answers`.",
            )
        settings = section.rest()
        return [
            ModelSpec(name or str(settings.get("model", f"model {index + 1}")), "litellm", settings)
        ]
    value = section.text(kind)
    group = section.text("model_group")
    section.finish()
    shown = name or Path(str(value).split(":", 1)[0]).stem
    if kind == "recorded":
        return [
            ModelSpec(shown, "recorded", {kind: value, **({"model_group": group} if group else {})})
        ]
    return [ModelSpec(shown, "script", {kind: value})]


def _sources(top: Section, folder: Path) -> tuple[CaseSource, ...]:
    from benchmarks.prompt_bench.case_sources import KINDS, guess_kind

    sources: list[CaseSource] = []
    entries = top.any("cases", [])
    for index, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        section = _mapping(
            top, f"cases[{index}]", {"file": entry} if isinstance(entry, str) else entry
        )
        file = section.text("file")
        if file is None:
            raise section.wrong("file", None, "Name the file, folder or database of the cases.")
        url = file if "://" in file else None
        path = Path(url.rpartition("/")[2].partition("?")[0]) if url else folder / file
        kind = section.choice("kind", "tracker_store" if url else guess_kind(path), KINDS)
        limit = section.integer("limit", 0, 0, 10_000_000) or None
        sources.append(
            CaseSource(path, kind, limit, section.rest() | ({"url": url} if url else {}), folder)
        )
    if not sources:
        raise top.wrong("cases", None, "List at least one file of cases.")
    return tuple(sources)


def _assertions(top: Section) -> tuple[Assertion, ...]:
    found = []
    for index, entry in enumerate(_list(top, "assert", [])):
        section = _mapping(top, f"assert[{index}]", entry)
        found.append(assertion_from(section))
    return tuple(found)


def _thresholds(top: Section, measures: tuple[str, ...]) -> tuple[Threshold, ...]:
    section = top.section("thresholds")
    found = []
    for measure in section.rest():
        if measure not in (*measures, ASSERTIONS):
            remedy = f"It must be one of the plan's measures: {', '.join(measures)}."
            raise section.wrong(measure, measure, remedy)
        found.append(Threshold(measure, section.number(measure, 0.0, -1e12, 1e12)))
    return tuple(found)


def _limits(top: Section) -> Limits:
    budget = top.section("budget")
    limits = Limits(
        calls=budget.integer("calls", 0, 0, 10**9) or None,
        tokens=budget.integer("tokens", 0, 0, 10**12) or None,
        cost=budget.number("cost", 0.0, 0.0, 1e6) or None,
        requests_per_minute=top.number("requests_per_minute", 0.0, 0.0, 1e6) or None,
        tokens_per_minute=top.number("tokens_per_minute", 0.0, 0.0, 1e12) or None,
    )
    budget.finish()
    return limits


def _list(top: Section, key: str, default: list[Any]) -> list[Any]:
    value = top.any(key, default)
    if not isinstance(value, list):
        raise top.wrong(key, value, "Write a list, each entry after `- `.")
    return value


def _mapping(top: Section, path: str, value: Any) -> Section:
    if not isinstance(value, Mapping):
        raise SettingsError(top.file, path, f"{value!r} cannot be used.", "Write keys and values.")
    return Section(top.file, path, value)
