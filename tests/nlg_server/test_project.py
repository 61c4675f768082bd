from __future__ import annotations

from pathlib import Path

import pytest

from nlg_server.project import Project, load_project
from prompts.errors import PromptError, SettingsError
from tests.nlg_server.projects import write_project

GROUP = "model_groups: [{id: g, models: [{provider: openai, model: m, api_key: '${KEY}'}]}]\n"


def load(folder: Path, endpoints: str, **environment: str) -> Project:
    return load_project(write_project(folder, endpoints), environment=environment)


def test_a_folder_without_files_gets_the_defaults(tmp_path: Path) -> None:
    project = load_project(tmp_path, environment={})
    assert project.port == 5056
    assert project.rephrase.model_group is None
    assert project.domain_paths() == ()


def test_rasa_pros_rephraser_keys_are_read_under_their_names(tmp_path: Path) -> None:
    project = load(
        tmp_path,
        "nlg:\n  type: rephrase\n  rephrase_all: true\n  max_historical_turns: 2\n"
        "  summarize_history: true\n  prompt: p.jinja2\n"
        "  llm: {model_group: g, temperature: 0.1}\n" + GROUP,
        KEY="k",
    )
    settings = project.rephrase
    assert (settings.rephrase_all, settings.max_historical_turns) == (True, 2)
    assert (settings.prompt, settings.model_group) == ("p.jinja2", "g")
    assert (settings.summarize_history, settings.temperature) == (True, 0.1)


def test_an_inline_llm_becomes_a_group_of_its_own(tmp_path: Path) -> None:
    project = load(
        tmp_path,
        "nlg: {llm: {provider: openai, model: gpt-4.1-mini, api_key: '${KEY}', temperature: 0}}",
        KEY="k",
    )
    assert project.rephrase.model_group == "nlg.llm"
    assert project.group_named("nlg.llm") is not None


def test_a_key_that_is_not_set_switches_the_group_off_and_no_more(tmp_path: Path) -> None:
    group = load(tmp_path, "nlg: {llm: {model_group: g}}\n" + GROUP).group_named("g")
    assert group is not None
    assert group.usable == ()
    assert group.models[0].missing == ("KEY",)


def test_a_key_in_the_environment_is_enough(tmp_path: Path) -> None:
    assert load(tmp_path, "", OPENAI_API_KEY="k").rephrase.model_group == "openai"
    assert load(tmp_path, "").rephrase.model_group is None


def test_an_unknown_group_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, "nlg:\n  rephrase_all: true\n  llm:\n    model_group: h\n" + GROUP)
    assert "endpoints.yml:4: nlg.llm.model_group: 'h'" in str(caught.value)
    assert "Known: g." in str(caught.value)


@pytest.mark.parametrize(
    ("endpoints", "expected"),
    [
        ("nlg: {rephrase_al: true}", "Did you mean `rephrase_all`?"),
        ("nlg: {max_historical_turns: -1}", "nlg.max_historical_turns: -1"),
        ("nlg: {token: '${NOT_SET}'}", "Set NOT_SET."),
        ("nlg: {type: my.Class}", "Remove it"),
        ("action_endpoint: {upstream: 'ftp://x'}", "http:// or https://"),
        ("truephrase: {port: 99999}", "between 0 and 65535"),
        ("model_groups: {a: 1}", "Write a list of groups"),
        ("nlg: [", "broken YAML"),
        ("- a", "must hold keys and values"),
    ],
)
def test_unusable_settings_say_what_to_do(tmp_path: Path, endpoints: str, expected: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, endpoints)
    assert expected in str(caught.value)
    assert "endpoints.yml" in str(caught.value)


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load_project(tmp_path, tmp_path / "other.yml", environment={})


def test_secrets_do_not_show_in_a_printed_project(tmp_path: Path) -> None:
    endpoints = "nlg: {token: tok3n, basic_auth: {username: u, password: passw0rd}}\n" + GROUP
    project = load(tmp_path, endpoints, KEY="sk-secret")
    assert "tok3n" not in repr(project.rephrase)
    assert "passw0rd" not in repr(project.rephrase)
    assert "sk-secret" not in repr(project.groups)


def test_the_port_is_that_of_the_nlg_url(tmp_path: Path) -> None:
    assert load(tmp_path, "nlg: {url: 'http://localhost:7001/nlg'}").port == 7001
    assert load(tmp_path, "nlg: {url: 'http://rasa.example:7001/nlg'}").port == 5056


def test_the_newest_model_archive_serves_where_there_is_no_domain(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    archive = tmp_path / "models" / "a.tar.gz"
    archive.write_bytes(b"")
    assert load_project(tmp_path, environment={}).domain_paths() == (archive,)


def test_a_prompt_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"none\.jinja2"):
        load(tmp_path, "nlg: {prompt: none.jinja2}").rephrase_prompt()


def test_the_enterprise_search_policy_of_config_yml_is_read(tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text(
        "policies:\n- name: EnterpriseSearchPolicy\n  max_messages_in_query: 1\n"
        "  llm: {model_group: g}\n"
    )
    project = load(tmp_path, GROUP, KEY="k")
    assert project.search["max_messages_in_query"] == 1
    assert project.search_group == "g"
