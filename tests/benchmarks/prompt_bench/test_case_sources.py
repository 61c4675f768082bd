from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.case_sources import guess_kind, read_cases
from benchmarks.prompt_bench.plan import CaseSource
from prompts.errors import BenchError

EVENTS: list[dict[str, Any]] = [
    {"event": "action", "name": "action_listen"},
    {"event": "user", "text": "hi, my name is Maria Lopez, mail maria@corp.com"},
    {"event": "slot", "name": "user_name", "value": "Maria Lopez"},
    {"event": "action", "name": "utter_hello"},
    {
        "event": "bot",
        "text": "Hello Maria Lopez, your order AB12345 costs $12.50.",
        "metadata": {"utter_action": "utter_hello"},
    },
    {"event": "user", "text": "when do you open?"},
    {"event": "action", "name": "action_trigger_search"},
]


def cases_in(path: Path, task: Task = "rephrase", **options: Any) -> tuple[Case, ...]:
    kind = options.pop("kind", None) or guess_kind(path)
    return read_cases([CaseSource(path, kind, None, options, path.parent)], task)


def store(path: Path, conversations: int = 1) -> Path:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
    rows = [
        (f"+49170{number:07d}", json.dumps(event))
        for number in range(conversations)
        for event in EVENTS
    ]
    connection.executemany("INSERT INTO events (sender_id, data) VALUES (?, ?)", rows)
    connection.commit()
    connection.close()
    return path


def test_a_tracker_gives_a_case_for_each_reply_with_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "tracker.json"
    path.write_text(json.dumps({"sender_id": "s", "events": EVENTS}))
    (case,) = cases_in(path, mask=False)
    assert case.template == "Hello Maria Lopez, your order AB12345 costs $12.50."
    assert case.response == "utter_hello"
    assert case.question.startswith("hi, my name is")
    assert case.values == {"user_name": "Maria Lopez"}
    assert case.cluster == "s"


def test_what_names_a_person_is_masked_by_default_everywhere_alike(tmp_path: Path) -> None:
    (case,) = cases_in(store(tmp_path / "tracker.db"))
    whole = repr(case)
    for secret in ("Maria", "Lopez", "maria@corp.com", "AB12345", "+49170"):
        assert secret not in whole
    assert case.values["user_name"] in case.template
    assert "$12.50" in case.template


def test_a_tracker_store_by_url_gives_the_same_cases(tmp_path: Path) -> None:
    path = store(tmp_path / "tracker.db", 3)
    by_url = cases_in(path, url=f"sqlite:///{path}", mask=False)
    assert [c.template for c in by_url] == [c.template for c in cases_in(path, mask=False)]
    assert len({case.cluster for case in by_url}) == 3


def test_a_search_plan_asks_what_the_search_action_was_asked(tmp_path: Path) -> None:
    (case,) = cases_in(store(tmp_path / "tracker.db"), "search")
    assert case.question == "when do you open?"


