"""Looks a project over: settings, domain, prompts, models and index together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from nlg_server.checking.migration import explain_migration
from nlg_server.checking.remark import Remark
from nlg_server.model_notes import model_notes
from nlg_server.project import Project, load_project
from nlg_server.rephrasing.policy import is_rephrased, unusable_keys
from nlg_server.rephrasing.response_prompts import ResponsePrompts
from nlg_server.responses import Domain, load_domain
from nlg_server.responses.placeholders import unknown_placeholders
from nlg_server.searching.judging import check_judge
from nlg_server.settings.endpoint import Endpoint
from nlg_server.settings.knowledge import EMBEDDED
from nlg_server.wire import SEARCH_ACTION
from prompts.errors import KnowledgeBaseError, PromptError, SettingsError
from prompts.rendering import PromptTemplate

REPHRASE_VARIABLES = frozenset(
    {"history", "current_input", "suggested_response", "language", "slots", "facts"}
)
SEARCH_VARIABLES = frozenset(
    {
        "docs",
        "slots",
        "current_conversation",
        "current_datetime",
        "citation_enabled",
        "check_relevancy",
        "question",
        "no_answer_token",
    }
)
SEARCH_SLOTS = ("search_status", "search_sources", "search_score")


def check_project(folder: Path, endpoints: Path | None = None) -> tuple[Remark, ...]:
    """Everything worth telling about the project in `folder`; never raises for its content."""
    try:
        project = load_project(folder, endpoints)
    except SettingsError as error:
        where = f"{error.file}:{error.line}" if error.line else error.file
        key = f"{error.key}: " if error.key else ""
        return (Remark("error", where, key + error.problem, error.remedy),)
    domain = load_domain(project.domain_paths(), strict=project.rephrase.strict_rasa)
    return (
        *_endpoints(project),
        *_models(project),
        *_judges(project),
        *_domain(project, domain),
        *_prompts(project, domain),
        *_search(project, domain),
        *explain_migration(project),
    )


def _endpoints(project: Project) -> Iterator[Remark]:
    name = project.endpoints.name
    if not project.endpoints.values:
        yield Remark(
            "warning",
            name,
            "is missing or empty, so Rasa will not ask for responses here.",
            f"Write: nlg: {{url: http://localhost:{project.port}/nlg}}",
        )
        return
    yield from _url(project, "nlg", project.rephrase.endpoint, ("", "/", "/nlg", "/nlg/"), "/nlg")
    yield from _url(project, "action_endpoint", project.actions.endpoint, ("/webhook",), "/webhook")


def _url(
    project: Project, key: str, endpoint: Endpoint, paths: tuple[str, ...], path: str
) -> Iterator[Remark]:
    where = _place(project, f"{key}.url")
    right = f"http://localhost:{project.port}{path}"
    if endpoint.url is None:
        yield Remark("warning", where, f"`{key}.url` is not set.", f"Write {right}.")
    elif urlsplit(endpoint.url).path not in paths:
        yield Remark(
            "error", where, f"{endpoint.url} has a path that is not served.", f"Write {right}."
        )
    elif endpoint.port is not None and endpoint.port != project.port:
        yield Remark(
            "note",
            where,
            f"`{key}.url` names port {endpoint.port}; `truephrase serve` listens there too if "
            "no other server does.",
        )
    else:
        yield Remark("ok", where, f"{key}: Rasa calls {endpoint.url}")


def _models(project: Project) -> Iterator[Remark]:
    for line in model_notes(project):
        yield Remark("note", project.endpoints.name, line)


def _judges(project: Project) -> Iterator[Remark]:
    for key, setting in (
        ("nlg.judge", project.rephrase.judge),
        ("search.judge", _search_judge(project)),
    ):
        try:
            check_judge(project, key, setting)
        except SettingsError as error:
            yield Remark("error", _place(project, key), f"`{key}`: {error.problem}", error.remedy)


def _search_judge(project: Project) -> str | None:
    try:
        return project.search_options().judge
    except SettingsError:
        return None  # told of with the other search options


def _domain(project: Project, domain: Domain) -> Iterator[Remark]:
    for problem in domain.problems:
        where = f"{problem.file}:{problem.line}" if problem.line else problem.file
        yield Remark("error" if problem.severity == "error" else "warning", where, problem.message)
    for problem in unknown_placeholders(domain):
        where = f"{problem.file}:{problem.line}" if problem.line else problem.file
        yield Remark("warning", where, problem.message)
    if not domain.responses:
        looked = ", ".join(str(path) for path in project.domain_paths()) or "domain.yml, domain/"
        yield Remark(
            "error",
            looked,
            "no responses were found.",
            "Set `truephrase.domain` in endpoints.yml to your domain file or folder.",
        )
        return
    worded = sum(
        any(is_rephrased(name, variation, project.rephrase) for variation in variations)
        for name, variations in domain.responses.items()
    )
    for name, variations in domain.responses.items():
        for variation in variations:
            for key, usable in unusable_keys(variation).items():
                yield Remark(
                    "warning",
                    name,
                    f"`metadata.{key}` cannot be used, so that of `nlg:` holds.",
                    f"Write {usable}.",
                )
    files = len(domain.files)
    yield Remark(
        "ok",
        "domain",
        f"{len(domain.responses)} responses in {files} file{'s' * (files != 1)}; "
        f"{worded} of them are rephrased.",
    )
    if not worded:
        yield Remark(
            "note",
            "domain",
            "no response asks to be rephrased.",
            "Add `metadata: {rephrase: true}` to a response, or `rephrase_all: true` under `nlg:`.",
        )


def _prompts(project: Project, domain: Domain) -> Iterator[Remark]:
    try:
        yield from _unknown_variables(project.rephrase_prompt(), REPHRASE_VARIABLES)
    except PromptError as error:
        yield Remark("error", _place(project, "nlg.prompt"), str(error))
    try:
        yield from _unknown_variables(project.search_prompt(), SEARCH_VARIABLES)
    except PromptError as error:
        yield Remark("error", _place(project, "search.prompt_template"), str(error))
    prompts = ResponsePrompts(project.folder)
    for name, variations in domain.responses.items():
        for variation in variations:
            if variation.rephrase_prompt and (found := prompts.problem(variation)) is not None:
                yield Remark("error", name, f"rephrase_prompt: {found}")


def _unknown_variables(prompt: PromptTemplate, known: frozenset[str]) -> Iterator[Remark]:
    for variable in sorted(prompt.variables - known):
        yield Remark(
            "warning",
            prompt.name,
            f"the variable `{variable}` is never set and prints nothing.",
            f"Known: {', '.join(sorted(known))}.",
        )


def _search(project: Project, domain: Domain) -> Iterator[Remark]:
    if SEARCH_ACTION not in domain.actions:
        yield Remark(
            "note",
            "domain",
            f"`{SEARCH_ACTION}` is not among `actions:`, so search is not used.",
            "Add it, and a rule that runs it for out_of_scope or nlu_fallback.",
        )
        return
    try:
        options = project.search_options()
    except SettingsError as error:
        yield Remark("error", _place(project, error.key), str(error))
        return
    missing = [slot for slot in SEARCH_SLOTS if slot not in domain.slots]
    if missing:
        yield Remark(
            "note",
            "domain",
            f"without the slots {', '.join(missing)} flows cannot react to how a search ended.",
            "Add them with `mappings: [{type: custom}]`.",
        )
    if options.no_answer_response not in domain.responses:
        yield Remark(
            "note",
            "domain",
            f"`{options.no_answer_response}` is not a response; a built-in text serves instead.",
        )
    yield from _sources(project)
    yield from _index(project)


def _sources(project: Project) -> Iterator[Remark]:
    for source in project.missing_sources():
        yield Remark(
            "warning",
            _place(project, "vector_store.source"),
            f"`vector_store.source` {source} does not exist, so its documents are not indexed.",
            "Name a folder, a file or a glob.",
        )


def _index(project: Project) -> Iterator[Remark]:
    if project.knowledge.type != EMBEDDED:
        yield from _store(project)
        return
    from search.generation.index_folder import IndexFolder
    from search.knowledge_base import open_current

    where = str(project.index_folder)
    try:
        generation = open_current(IndexFolder(project.index_folder))
    except KnowledgeBaseError as error:
        yield Remark("error", where, str(error).removeprefix(f"{where}: "))
        return
    yield Remark("ok", where, f"search answers from generation {generation.name}.")


def _store(project: Project) -> Iterator[Remark]:
    """The vector database or the class that is searched in place of an index."""
    import asyncio

    from nlg_server.searching.retrievers import open_retriever

    where = _place(project, "vector_store.type")
    try:
        retriever = open_retriever(project)
        asyncio.run(retriever.aclose())
    except (KnowledgeBaseError, SettingsError) as error:
        yield Remark("error", where, str(error))
        return
    yield Remark("ok", where, f"search answers from {retriever.generation}.")


def _place(project: Project, key: str) -> str:
    line = project.endpoints.line(key)
    return f"{project.endpoints.name}:{line}" if line else project.endpoints.name
