from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from nlg_server.responses import Domain, load_domain
from nlg_server.watching import LiveDomain


def save(file: Path, text: str) -> None:
    file.write_text(f"responses:\n  utter_greet:\n    - text: {text}\n", "utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "domain.yml"
    save(path, "Hi")
    return path


def look_twice(live: LiveDomain) -> bool:
    return any([live.refresh(), live.refresh()])


def text_of(live: LiveDomain) -> str | None:
    return live.responses()["utter_greet"][0].text


def test_a_saved_change_is_live_within_a_second(file: Path) -> None:
    async def saved_to_live() -> float:
        loop, changed = asyncio.get_running_loop(), asyncio.Event()
        live = LiveDomain([file], on_change=lambda _: loop.call_soon_threadsafe(changed.set))
        task = asyncio.create_task(live.watch())
        await asyncio.sleep(0.05)
        save(file, "Hello there")
        start = time.monotonic()
        await asyncio.wait_for(changed.wait(), 5)
        task.cancel()
        assert text_of(live) == "Hello there"
        return time.monotonic() - start

    assert asyncio.run(saved_to_live()) < 1.0


def test_nothing_is_read_while_nothing_changes(file: Path) -> None:
    loads: list[Domain] = []
    live = LiveDomain([file], on_change=loads.append)
    assert not look_twice(live)
    assert loads == []


def test_a_change_is_read_once_it_has_settled(file: Path) -> None:
    loads: list[Domain] = []
    live = LiveDomain([file], on_change=loads.append)
    save(file, "Half")
    assert not live.refresh()
    save(file, "The whole text")
    assert not live.refresh()
    assert live.refresh()
    assert text_of(live) == "The whole text"
    assert len(loads) == 1


@pytest.mark.parametrize("broken", ["responses:\n  utter_greet: [", "", "responses: 5", "# gone"])
def test_a_broken_save_keeps_the_last_good_version_and_says_so(
    file: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveDomain([file])
    file.write_text(broken, "utf-8")
    assert not look_twice(live)
    assert text_of(live) == "Hi"
    assert live.refused
    assert "last good version" in caplog.text
    save(file, "Good again")
    assert look_twice(live)
    assert text_of(live) == "Good again"
    assert live.refused == ()


def test_a_deleted_file_keeps_the_last_good_version(file: Path) -> None:
    live = LiveDomain([file])
    file.unlink()
    assert not look_twice(live)
    assert text_of(live) == "Hi"


def test_an_error_that_was_there_from_the_start_does_not_hold_back_a_change(tmp_path: Path) -> None:
    (tmp_path / "broken.yml").write_text("responses:\n  utter_x: [{text: 5}]\n", "utf-8")
    save(tmp_path / "good.yml", "Hi")
    live = LiveDomain([tmp_path])
    assert live.current.errors
    save(tmp_path / "good.yml", "Hello")
    assert look_twice(live)
    assert text_of(live) == "Hello"


def test_a_new_file_in_a_folder_is_seen(tmp_path: Path) -> None:
    save(tmp_path / "a.yml", "Hi")
    live = LiveDomain([tmp_path])
    (tmp_path / "b.yml").write_text("responses:\n  utter_b: [{text: B}]\n", "utf-8")
    assert look_twice(live)
    assert set(live.responses()) == {"utter_greet", "utter_b"}


def test_a_file_swapped_in_with_the_same_size_and_time_is_seen(file: Path) -> None:
    live = LiveDomain([file])
    status = file.stat()
    other = file.with_suffix(".tmp")
    save(other, "Yo")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)
    assert look_twice(live)
    assert text_of(live) == "Yo"


def test_watching_goes_on_when_reading_fails(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    calls = 0

    def load(paths: Sequence[Path]) -> Domain:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise RuntimeError("the disk is gone")
        return load_domain(paths)

    async def watch() -> str | None:
        loop, changed = asyncio.get_running_loop(), asyncio.Event()
        live = LiveDomain(
            [file], load=load, on_change=lambda _: loop.call_soon_threadsafe(changed.set)
        )
        task = asyncio.create_task(live.watch(0.01))
        save(file, "First")
        while calls < 2:  # noqa: ASYNC110  there is nothing to await: the failure is only logged
            await asyncio.sleep(0.01)
        save(file, "The second")
        await asyncio.wait_for(changed.wait(), 10)
        task.cancel()
        return text_of(live)

    assert asyncio.run(watch()) == "The second"
    assert "cannot be read again" in caplog.text
