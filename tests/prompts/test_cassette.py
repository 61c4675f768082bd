from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from prompts.budget import Budget
from prompts.cassette import RecordedModel, RecordingModel, read_cassette
from prompts.errors import BenchError, CassetteMiss, ModelUnreachable
from prompts.model import LanguageModel
from prompts.scripted_model import ScriptedModel
from tests.prompts.model_fakes import request


def say(model: LanguageModel, text: str = "hello") -> str:
    return asyncio.run(model.complete(request(text), Budget.of(1.0))).text


def test_what_was_recorded_is_replayed_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "cassette.jsonl"
    recorder = RecordingModel(ScriptedModel(["Grüße 🙂\n“so”", "and again"]), path)
    said = [say(recorder), say(recorder)]
    replayed = RecordedModel(path)
    assert [say(replayed) for _ in range(3)] == [*said, "and again"]


def test_a_request_that_differs_in_anything_sent_is_a_miss(tmp_path: Path) -> None:
    path = tmp_path / "cassette.jsonl"
    say(RecordingModel(ScriptedModel("hi"), path))
    model = RecordedModel(path)
    for other in (
        request("hello "),
        replace(request("hello"), temperature=0.1),
        replace(request("hello"), max_tokens=5),
        replace(request("hello"), model_group="other"),
    ):
        with pytest.raises(CassetteMiss, match=r"cassette\.jsonl"):
            asyncio.run(model.complete(other, Budget.of(1.0)))


def test_a_failed_call_leaves_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "cassette.jsonl"
    with pytest.raises(ModelUnreachable):
        say(RecordingModel(ScriptedModel(ModelUnreachable("down")), path))
    assert not path.exists()


def test_a_line_that_is_no_recording_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cassette.jsonl"
    say(RecordingModel(ScriptedModel("hi"), path))
    good = path.read_text()
    path.write_text(good + "\n{}\n")
    with pytest.raises(BenchError, match=r"cassette\.jsonl:3"):
        RecordedModel(path)
    path.write_text(good.replace("hello", "hallo"))
    with pytest.raises(BenchError, match=r"cassette\.jsonl:1: the key"):
        read_cassette(path)
    with pytest.raises(BenchError, match="cannot be read"):
        read_cassette(tmp_path / "absent.jsonl")
