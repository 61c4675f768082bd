from __future__ import annotations

import re

from nlg_server.fidelity import Finding, Verdict, check
from nlg_server.rephrasing.repair import repair_request
from prompts.masking import Mask
from prompts.model import CompletionRequest, Message

FIRST = CompletionRequest((Message("user", "Rephrase."),), "wording", "rephrase", 0.7, 100)
TEMPLATE = "Ann, it costs $12.50."


def test_the_repair_follows_the_first_prompt_and_names_the_fault() -> None:
    reply = "Ann, it costs $12.05."
    request = repair_request(FIRST, reply, check(TEMPLATE, reply))
    assert request is not None
    assert request.messages[:2] == (*FIRST.messages, Message("assistant", reply))
    assert re.search(r"the amount must stay \$ ?12\.50", request.messages[2].content)
    assert (request.purpose, request.temperature) == ("repair", 0.0)
    assert (request.model_group, request.max_tokens) == ("wording", 100)


def test_with_masking_the_fault_names_no_value() -> None:
    mask = Mask.for_request(TEMPLATE, {"name": "Ann"})
    restored = "Ann, it costs $12.05."
    request = repair_request(FIRST, "[[NAME_1]], $12.05", check(TEMPLATE, restored), mask.hide)
    assert request is not None
    assert "12.50" not in request.messages[2].content
    assert "[[AMOUNT_1]]" in request.messages[2].content


def test_what_needs_no_repair_or_cannot_have_one_asks_for_none() -> None:
    assert repair_request(FIRST, "fine", Verdict(True)) is None
    assert repair_request(FIRST, " ", check(TEMPLATE, " ")) is None
    assert repair_request(FIRST, "bad", Verdict(False, "negation")) is None


def test_a_runaway_reply_is_shown_only_in_part() -> None:
    verdict = Verdict(False, "too_long", (Finding("too_long", "shape", "be shorter"),))
    request = repair_request(FIRST, "x" * 100_000, verdict)
    assert request is not None
    assert len(request.messages[1].content) == 2000
