"""What a search answer may and must do, under the names that Rasa Pro gave the options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

GroundingMode = Literal["enforce", "observe", "off"]
GroundingLevel = Literal["quoted", "strict", "balanced", "lenient", "permissive"]
CitationStyle = Literal["numbered", "inline", "none"]

# Lowest support score (the calibrated probability that a sentence is attributable) that goes out.
# The facts of a sentence are checked exactly at every level: the levels differ in wording only.
LEVELS: Final[Mapping[GroundingLevel, float]] = {
    "quoted": 0.90,
    "strict": 0.70,
    "balanced": 0.50,
    "lenient": 0.30,
    "permissive": 0.15,
}


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """Settings of `action_trigger_search`; the defaults are safe with any model.

    `threshold` (0-1) is the lowest calibrated score of a passage that counts; in Rasa Pro it is the
    store's own similarity.
    `relevance_threshold` (0-1) is the lowest relevance at which the model is asked; None takes the
    calibrated one of `search.answering.relevance`, or none with `check_relevancy` false.
    `max_history` counts messages in the prompt. `prompt_tokens` bounds the whole prompt. `slots`
    names the slots that the prompt may show; None shows every slot that is set, as Rasa Pro does.
    `follow_ups` are Rasa buttons sent with an answer. `judge` names who may veto an accepted
    answer: a model group, or ``cross-encoder:NAME``. `rewrite_query` lets the model word the
    search query.
    """

    use_generative_llm: bool = True
    citation_enabled: bool = True
    check_relevancy: bool = True
    max_messages_in_query: int = 2
    max_history: int = 10
    include_date_time: bool = True
    timezone: str = "UTC"
    threshold: float = 0.0
    relevance_threshold: float | None = None
    k: int = 5
    model_group: str = "search"
    temperature: float | None = 0.0
    max_tokens: int | None = 512
    prompt_tokens: int = 6000
    prompt_template: str | None = None
    grounding: GroundingMode = "enforce"
    grounding_level: GroundingLevel = "balanced"
    citation_style: CitationStyle = "numbered"
    no_answer_response: str = "utter_no_relevant_answer_found"
    no_answer_text: str = "I'm sorry, I can't find an answer to that in our documents."
    failure_response: str = "utter_internal_error_rasa"
    failure_text: str = "I'm sorry, I can't look that up right now. Please try again later."
    slots: tuple[str, ...] | None = None
    follow_ups: tuple[Mapping[str, Any], ...] = ()
    judge: str | None = None
    rewrite_query: bool = False
