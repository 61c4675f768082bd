"""Questions as passengers ask them, answered from the example's documents without a model."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from prompts.budget import Budget
from prompts.rendering import PromptTemplate
from search.answering.answer import Answerer
from search.indexing.build import IndexOptions, build_index
from search.knowledge_base import KnowledgeBase
from search.options import SearchOptions
from tests.search.answering.small_knowledge import asking

DOCS = Path(__file__).parents[3] / "examples" / "harbourline" / "docs"
QUESTIONS = [
    ("can I bring my dog on board?", "travel/pets.md", "Dogs"),
    ("how do I cancel", "booking/cancellation.md", "fee of £8.00"),
    ("where do my pets stay during the crossing?", "travel/pets.md", "deck 3"),
    ("are cats allowed in the restaurant?", "travel/pets.md", "Pets may stay in the pet area"),
    ("how much luggage can I take?", "travel/luggage.md", "20 kg"),
    ("is there wifi on the ferry?", "onboard/wifi.md", "free on both vessels"),
    ("how much does parking cost in Oban?", "travel/parking.md", "£2.50"),
    ("when does the last ferry leave Mull?", "travel/timetable.md", "19:50"),
    ("can I take a gas bottle in my camper van?", "travel/dangerous-goods.md", "11 kg"),
    ("what do I need to show at check-in?", "travel/check-in.md", "QR code"),
    ("how long before departure do I have to be there by car?", "travel/check-in.md", "30 minutes"),
    ("who can get an Islander card?", "booking/islander-card.md", "Mull or Lismore"),
    ("what happens if the sailing is cancelled because of the weather?", "travel/weather.md", "30"),
    ("is the ferry wheelchair accessible?", "onboard/accessibility.md", "lift"),
    ("can I charge my electric car?", "travel/electric-cars.md", "80 %"),
    ("do children travel free?", "booking/fares.md", "under 5 travel free"),
    ("can I pay with a gift voucher?", "booking/gift-vouchers.md", "any fare"),
    ("do you have vegan food?", "onboard/food.md", "vegan dishes"),
    ("how do I complain?", "help/complaints.md", "https://harbourline.example/complaints"),
    ("can I change my booking?", "booking/changes.md", "up to 24 hours"),
    ("is there a discount for school groups?", "booking/groups.md", "15 %"),
    ("do you accept cash?", "booking/payment.md", "Oban ticket office"),
    ("I get sea sick, where should I sit?", "onboard/seasickness.md", "low and in the middle"),
    ("how do I get my money back?", "booking/cancellation.md", "Refunds go back"),
    ("how many bikes fit on MV Petrel?", "travel/bicycles.md", "8 on MV Petrel"),
    ("may my 14 year old travel alone?", "onboard/children.md", "letter from a parent"),
]


@pytest.fixture(scope="module")
def quoting(tmp_path_factory: pytest.TempPathFactory, encoder_cache: None) -> Iterator[Answerer]:
    """The documents indexed once, and an Answerer that has no model."""
    from search.embedding.choice import embedder_for

    index = tmp_path_factory.mktemp("questions") / "index"
    embedder, _ = embedder_for("all-MiniLM-L6-v2")
    build_index([DOCS], index, IndexOptions(embedder=embedder))
    base = KnowledgeBase.open(index, embedder=embedder)
    prompt = PromptTemplate.builtin("search")
    yield Answerer(base, None, SearchOptions(), prompt, embed=embedder.embed)
    base.close()


@pytest.mark.parametrize(("question", "source", "phrase"), QUESTIONS)
def test_a_passenger_s_question_is_answered_by_a_quote_of_the_right_document(
    quoting: Answerer, question: str, source: str, phrase: str
) -> None:
    answer = asyncio.run(quoting.answer(asking(question), Budget.of(30.0)))
    assert answer.status == "extractive"
    (citation,) = answer.citations
    assert citation.source == source
    assert phrase in citation.quote
    assert citation.quote in (DOCS / source).read_text("utf-8")
    assert "#" not in citation.quote
    assert not citation.quote.startswith(("They ", "It ", "With it"))
    assert answer.text.startswith(citation.quote)
