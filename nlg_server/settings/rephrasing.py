"""The `nlg:` block: Rasa Pro's rephraser options under their own names, and ours beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from nlg_server.settings.endpoint import Endpoint, endpoint_from
from nlg_server.settings.reader import Section
from prompts.errors import SettingsError

Mode = Literal["enforce", "observe", "off"]
LanguageRule = Literal["template", "user", "slot"]

MODES: tuple[Mode, ...] = get_args(Mode)
LANGUAGE_RULES: tuple[LanguageRule, ...] = get_args(LanguageRule)
RASA_PRO_TYPES = ("rephrase", "rasa_plus.ml.ContextualResponseRephraser")


@dataclass(frozen=True, slots=True)
class RephraseSettings:
    """How responses are worded. Times in seconds, lengths in tokens (about four characters).

    `model_group` names the group that words replies, None where no model is set up.
    `fidelity` is what happens to a rephrase that fails the check: ``enforce`` sends the template,
    ``observe`` sends the rephrase and records the verdict, ``off`` does not check.
    """

    endpoint: Endpoint = Endpoint()
    rephrase_all: bool = False
    prompt: str | None = None
    max_historical_turns: int = 5
    max_history_tokens: int = 1500
    summarize_history: bool = False
    model_group: str | None = None
    temperature: float = 0.3
    max_tokens: int = 512
    budget: float = 3.0
    fidelity: Mode = "enforce"
    repair: bool = False
    masking: bool = False
    judge: str | None = None
    language: LanguageRule = "slot"
    prompt_slots: tuple[str, ...] = ()
    strict_rasa: bool = False


def rephrase_settings_from(section: Section) -> tuple[RephraseSettings, Section]:
    """Read the `nlg:` block; the second value is its `llm:` section, for the model groups."""
    kind = section.text("type")
    if kind not in (None, "callback", *RASA_PRO_TYPES):
        raise SettingsError(
            section.file,
            section.dotted("type"),
            f"{kind!r} cannot be served.",
            "Remove it, so that Rasa calls `url`.",
        )
    llm = section.section("llm")
    settings = RephraseSettings(
        endpoint=endpoint_from(section),
        rephrase_all=section.boolean("rephrase_all", False),
        prompt=section.text("prompt") or section.text("prompt_template"),
        max_historical_turns=section.integer("max_historical_turns", 5, 0, 100),
        max_history_tokens=section.integer("max_history_tokens", 1500, 0, 100_000),
        summarize_history=section.boolean(
            "summarize_history", section.boolean("summarize_conversation", False)
        ),
        temperature=llm.number("temperature", 0.3, 0.0, 2.0),
        max_tokens=llm.integer(
            "max_tokens", llm.integer("max_completion_tokens", 512, 1, 32_000), 1, 32_000
        ),
        budget=section.number("budget", 3.0, 0.05, 290.0),
        fidelity=section.choice("fidelity", "enforce", MODES),
        repair=section.boolean("repair", False),
        masking=section.boolean("masking", False),
        judge=section.text("judge"),
        language=section.choice("language", "slot", LANGUAGE_RULES),
        prompt_slots=section.texts("prompt_slots"),
        strict_rasa=section.choice("strict", "off", ("rasa", "off")) == "rasa",
    )
    section.finish()
    return settings, llm
