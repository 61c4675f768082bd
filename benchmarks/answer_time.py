"""What the search action adds to model and embedding: milliseconds an answer, with ten passages.

    python -m benchmarks.answer_time --json

A retriever and a model that answer at once stand for index and LLM, so that what is measured is
folding the query, judging relevance, rendering the prompt, verifying and building Rasa's reply.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated, Any

import numpy as np
import typer

from benchmarks.figures import report
from benchmarks.hostile_search import FixedRetriever
from prompts.budget import Budget
from prompts.conversation import Conversation, Turn
from prompts.rendering import PromptTemplate
from prompts.scripted_model import ScriptedModel
from search.action import run_search_action
from search.answering.answer import Answerer, SearchOptions
from search.passage import Passage

_TOPICS = (
    "delivery", "returns", "invoices", "the warranty", "gift cards", "the loyalty programme",
    "business accounts", "repairs", "pick-up points", "the newsletter",
)  # fmt: skip


def passages(variant: int) -> list[Passage]:
    """Ten passages of some 150 words; `variant` changes each, so that nothing read is kept."""
    return [
        Passage(f"{variant}-{n}", _text(topic, variant * 10 + n), f"manual/{n}.md", title="Manual")
        for n, topic in enumerate(_TOPICS)
    ]


def _text(topic: str, number: int) -> str:
    return (
        f"Everything about {topic} in edition {number}. A request about {topic} costs {number}.90"
        f" euros and is handled within {number % 9 + 2} working days. You can send it to"
        f" service{number}@shop.example or start it at https://shop.example/help/{number}. Requests"
        f" that reach us before 3 p.m. are handled on the same day. You cannot cancel a request"
        f" about {topic} once it is paid. Customers of the Premium plan do not pay for {topic}, and"
        f" their requests are handled first. If you are not satisfied, write to Anna Schmidt within"
        f" {number % 20 + 10} days and name the number of your order. We answer in English, German"
        " and French from Monday to Friday between 9 a.m. and 6 p.m. On public holidays nobody"
        " answers. Keep the receipt, because we need it to find the purchase. The rules of the"
        " country that you live in apply, whatever language you write in."
    )


def reply(told: Sequence[Passage]) -> str:
    """A reply of six sentences, two of them false."""
    texts = [passage.text.split(". ") for passage in told[:3]]
    true = [f"{parts[1]} [{n}]. {parts[4]}." for n, parts in enumerate(texts[:2], 1)]
    return " ".join([*true, "It also costs 77,777 dollars.", "See https://evil.com for more."])


async def measure(answers: int, *, warm: bool) -> dict[str, list[float]]:
    """Seconds by the wall and of the processor; `warm` asks about the same passages every time."""
    found: dict[str, list[float]] = defaultdict(list)
    prompt = PromptTemplate.builtin("search")
    domain: dict[str, Any] = {"slots": {"search_status": {}, "search_sources": {}}, "responses": {}}
    turns = tuple(Turn("user" if n % 2 == 0 else "bot", f"Message {n}") for n in range(9))
    for number in range(answers):
        told = passages(0 if warm else number)
        question = f"What does a request about {_TOPICS[number % 2]} cost?"
        conversation = Conversation(turns=turns, slots={"name": "Ann"}, current_input=question)
        options = SearchOptions(k=10)
        answerer = Answerer(FixedRetriever(told), ScriptedModel(reply(told)), options, prompt)
        gc.collect(0)
        started, worked = time.perf_counter(), time.process_time()
        await run_search_action(answerer, conversation, domain, Budget.of(10.0))
        found["wall"].append(time.perf_counter() - started)
        found["processor"].append(time.process_time() - worked)
    return found


def main(answers: int = 400, json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Milliseconds that the action adds, with passages read before and never read.

    On a busy machine the processor's time says more than the wall's.
    """
    asyncio.run(measure(20, warm=True))
    figures: dict[str, object] = {"answers": answers, "passages": len(_TOPICS)}
    rows = []
    for name, warm in (("known_passages", True), ("new_passages", False)):
        for kind, seconds in asyncio.run(measure(answers, warm=warm)).items():
            quantiles = {
                f"p{share}": float(np.quantile(seconds, share / 100) * 1e3)
                for share in (50, 95, 99)
            }
            figures[f"{name}_{kind}_milliseconds"] = quantiles
            rows.append((name, kind, *quantiles.values()))
    report(
        "answer_time",
        figures,
        rows=rows,
        columns=("", "clock", "p50 ms", "p95 ms", "p99 ms"),
        packages=("truephrase",),
        as_json=json,
    )


if __name__ == "__main__":
    typer.run(main)