def test_events_of_a_broker_are_gathered_by_sender(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    lines = [json.dumps({"sender_id": s, **event}) for event in EVENTS for s in ("a", "b")]
    path.write_text("\n".join(lines))
    assert guess_kind(path) == "tracker"
    assert [case.cluster for case in cases_in(path, mask=False)] == ["a", "b"]


def test_a_domain_gives_the_text_of_a_reply_that_was_reworded_already(tmp_path: Path) -> None:
    (tmp_path / "domain.yml").write_text(
        'version: "3.1"\nresponses:\n  utter_hello:\n  - text: "Hi {user_name}!"\n'
    )
    (case,) = cases_in(store(tmp_path / "tracker.db"), domain="domain.yml", mask=False)
    assert case.template == "Hi Maria Lopez!"


def test_recorded_requests_of_one_sender_are_one_cluster(tmp_path: Path) -> None:
    path = tmp_path / "requests.jsonl"
    tracker = {"sender_id": "s", "events": EVENTS[:2], "slots": {"user_name": "Maria Lopez"}}
    line = {"response": "utter_hello", "text": "Hello Maria Lopez!", "tracker": tracker}
    path.write_text(f"{json.dumps(line)}\n{json.dumps({'request': line})}\n")
    first, second = cases_in(path)
    assert first.cluster == second.cluster == "conversation 1"
    assert "Maria" not in repr(first)


def test_an_e2e_test_gives_a_case_for_each_expected_reply(tmp_path: Path) -> None:
    path = tmp_path / "e2e.yml"
    path.write_text(
        "fixtures:\n  - premium: [{tier: gold}]\n"
        "test_cases:\n  - test_case: refund\n    fixtures: [premium]\n    steps:\n"
        "      - user: I want my money back\n      - bot: It takes 3 days.\n"
        "      - user: ok\n      - bot: Bye.\n"
    )
    assert guess_kind(path) == "e2e"
    first, second = cases_in(path)
    assert (first.template, second.template) == ("It takes 3 days.", "Bye.")
    assert first.values == {"tier": "gold"}
    assert [turn.text for turn in second.conversation.turns][-1] == "ok"
    assert first.source.endswith("e2e.yml:4")


def test_columns_of_a_csv_that_are_no_keys_are_slots(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("template;user;name\nHi {name}!;hello;Ann\n'Bye';;\n", encoding="utf-8-sig")
    first, second = cases_in(path)
    assert first.template == "Hi Ann!"
    assert second.source.endswith("cases.csv:3")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("c.jsonl", b'{"template": "Hi"}\n{"template": 5}\n', "c.jsonl:2: template"),
        ("c.jsonl", b'{"template": "Hi"}\n{oops\n', "c.jsonl:2: is no JSON"),
        ("c.jsonl", b'{"template": "Hi"}\n{"template": "\xe9"}\n', "c.jsonl:2: byte 0xe9"),
        ("c.yml", b"- {id: a, template: Hi}\n- {id: b, tempalte: Hi}\n", "c.yml:2"),
        ("c.csv", b"template,user\nHi,a,b,c\n", "c.csv:2: has more cells"),
        ("c.jsonl", b"", "holds no case"),
        ("c.json", b'{"slots": {}}', "c.json:1: holds no tracker"),
        ("c.db", b"not a database, surely", "no tracker store"),
        ("missing.yml", None, "cannot be read"),
    ],
)
def test_bad_input_names_file_line_and_cause(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BenchError) as caught:
        cases_in(path)
    assert told in str(caught.value)


def test_an_unknown_option_of_a_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="masked: is no option"):
        cases_in(store(tmp_path / "t.db"), masked=True)


def test_ids_that_occur_twice_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "c.yml"
    path.write_text("- {id: a, template: Hi}\n- {id: a, template: Bye}\n")
    assert [case.id for case in cases_in(path)] == ["a", "a#2"]


def test_a_database_url_reads_the_same_cases_as_its_file(tmp_path: Path) -> None:
    store = tmp_path / "t.db"
    with closing(sqlite3.connect(store)) as database:
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
        said = {"event": "user", "text": "hi"}
        told = {"event": "bot", "text": "It costs $5.", "metadata": {"utter_action": "utter_x"}}
        rows = [(f"s{n % 2}", json.dumps(event)) for n in range(4) for event in (said, told)]
        database.executemany("INSERT INTO events (sender_id, data) VALUES (?, ?)", rows)
        database.commit()
    by_file = read_cases([CaseSource(store, "tracker_store")], "rephrase")
    url = {"url": f"sqlite:///{store}"}
    by_url = read_cases([CaseSource(Path("t.db"), "tracker_store", options=url)], "rephrase")
    assert len(by_url) == 4
    assert [(c.id, c.template, c.conversation) for c in by_url] == [
        (c.id, c.template, c.conversation) for c in by_file
    ]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:////nowhere/at/all.db", "cannot be read"),
        ("nosuch://ann:secret@db.example/rasa", "cannot be opened"),
        ("oracle+cx_oracle://ann:secret@db.example/rasa", "driver"),
    ],
)
def test_a_url_that_cannot_be_used_is_told_without_its_password(url: str, told: str) -> None:
    source = CaseSource(Path("rasa"), "tracker_store", options={"url": url})
    with pytest.raises(BenchError, match=told) as refused:
        read_cases([source], "rephrase")
    assert "secret" not in str(refused.value)
