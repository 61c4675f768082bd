"""Conversations in files: tracker JSON, JSON Lines of trackers or events, recorded requests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.case import Case, Task
from benchmarks.prompt_bench.case_sources.conversations import (
    ConversationOptions,
    Events,
    cases_of,
)
from benchmarks.prompt_bench.yaml_document import read_text
from nlg_server.responses.template import fill_text
from prompts.conversation import Conversation, Turn
from prompts.errors import BenchError
from prompts.masking.conversation_mask import ConversationMask
from prompts.transcript import conversation_from_tracker


def tracker_cases(path: Path, task: Task, options: ConversationOptions) -> Iterator[Case]:
    """Cases of ``GET /conversations/…/tracker`` output (one, a list, or by sender), of a folder of
    such files, or of JSON Lines of trackers or of events with a `sender_id` (what `rasa export`
    and Rasa's file event broker write)."""
    files = sorted(path.glob("*.json*")) if path.is_dir() else [path]
    number = 0
    for file in files:
        for sender, events in _conversations(file):
            number += 1
            yield from cases_of(sender, events, task, options, f"{file.name}:{number}")


def request_cases(path: Path, task: Task, options: ConversationOptions) -> Iterator[Case]:
    """Cases of recorded NLG and action server requests, one JSON object a line.

    A line is the request itself or has it under `request`. Requests of one sender are one cluster.
    What ``serve --record`` has masked already (`masked`) is not masked again.
    """
    senders: dict[str, str] = {}
    for number, entry in _lines(path):
        request = entry.get("request", entry)
        tracker = request.get("tracker") if isinstance(request, Mapping) else None
        if not isinstance(tracker, Mapping):
            raise BenchError(f"{path}:{number}: is no recorded request: it has no `tracker`.")
        sender = str(tracker.get("sender_id", "default"))
        cluster = senders.setdefault(sender, f"conversation {len(senders) + 1}")
        asked = replace(options, mask=False) if entry.get("masked") is True else options
        case = _request_case(request, tracker, task, asked, f"{path}:{number}", cluster)
        if case is not None:
            yield case


def _request_case(
    request: Mapping[str, Any],
    tracker: Mapping[str, Any],
    task: Task,
    options: ConversationOptions,
    place: str,
    cluster: str,
) -> Case | None:
    conversation = conversation_from_tracker(tracker)
    name = str(request.get("response") or "")
    template = str(request.get("template") or request.get("text") or "")
    if task == "rephrase":
        if name in options.responses:
            arguments = request.get("arguments")
            extra = arguments if isinstance(arguments, Mapping) else {}
            template = fill_text(options.responses[name], {**conversation.slots, **extra}).text
        if not name or not template:
            return None
    elif "next_action" not in request:
        return None
    values = {key: value for key, value in conversation.slots.items() if value is not None}
    turns, said = conversation.turns[-10:], conversation.current_input
    if options.mask:
        mask = ConversationMask(values, cluster)
        turns = tuple(Turn(turn.speaker, mask.text(turn.text)) for turn in turns)
        values = {key: mask.value(value, key) for key, value in values.items()}
        template, said = mask.text(template), mask.text(said)
    return Case(
        id=place.rpartition("/")[2],
        task=task,
        cluster=cluster,
        conversation=Conversation(cluster, turns, values, said),
        template=template if task == "rephrase" else "",
        response=name,
        values=values,
        language=options.language,
        source=place,
    )


def _conversations(file: Path) -> Iterator[tuple[str, Events]]:
    if file.suffix == ".json":
        try:
            yield from _in_document(json.loads(read_text(file)), file)
            return
        except ValueError as error:
            line = getattr(error, "lineno", 1)
            raise BenchError(f"{file}:{line}: is no JSON ({error}). Mend this line.") from error
    loose: dict[str, list[Mapping[str, Any]]] = {}
    for number, entry in _lines(file):
        if isinstance(entry.get("events"), list):
            yield from _in_document(entry, file)
        elif isinstance(entry.get("event"), str):
            loose.setdefault(str(entry.get("sender_id", "default")), []).append(entry)
        else:
            raise BenchError(
                f"{file}:{number}: is neither a tracker (`events`) nor an event (`event`). "
                "Set `kind` if this file holds something else."
            )
    yield from loose.items()


def _in_document(document: Any, file: Path) -> Iterator[tuple[str, Events]]:
    if isinstance(document, list):
        for part in document:
            yield from _in_document(part, file)
    elif isinstance(document, Mapping) and isinstance(document.get("events"), list):
        events = [event for event in document["events"] if isinstance(event, Mapping)]
        yield str(document.get("sender_id", "default")), events
    elif isinstance(document, Mapping) and document:
        for part in document.values():
            yield from _in_document(part, file)
    else:
        raise BenchError(f"{file}:1: holds no tracker: nothing in it has `events`.")


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise BenchError(f"{path}:{number}: is no JSON ({error}). Mend this line.") from error
        if not isinstance(entry, dict):
            raise BenchError(f"{path}:{number}: is no JSON object.")
        yield number, entry
