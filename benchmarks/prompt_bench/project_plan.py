"""Without a plan file: the project's own prompts and model on the project's own responses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.prompt_bench.case import Case
from benchmarks.prompt_bench.measures import default_measures, primary_measures
from benchmarks.prompt_bench.plan import Plan
from benchmarks.prompt_bench.variant import ModelSpec, Variant
from nlg_server.project import Project, load_project
from nlg_server.responses.loading import load_responses
from prompts.errors import BenchError
from prompts.rendering import PromptTemplate


def project_plan(folder: Path) -> tuple[Plan, tuple[Case, ...]]:
    """The plan and the cases of the Rasa project in `folder`.

    Without a model the template stands alone, which still shows what the responses are like.
    Raises BenchError where the project has no responses.
    """
    project = load_project(folder)
    cases = tuple(_cases(project))
    if not cases:
        raise BenchError(
            f"{folder.resolve()}: has no bench.yml, and no responses in a domain to word. "
            "Run it in a Rasa project, name a plan, or try `truephrase bench rephrase`."
        )
    variants = [Variant("template", ModelSpec("template", "template"), None)]
    group = project.group_named(project.rephrase.model_group)
    if group is not None and group.usable:
        model = ModelSpec(group.id, "litellm", {"model_group": group.id})
        prompts = {"builtin": PromptTemplate.builtin("rephrase")}
        if project.rephrase.prompt is not None:
            prompts[Path(project.rephrase.prompt).stem] = project.rephrase_prompt()
        settings = (project.rephrase.temperature, project.rephrase.max_tokens)
        variants += [
            Variant(name, model, prompt, name, *settings) for name, prompt in prompts.items()
        ]
    plan = Plan(
        name=folder.resolve().name,
        file="endpoints.yml",
        folder=folder,
        task="rephrase",
        variants=tuple(variants),
        sources=(),
        measures=default_measures("rephrase"),
        decisive=primary_measures("rephrase"),
        rephrasing=project.rephrase,
    )
    return plan, cases


def _cases(project: Project) -> Iterator[Case]:
    """Each text of each response. Placeholders stay as written: as such they are protected."""
    responses = load_responses(project.domain_paths())
    for name in responses:
        for number, variation in enumerate(responses[name], start=1):
            if variation.text and variation.text.strip():
                yield Case(
                    id=f"{name}/{number}",
                    task="rephrase",
                    cluster=name,
                    template=variation.text,
                    response=name,
                    source=f"domain: {name}",
                )
