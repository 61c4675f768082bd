"""Says what the settings of Rasa Pro's rephraser and EnterpriseSearchPolicy mean here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from nlg_server.checking.remark import Remark
from nlg_server.project import SEARCH_POLICIES, Project
from nlg_server.settings.files import SettingsFile, read_settings_file
from nlg_server.settings.rephrasing import RASA_PRO_TYPES

# Option of the policy -> what it means here, and where that differs from Rasa Pro.
POLICY: Final[Mapping[str, str]] = {
    "name": "read by Truephrase; Rasa Open Source does not know this policy: remove the entry "
    "there, and put its options under `search:` in endpoints.yml",
    "llm": "the model that writes answers, as in Rasa Pro; answers are checked sentence by "
    "sentence before they go out",
    "embeddings": "the model that the index is made with; without it the built-in MiniLM, offline",
    "vector_store": "read together with `vector_store:` of endpoints.yml, which goes first",
    "use_generative_llm": "false quotes the documents, as in Rasa Pro; here a stored answer or the "
    "best sentences",
    "citation_enabled": "sources in the text, as in Rasa Pro; here each is re-found in the index, "
    "and they are in `custom` either way",
    "check_relevancy": "the model may say that the passages do not answer, as in Rasa Pro; here "
    "relevance is judged before the model is called, too, and this is on by default",
    "max_messages_in_query": "messages that the query is built from, as in Rasa Pro; here only the "
    "user's, and earlier ones only where the last leans on them",
    "max_history": "messages of the transcript in the prompt, as in Rasa Pro",
    "prompt": "the Jinja2 prompt, as in Rasa Pro; rendered in a sandbox",
    "prompt_template": "the Jinja2 prompt, as in Rasa Pro; rendered in a sandbox",
    "include_date_time": "the current time in the prompt, as in Rasa Pro",
    "timezone": "an IANA name, as in Rasa Pro",
    "priority": "without effect: rules and flows say when `action_trigger_search` runs",
    "trace_prompt_tokens": "read and without effect: /metrics counts tokens",
}
_ADDRESS = "where the database is, as in Rasa Pro; `truephrase check` connects to it"
STORE: Final[Mapping[str, str]] = {
    "type": "faiss is embedded; milvus, qdrant, pgvector and a custom class as in Rasa Pro",
    "source": "the documents; here Markdown, HTML, PDF, DOCX, CSV and JSON too, indexed by "
    "`truephrase index` and followed while serving, not by `rasa train`",
    "threshold": "lowest score of a passage that counts; here a calibrated one (0-1) for every "
    "type of store, where Rasa Pro takes the store's own similarity",
    "collection": "what is searched, as in Rasa Pro; it must be there and hold vectors of the "
    "model that `embeddings` names",
    **dict.fromkeys(("host", "port", "url", "path", "location", "prefix"), _ADDRESS),
    **dict.fromkeys(("grpc_port", "prefer_grpc", "https"), _ADDRESS),
    **dict.fromkeys(
        ("user", "password", "api_key"),
        "to sign in, as in Rasa Pro; never shown, and better written as `${NAME}`",
    ),
    "timeout": "seconds that a call may take, as in Rasa Pro; then the search ends as `failed`",
    "content_payload_key": "the field with a passage's text, as in Rasa Pro",
    "metadata_payload_key": "the field with a passage's metadata, as in Rasa Pro; `filter:` and "
    "citations read it",
    "vector_name": "which of several vectors is compared, as in Rasa Pro",
}


def explain_migration(project: Project) -> Iterator[Remark]:
    """A remark for each Rasa Pro setting in use: what it means, and what is different."""
    yield from _rephraser(project.endpoints)
    config = read_settings_file(project.folder / "config.yml")
    policies = config.values.get("policies")
    for index, policy in enumerate(policies if isinstance(policies, list) else []):
        if isinstance(policy, Mapping) and policy.get("name") in SEARCH_POLICIES:
            yield from _explained(config, f"policies[{index}]", policy, POLICY)
            store = policy.get("vector_store")
            if isinstance(store, Mapping):
                yield from _explained(config, f"policies[{index}].vector_store", store, STORE)
            in_endpoints = project.endpoints.values.get("vector_store")
            if isinstance(in_endpoints, Mapping):
                yield from _explained(project.endpoints, "vector_store", in_endpoints, STORE)


def _explained(
    file: SettingsFile, path: str, values: Mapping[str, Any], meanings: Mapping[str, str]
) -> Iterator[Remark]:
    for key in values:
        if key in meanings:
            yield Remark("note", _place(file, f"{path}.{key}"), f"`{key}`: {meanings[key]}.")


def _rephraser(file: SettingsFile) -> Iterator[Remark]:
    nlg = file.values.get("nlg")
    if not isinstance(nlg, Mapping):
        return
    if nlg.get("type") in RASA_PRO_TYPES:
        yield Remark(
            "warning",
            _place(file, "nlg.type"),
            f"with `type: {nlg['type']}` Rasa Pro rephrases itself and does not call `url`.",
            "Remove the line `type:`; the other keys stay as they are.",
        )
    if "summarize_history" not in nlg and ("llm" in nlg or nlg.get("rephrase_all")):
        yield Remark(
            "note",
            _place(file, "nlg"),
            "the prompt carries the last turns, not a summary: one model call instead of two "
            "(Rasa Pro summarises by default).",
            "Set `summarize_history: true` under `nlg:` for a summary.",
        )


def _place(file: SettingsFile, key: str) -> str:
    line = file.line(key)
    return f"{file.name}:{line}" if line else file.name
