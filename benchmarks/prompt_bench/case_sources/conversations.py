"""Cases out of Rasa's conversations: each worded reply, or each searched question, is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.prompt_bench.case import Case, Task
from nlg_server.responses.template import fill_text
from prompts.conversation import Conversation, Turn
from prompts.masking.conversation_mask import ConversationMask
from prompts.transcript import conversation_from_tracker

SEARCH_ACTION = "action_trigger_search"
_TURNS = 10  # of the transcript before a reply: more than a prompt shows
Events = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ConversationOptions:
    """How conversations are read.

    `mask` replaces personal values. `responses` holds texts of the domain by response name: where
    a reply's response is among them, the case words that text, filled with the slots of the time,
    rather than what was sent, which a rephraser may have worded already. `every_question` makes a
    search case of every user message, not only of those that a search answered. `url` is that of
    a database.
    """

    mask: bool = True
    responses: Mapping[str, str] = field(default_factory=dict)
    every_question: bool = False
    language: str | None = None
    url: str | None = None


def cases_of(
    sender: str, events: Events, task: Task, options: ConversationOptions, place: str
) -> Iterator[Case]:
    """The cases of one conversation, its cluster. `place` is where errors and reports point."""
    slots = _final_slots(events)
    mask = ConversationMask(slots, place) if options.mask else None
    # Numbered rather than named, since a sender's id is often a phone number.
    cluster = place if options.mask else sender
    replies = _replies(events, options) if task == "rephrase" else _questions(events, options)
    for number, (index, text, response, values) in enumerate(replies, start=1):
        before = {
            "sender_id": cluster,
            "events": events[max(0, index - 400) : index],
            "slots": values,
        }
        conversation = _masked(conversation_from_tracker(before), mask)
        template = mask.text(text) if mask else text
        if task == "search" and not conversation.current_input:
            continue
        yield Case(
            id=f"{cluster}/{number}",
            task=task,
            cluster=cluster,
            conversation=conversation,
            template=template if task == "rephrase" else "",
            response=response,
            values=conversation.slots,
            language=options.language,
            source=place,
        )


Reply = tuple[int, str, str, Mapping[str, Any]]
"""Index of the event, its text, the response's name, and the slots at that time."""


def _replies(events: Events, options: ConversationOptions) -> Iterator[Reply]:
    slots: dict[str, Any] = {}
    for index, event in enumerate(events):
        _fold_slot(slots, event)
        if event.get("event") != "bot":
            continue
        metadata = event.get("metadata")
        metadata = metadata if isinstance(metadata, Mapping) else {}
        name, text = str(metadata.get("utter_action") or ""), event.get("text")
        if name in options.responses:
            yield index, fill_text(options.responses[name], slots).text, name, dict(slots)
        elif isinstance(text, str) and text.strip() and not metadata.get("rephrased"):
            yield index, text, name, dict(slots)


def _questions(events: Events, options: ConversationOptions) -> Iterator[Reply]:
    slots: dict[str, Any] = {}
    for index, event in enumerate(events):
        _fold_slot(slots, event)
        if options.every_question and event.get("event") == "user":
            yield index + 1, "", SEARCH_ACTION, dict(slots)
            continue
        searched = event.get("event") == "action" and event.get("name") == SEARCH_ACTION
        if searched and not options.every_question:
            yield index, "", SEARCH_ACTION, dict(slots)


def _fold_slot(slots: dict[str, Any], event: Mapping[str, Any]) -> None:
    kind = event.get("event")
    if kind == "slot" and isinstance(event.get("name"), str):
        slots[event["name"]] = event.get("value")
    elif kind in ("restart", "session_started", "reset_slots"):
        slots.clear()


def _final_slots(events: Events) -> dict[str, Any]:
    """Every value that any slot ever had: all of them may stand in the texts."""
    seen: dict[str, Any] = {}
    for index, event in enumerate(events):
        if event.get("event") == "slot" and event.get("value") not in (None, ""):
            seen[f"{event.get('name')}#{index}"] = event.get("value")
    return seen


def _masked(conversation: Conversation, mask: ConversationMask | None) -> Conversation:
    turns = conversation.turns[-_TURNS:]
    slots = {name: value for name, value in conversation.slots.items() if value is not None}
    said = conversation.current_input
    if mask is not None:
        turns = tuple(Turn(turn.speaker, mask.text(turn.text)) for turn in turns)
        slots = {name: mask.value(value, name) for name, value in slots.items()}
        said = mask.text(said)
    sender, channel = conversation.sender_id, conversation.input_channel
    return Conversation(sender, turns, slots, said, channel)
