from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from nlg_server.responses import Slot, load_domain, load_responses, responses_from_domain

GREET = "responses:\n  utter_greet:\n    - text: Hi {name}\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(path.name + ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def archive(path: Path, name: str, content: bytes) -> Path:
    with tarfile.open(path, "w:gz") as file:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        file.addfile(member, io.BytesIO(content))
    return path


def test_a_single_domain_file_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, domain=GREET) / "domain.yml"
    responses = load_responses([file])
    assert [v.text for v in responses["utter_greet"]] == ["Hi {name}"]
    assert responses.problems == ()


def test_a_split_domain_is_merged_at_any_depth(tmp_path: Path) -> None:
    write(
        tmp_path,
        a__b__c__d__responses=GREET,
        base="slots:\n  name: {type: text}\nactions: [action_trigger_search]\nintents: [greet]",
        forms="forms:\n  order_form: {required_slots: [name]}\nsession_config: {x: 1}",
    )
    domain = load_domain([tmp_path])
    assert list(domain.responses) == ["utter_greet"]
    assert domain.slots == {"name": Slot("name", "text")}
    assert domain.actions == ("action_trigger_search",)
    assert (domain.intents, domain.forms) == (("greet",), ("order_form",))
    assert domain.session_config == {"x": 1}
    assert len(domain.files) == 3


def test_declarations_with_options_count_by_their_name(tmp_path: Path) -> None:
    text = "actions:\n- action_x: {send_domain: true}\n- action_y\nintents:\n- greet: {}\n"
    domain = load_domain([write(tmp_path, domain=text)])
    assert domain.actions == ("action_x", "action_y")
    assert domain.intents == ("greet",)


def test_responses_of_retrieval_intents_are_read_from_training_data(tmp_path: Path) -> None:
    write(
        tmp_path,
        faq="version: '3.1'\nresponses:\n  utter_faq/price:\n  - text: Ten euros\n",
        nlu="version: '3.1'\nnlu:\n- intent: greet\n  examples: |\n    - hi\n",
        stories="stories:\n- story: x\n  steps:\n  - slot_was_set: [{a: b}]\n",
    )
    domain = load_domain([tmp_path])
    assert list(domain.responses) == ["utter_faq/price"]
    assert [file.name for file in domain.files] == ["faq.yml"]


def test_json_is_read_too(tmp_path: Path) -> None:
    text = '{"version":"3.1","responses":{"utter_a":[{"text":"A"}]}}'
    (tmp_path / "domain.json").write_text(text, "utf-8")
    assert list(load_responses([tmp_path])) == ["utter_a"]


def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    real = write(tmp_path / "real", responses=GREET)
    domain = tmp_path / "domain"
    domain.mkdir()
    (domain / "linked").symlink_to(real)
    (real / "loop").symlink_to(domain)
    responses = load_responses([domain])
    assert list(responses) == ["utter_greet"]
    assert responses.problems == ()


def test_a_dangling_link_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, domain=GREET)
    (tmp_path / "gone.yml").symlink_to(tmp_path / "nowhere.yml")
    (tmp_path / ".#domain.yml").write_text("responses: [", "utf-8")
    assert load_responses([tmp_path]).problems == ()


def test_of_two_responses_with_one_name_the_first_file_counts_and_the_other_is_named(
    tmp_path: Path,
) -> None:
    write(tmp_path, a=GREET, b="\n\n" + GREET.replace("Hi", "Hello"))
    responses = load_responses([tmp_path])
    assert responses["utter_greet"][0].text == "Hi {name}"
    (problem,) = responses.problems
    assert (Path(problem.file).name, problem.line, problem.severity) == ("b.yml", 4, "warning")
    assert "a.yml:2" in problem.message


def test_a_broken_file_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, a="responses:\n  utter_x:\n   - text: 'open\n", b=GREET)
    responses = load_responses([tmp_path])
    assert list(responses) == ["utter_greet"]
    (problem,) = responses.problems
    assert (Path(problem.file).name, problem.severity) == ("a.yml", "error")
    assert problem.line is not None


def test_a_file_that_is_not_utf8_is_reported_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "domain.yml"
    file.write_bytes(b"responses:\n  utter_x:\n  - text: caf\xe9\n")
    (problem,) = load_responses([file]).problems
    assert problem.line == 3
    assert "UTF-8" in problem.message


def test_a_path_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    (problem,) = load_responses([tmp_path / "nothing.yml"]).problems
    assert "does not exist" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "- a\n- b\n",
        "responses: [a]\n",
        "responses:\n  utter_x: text\n",
        "responses: {1: [{text: a}]}",
    ],
)
def test_a_file_of_the_wrong_shape_is_reported(tmp_path: Path, text: str) -> None:
    problems = load_responses([write(tmp_path, domain=text) / "domain.yml"]).problems
    assert problems[0].severity == "error"
    assert problems[0].line is not None or text.startswith("-")


def test_the_domain_in_a_model_archive_is_read(tmp_path: Path) -> None:
    model = archive(
        tmp_path / "m.tar.gz", "./components/domain_provider/domain.yml", GREET.encode()
    )
    assert list(load_responses([model])) == ["utter_greet"]


@pytest.mark.parametrize("content", [b"", b"not gzip", b"\x1f\x8b\x08\x00broken"])
def test_a_damaged_archive_is_reported(tmp_path: Path, content: bytes) -> None:
    model = tmp_path / "m.tar.gz"
    model.write_bytes(content)
    assert "archive" in load_responses([model]).problems[0].message


def test_an_archive_without_a_domain_is_reported(tmp_path: Path) -> None:
    model = archive(tmp_path / "m.tar.gz", "../../etc/domain.yml", GREET.encode())
    responses = load_responses([model])
    assert not responses
    assert "no domain.yml" in responses.problems[0].message


def test_a_domain_too_large_to_be_one_is_not_unpacked(tmp_path: Path) -> None:
    model = archive(
        tmp_path / "m.tar.gz", "components/domain_provider/domain.yml", b"#" * (64 * 1024**2 + 1)
    )
    assert "67,108,864" in load_responses([model]).problems[0].message


def test_a_file_that_cannot_be_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> str:
        raise PermissionError(13, "Permission denied")

    file = write(tmp_path, domain=GREET) / "domain.yml"
    monkeypatch.setattr(Path, "read_text", refuse)
    (problem,) = load_responses([file]).problems
    assert problem.message == "cannot be read: Permission denied"


def test_a_slot_without_type_is_reported_and_kept() -> None:
    domain = responses_from_domain({"slots": {"a": None}})
    assert domain.slots == {"a": Slot("a")}
    assert "no type" in domain.problems[0].message


def test_the_answer_of_get_domain_is_read() -> None:
    domain = responses_from_domain(
        {"responses": {"utter_a": [{"text": "A"}]}, "slots": {"n": {"type": "float"}}}
    )
    assert domain.responses["utter_a"][0].text == "A"
    assert domain.slots["n"].type == "float"


def test_no_name_means_no_response() -> None:
    domain = responses_from_domain({"responses": {"utter_empty": []}})
    assert domain.responses["utter_empty"] == ()
    assert "utter_other" not in domain.responses
