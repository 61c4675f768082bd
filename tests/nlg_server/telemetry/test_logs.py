"""No log line tells what an exception said: that may be a text, a slot value or a key."""

from __future__ import annotations

import builtins
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest

from nlg_server.telemetry.logs import configure_logs
from nlg_server.telemetry.request_id import enter_request

KEY, SLOT, NOTE = "sk-4f7e2c91", "Ann Example", "her mother's maiden name"
STYLES = ("text", "json")

Written = Callable[[], str]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """`configure_logs` takes the handlers of the root over; they come back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in root.manager.loggerDict}
    yield
    root.handlers[:], root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Written:
    return lambda: capsys.readouterr().err


def fail_with_secrets() -> None:
    """An exception that quotes a slot value, from one that quotes a key."""
    try:
        raise KeyError(f"no account for {KEY}")
    except KeyError as error:
        raise ValueError(f"cannot read {SLOT!r}") from error


def log_the_failure() -> None:
    try:
        fail_with_secrets()
    except ValueError:
        logging.getLogger("truephrase").exception("%s: internal error", "nlg")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_an_exception_is_told_by_type_and_place_never_by_its_words(
    style: str, level: str, written: Written
) -> None:
    configure_logs(level, style)
    log_the_failure()
    line = written()
    assert "nlg: internal error" in line
    assert "KeyError" in line and "ValueError" in line
    assert "fail_with_secrets" in line
    assert KEY not in line and SLOT not in line


@pytest.mark.parametrize("style", STYLES)
def test_what_was_being_handled_is_told_without_its_words_too(style: str, written: Written) -> None:
    configure_logs("info", style)
    try:
        try:
            raise RuntimeError(SLOT)
        except RuntimeError:
            Path(f"/no-such-folder/{KEY}").read_text()
    except OSError:
        logging.getLogger("truephrase").exception("failed")
    line = written()
    assert "RuntimeError" in line and "FileNotFoundError" in line
    assert KEY not in line and SLOT not in line


@pytest.mark.skipif(sys.version_info < (3, 11), reason="groups and notes came with Python 3.11")
@pytest.mark.parametrize("style", STYLES)
def test_a_group_is_told_with_what_it_holds_and_no_note(style: str, written: Written) -> None:
    configure_logs("info", style)
    held: Any = ValueError(KEY)
    held.add_note(NOTE)
    try:
        raise builtins.__dict__["ExceptionGroup"](SLOT, [held])
    except Exception:
        logging.getLogger("truephrase").exception("failed")
    line = written()
    assert "ExceptionGroup" in line and "ValueError" in line
    assert not [secret for secret in (KEY, SLOT, NOTE) if secret in line]


def test_exceptions_that_came_of_each_other_are_told_once(written: Written) -> None:
    configure_logs("info", "json")
    first, second = ValueError(SLOT), KeyError(KEY)
    first.__cause__, second.__cause__ = second, first
    logging.getLogger("truephrase").error("failed", exc_info=first)
    assert json.loads(written())["error"].count("ValueError") == 1


@pytest.mark.parametrize("style", STYLES)
def test_what_another_handler_made_of_the_exception_is_not_passed_on(
    style: str, written: Written
) -> None:
    configure_logs("info", style)
    logger = logging.getLogger("truephrase.other")
    other = logging.StreamHandler(sys.stdout)
    logger.addHandler(other)
    try:
        fail_with_secrets()
    except ValueError:
        logger.exception("failed")
    finally:
        logger.removeHandler(other)
    line = written()
    assert "ValueError" in line
    assert KEY not in line and SLOT not in line


@pytest.mark.parametrize("style", STYLES)
def test_log_content_lets_an_exception_say_its_words(style: str, written: Written) -> None:
    configure_logs("info", style, content=True)
    log_the_failure()
    line = written()
    assert KEY in line and SLOT in line


def test_a_json_line_is_one_object_with_the_error_apart(written: Written) -> None:
    configure_logs("info", "json")
    log_the_failure()
    (line,) = written().splitlines()
    told = json.loads(line)
    assert sorted(told) == ["error", "level", "logger", "message", "request_id", "time"]
    assert (told["level"], told["logger"]) == ("error", "truephrase")
    assert told["error"].splitlines()[-1] == "ValueError"


@pytest.mark.parametrize("style", STYLES)
def test_a_line_bears_the_id_of_its_request(style: str, written: Written) -> None:
    configure_logs("info", style)
    request = {"headers": [(b"x-request-id", b"abc-1")]}

    def answer() -> None:
        enter_request(request)
        logging.getLogger("truephrase").info("answered")

    copy_context().run(answer)
    logging.getLogger("truephrase").info("afterwards")
    inside, outside = written().splitlines()
    assert "abc-1" in inside and "abc-1" not in outside


def test_a_noisy_library_is_heard_from_warnings_on(written: Written) -> None:
    configure_logs("debug")
    logging.getLogger("httpx").info("POST with %s", KEY)
    logging.getLogger("httpx").warning("slow")
    assert KEY not in (line := written())
    assert "slow" in line
