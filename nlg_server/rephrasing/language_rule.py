"""Which language a rephrase must have."""

from __future__ import annotations

import re

from nlg_server.fidelity.language import detect
from nlg_server.settings.rephrasing import LanguageRule
from prompts.conversation import Conversation

LANGUAGE_SLOT = "language"
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def required_language(rule: LanguageRule, template: str, conversation: Conversation) -> str | None:
    """The code of the language to answer in, lower case without region; None: the template's own.

    Under the rule ``slot`` it is that of the `language` slot, as Rasa Pro has it, when it is set;
    under ``user`` that of the current input, when it can be told.
    """
    if rule == "slot":
        return _code(conversation.slots.get(LANGUAGE_SLOT))
    return detect(conversation.current_input if rule == "user" else template)


def _code(value: object) -> str | None:
    if isinstance(value, str) and _CODE.fullmatch(value.strip()):
        return re.split("[-_]", value.strip())[0].lower()
    return None
