"""A case from keys and values, as YAML, JSON Lines and CSV by hand all have them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from benchmarks.prompt_bench.case import Assertion, Case, Task
from nlg_server.responses.template import fill_text
from nlg_server.settings.reader import Section
from prompts.conversation import Conversation, Speaker, Turn
from prompts.errors import SettingsError
from search.passage import Passage

ASSERTIONS = (
    "contains",
    "icontains",
    "contains-all",
    "contains-any",
    "equals",
    "starts-with",
    "regex",
    "is-json",
    "python",
    "similar",
    "llm-rubric",
    "max-length",
    "latency",
    "cost",
)


def case_from(section: Section, task: Task, number: int, source: str) -> Case:
    """One case; raises SettingsError naming the key. `number` (1-based) names a case without id.

    Keys: `id`, `conversation`, `template`, `slots`, `response`, `history`, `user` (or `question`),
    `language`, `passages`, `relevant`, `retrieved`, `reference`, `answerable`, `answers`,
    `judgements`, `assert`.
    """
    identity = _identity(section, number)
    values = _mapping(section, "slots")
    template = section.text("template", "") or ""
    if task == "rephrase" and not template.strip():
        raise _missing(section, "template", "Give the text that is to be worded.")
    said = section.text("user") or section.text("question") or ""
    turns = _turns(section, said)
    if task == "search" and not said:
        said = next((turn.text for turn in reversed(turns) if turn.speaker == "user"), "")
        if not said and not section.any("answers"):
            raise _missing(section, "question", "Give the question that is to be answered.")
    answerable = section.any("answerable")
    case = Case(
        id=identity,
        task=task,
        cluster=str(section.any("conversation", identity)),
        conversation=Conversation(identity, turns, values, said),
        template=fill_text(template, values).text if values else template,
        response=section.text("response", "") or "",
        values=values,
        language=section.text("language"),
        passages=_passages(section),
        relevant=section.texts("relevant"),
        retrieved=section.texts("retrieved"),
        reference=section.text("reference", "") or "",
        answerable=None if answerable is None else section.boolean("answerable", True),
        answers=_mapping(section, "answers"),
        judgements=_mapping(section, "judgements"),
        assertions=_assertions(section),
        source=source,
    )
    section.finish()
    return case


def _missing(section: Section, key: str, remedy: str) -> SettingsError:
    """The error for a key that is not there, naming one that may have been meant for it."""
    meant = get_close_matches(key, list(section.rest()), n=1)
    cause = f"is missing, though there is `{meant[0]}`." if meant else "is missing or empty."
    return SettingsError(section.file, section.dotted(key), cause, remedy)


def assertion_from(section: Section) -> Assertion:
    """One assertion; raises SettingsError for an unknown type."""
    kind = section.text("type", "") or ""
    if kind.removeprefix("not-") not in ASSERTIONS:
        raise section.wrong("type", kind, f"Choose from: {', '.join(ASSERTIONS)}, or not-… of one.")
    threshold = section.any("threshold")
    found = Assertion(
        kind,
        section.any("value"),
        None if threshold is None else section.number("threshold", 0.0, 0.0, 1e9),
        section.text("model"),
    )
    section.finish()
    return found


def _identity(section: Section, number: int) -> str:
    value = section.any("id", f"case-{number}")
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise section.wrong("id", value, "Write a text.")
    return str(value)


def _turns(section: Section, said: str) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    entries = section.any("history", [])
    for entry in entries if isinstance(entries, list) else [entries]:
        pair = next(iter(entry.items()), ()) if isinstance(entry, Mapping) else entry
        if not isinstance(pair, list | tuple) or len(pair) != 2 or pair[0] not in ("user", "bot"):
            raise section.wrong("history", entry, "Write entries such as `- user: Hello`.")
        speaker: Speaker = "user" if pair[0] == "user" else "bot"
        turns.append(Turn(speaker, str(pair[1])))
    if said and (not turns or turns[-1] != Turn("user", said)):
        turns.append(Turn("user", said))
    return tuple(turns)


def _passages(section: Section) -> tuple[Passage, ...]:
    entries = section.any("passages", [])
    if not isinstance(entries, list):
        raise section.wrong("passages", entries, "Write a list of texts.")
    found = []
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, str):
            found.append(Passage(f"p{number}", entry, f"passage {number}", end=len(entry)))
        elif isinstance(entry, Mapping) and isinstance(entry.get("text"), str):
            text, identity = entry["text"], str(entry.get("id", f"p{number}"))
            source, title = str(entry.get("source", identity)), str(entry.get("title", ""))
            found.append(Passage(identity, text, source, title, end=len(text)))
        else:
            raise section.wrong(
                "passages", entry, "Write a text, or `text` with `id` and `source`."
            )
    return tuple(found)


def _assertions(section: Section) -> tuple[Assertion, ...]:
    entries = section.any("assert", [])
    if not isinstance(entries, list) or not all(isinstance(e, Mapping) for e in entries):
        raise section.wrong("assert", entries, "Write a list of `type` and `value`.")
    return tuple(
        assertion_from(Section(section.file, f"{section.dotted('assert')}[{i}]", entry))
        for i, entry in enumerate(entries)
    )


def _mapping(section: Section, key: str) -> Mapping[str, Any]:
    value = section.any(key, {})
    if not isinstance(value, Mapping):
        raise section.wrong(key, value, "Write keys and values.")
    return value
