"""A Rasa project as Truephrase reads it: endpoints.yml, config.yml, and where things lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nlg_server.settings.actions import ActionSettings, action_settings_from
from nlg_server.settings.environment import expand
from nlg_server.settings.files import SettingsFile, read_settings_file
from nlg_server.settings.knowledge import KnowledgeSettings, knowledge_settings_from
from nlg_server.settings.models import group_of_llm
from nlg_server.settings.reader import Section
from nlg_server.settings.rephrasing import RephraseSettings, rephrase_settings_from
from nlg_server.settings.server import ServerSettings, server_settings_from
from prompts.errors import SettingsError
from prompts.providers.model_groups import ModelGroup, model_groups_from
from prompts.rendering import PromptTemplate
from search.options import SearchOptions
from search.options_from_mapping import search_options_from

SEARCH_POLICIES = ("EnterpriseSearchPolicy", "rasa_plus.ml.EnterpriseSearchPolicy")
DEFAULT_PORT = 5056


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that the files of a project say, checked.

    `search` holds the search options as written (those of an EnterpriseSearchPolicy in config.yml,
    those of `search:` in endpoints.yml over them); `search_group` names the model group that
    writes answers, None where there is none; `search_budget` the seconds an answer may take.
    """

    folder: Path
    endpoints: SettingsFile
    rephrase: RephraseSettings = RephraseSettings()
    actions: ActionSettings = ActionSettings()
    server: ServerSettings = ServerSettings()
    search: Mapping[str, Any] = field(default_factory=dict)
    vector_store: Mapping[str, Any] = field(default_factory=dict)
    knowledge: KnowledgeSettings = KnowledgeSettings()
    search_group: str | None = None
    search_budget: float = 8.0
    groups: tuple[ModelGroup, ...] = ()

    @property
    def port(self) -> int:
        """The port to serve on: `truephrase.port`, else that of `nlg.url`, else 5056."""
        return self.server.port or self.rephrase.endpoint.port or DEFAULT_PORT

    @property
    def index_folder(self) -> Path:
        """Where the search index lives."""
        return self.folder / self.server.index

    def document_sources(self) -> tuple[str, ...]:
        """The documents to index: files, folders and globs, as `vector_store.source` names them."""
        return self.knowledge.sources

    def missing_sources(self) -> tuple[str, ...]:
        """Those of the sources, globs apart, that name no file and no folder."""
        return tuple(
            source
            for source in self.document_sources()
            if not any(mark in source for mark in "*?[") and not Path(source).exists()
        )

    def domain_paths(self) -> tuple[Path, ...]:
        """The files and folders that hold responses: as set, or where Rasa projects keep them.

        The newest archive in ``models/`` serves where there are no domain files.
        """
        if self.server.domain:
            return tuple(self.folder / path for path in self.server.domain)
        usual = [self.folder / name for name in ("domain.yml", "domain.yaml", "domain", "data")]
        found = tuple(path for path in usual if path.exists())
        if any(path.name != "data" for path in found):
            return found
        archives = sorted(
            (self.folder / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime
        )
        return (archives[-1],) if archives else found

    def group_named(self, name: str | None) -> ModelGroup | None:
        """A model group by its id."""
        return next((group for group in self.groups if group.id == name), None)

    def search_options(self) -> SearchOptions:
        """The search options, checked; raises SettingsError."""
        mapping = {**self.search, "vector_store": self.vector_store}
        options = search_options_from(mapping, file=self.endpoints.name)
        if self.search_group is None:
            return options
        return replace(options, model_group=self.search_group)

    def search_prompt(self) -> PromptTemplate:
        """The prompt that answers from documents; raises PromptError when it cannot be used."""
        template = self.search_options().prompt_template
        if template is None:
            return PromptTemplate.builtin("search")
        return PromptTemplate.load(self.folder / template)

    def rephrase_prompt(self) -> PromptTemplate:
        """The prompt that words replies; raises PromptError when the file cannot be used."""
        if self.rephrase.prompt is None:
            return PromptTemplate.builtin("rephrase")
        return PromptTemplate.load(self.folder / self.rephrase.prompt)


def load_project(
    folder: Path, endpoints: Path | None = None, environment: Mapping[str, str] | None = None
) -> Project:
    """Read the settings of the project in `folder`; raises SettingsError with file and key.

    A missing endpoints.yml means embedded defaults, unless it was named.
    """
    env = os.environ if environment is None else environment
    path = endpoints or folder / "endpoints.yml"
    file = read_settings_file(path, env, required=endpoints is not None)
    try:
        return _project(folder, file, env)
    except SettingsError as error:
        if error.line is None and error.file == file.name:
            line = file.line(error.key)
            raise SettingsError(str(path), error.key, error.problem, error.remedy, line) from None
        raise


def _project(folder: Path, file: SettingsFile, env: Mapping[str, str]) -> Project:
    root = Section(file.name, "", file.values)
    blocks = {
        key: _expanded(root.section(key), file, key, env)
        for key in ("nlg", "action_endpoint", "vector_store", "search", "truephrase")
    }
    rephrase, llm = rephrase_settings_from(blocks["nlg"])
    entries = [dict(entry) if isinstance(entry, Mapping) else entry for entry in _entries(root)]
    known = frozenset(str(e.get("id")) for e in entries if isinstance(e, dict))
    rephrase_group, described = group_of_llm(llm, known)
    policy = _search_policy(folder, env)
    policy_store = policy.pop("vector_store", None)
    vector_store = {
        **(policy_store if isinstance(policy_store, Mapping) else {}),
        **blocks["vector_store"].rest(),
    }
    search = {**policy, **blocks["search"].rest()}
    options = Section(file.name, "search", search)
    search_budget = options.number("budget", 8.0, 0.05, 290.0)
    search.pop("budget", None)
    search_llm = Section(file.name, "search.llm", search.get("llm") or {})
    search_group, described_for_search = group_of_llm(search_llm, known)
    entries += [entry for entry in (described, described_for_search) if entry]
    server = server_settings_from(blocks["truephrase"])
    if rephrase_group is None and search_group is None and server.cassette is not None:
        rephrase_group = search_group = "recorded"
    elif rephrase_group is None and search_group is None and "OPENAI_API_KEY" in env:
        entries.append(_openai_group())
        rephrase_group = search_group = "openai"
    return Project(
        folder=folder,
        endpoints=file,
        rephrase=replace(rephrase, model_group=rephrase_group),
        actions=action_settings_from(blocks["action_endpoint"]),
        server=server,
        search=search,
        vector_store=vector_store,
        knowledge=knowledge_settings_from(Section(file.name, "vector_store", vector_store), folder),
        search_group=search_group or rephrase_group,
        search_budget=search_budget,
        groups=model_groups_from(entries, env),
    )


def _entries(root: Section) -> list[Any]:
    entries = root.any("model_groups", [])
    if not isinstance(entries, list):
        raise root.wrong("model_groups", entries, "Write a list of groups, each with `id`.")
    return entries


def _expanded(section: Section, file: SettingsFile, key: str, env: Mapping[str, str]) -> Section:
    """The section with `${NAME}` expanded, `llm` apart: a model's key may be missing."""
    values = section.rest()
    llm = values.pop("llm", None)
    expanded = dict(expand(values, env, file.name, key))
    if llm is not None:
        expanded["llm"] = llm
    return Section(file.name, key, expanded)


def _openai_group() -> Mapping[str, Any]:
    model = {"provider": "openai", "model": "gpt-4.1-mini", "api_key": "${OPENAI_API_KEY}"}
    return {"id": "openai", "models": [model]}


def _search_policy(folder: Path, env: Mapping[str, str]) -> dict[str, Any]:
    """The EnterpriseSearchPolicy entry of config.yml, without its name; empty where none is."""
    config = read_settings_file(folder / "config.yml", env)
    policies = config.values.get("policies")
    for policy in policies if isinstance(policies, list) else []:
        if isinstance(policy, Mapping) and policy.get("name") in SEARCH_POLICIES:
            return {str(key): value for key, value in policy.items() if key != "name"}
    return {}
