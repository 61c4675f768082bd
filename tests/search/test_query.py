from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.conversation import Conversation, Speaker, Turn
from prompts.transcript import conversation_from_tracker
from search.answering.leaning import leans
from search.query import CONTEXT_WORDS, QueryPart, SearchQuery, build_query


def conversation(*turns: tuple[Speaker, str], current: str | None = None) -> Conversation:
    last = next((text for speaker, text in reversed(turns) if speaker == "user"), "")
    return Conversation(
        turns=tuple(Turn(speaker, text) for speaker, text in turns),
        current_input=last if current is None else current,
    )


def test_a_single_message_is_searched_as_it_is() -> None:
    query = build_query(conversation(("user", "How do I cancel?")))
    assert query == SearchQuery("How do I cancel?", (QueryPart("How do I cancel?"),))


def test_a_later_message_is_also_searched_after_the_one_before_it() -> None:
    query = build_query(
        conversation(
            ("user", "What does the gym cost?"),
            ("bot", "It costs 30 euros a month. Anything else?"),
            ("user", "and for students?"),
        )
    )
    assert query.text == "and for students?"
    assert [part.text for part in query.parts] == [
        "and for students?",
        "What does the gym cost? and for students?",
    ]
    assert query.leans


def test_the_bot_is_never_quoted() -> None:
    query = build_query(
        conversation(("user", "one two"), ("bot", "FILLER"), ("user", "three"), ("bot", "FILLER"))
    )
    assert not any("FILLER" in part.text for part in query.parts)


def test_payloads_of_buttons_are_passed_over() -> None:
    query = build_query(
        conversation(
            ("user", "/start"),
            ("user", "Is there a student rate?"),
            ("user", '/faq{"topic": "price"}'),
        )
    )
    assert [part.text for part in query.parts] == ["Is there a student rate?"]
    assert build_query(conversation(("user", "/restart"))).text == ""


def test_a_payload_is_not_searched_by_the_name_of_its_intent() -> None:
    asked = {"event": "user", "text": "How much is express delivery?"}
    payload = {
        "event": "user",
        "text": '/faq_price{"topic":"delivery"}',
        "parse_data": {"intent": {"name": "faq_price"}},
    }
    after = conversation_from_tracker({"events": [asked, {"event": "bot", "text": "?"}, payload]})
    assert after.turns[-1] == Turn("user", "faq_price", payload=True)
    assert build_query(after) == SearchQuery.of("How much is express delivery?")
    alone = conversation_from_tracker({"latest_message": payload, "events": []})
    assert alone.current_input == "faq_price"
    assert build_query(alone) == SearchQuery.of("")


def test_a_clicked_button_is_searched_by_its_title() -> None:
    buttons = {"buttons": [{"title": "Delivery costs", "payload": "/faq_price"}]}
    events = [
        {"event": "bot", "text": "What about?", "data": buttons},
        {"event": "user", "text": "/faq_price"},
    ]
    assert build_query(conversation_from_tracker({"events": events})).text == "Delivery costs"


def test_an_input_that_was_rewound_is_still_searched() -> None:
    query = build_query(conversation(("user", "Old question about bikes?"), current="new one"))
    assert query.text == "new one"
    assert query.parts[1].text == "Old question about bikes? new one"


@pytest.mark.parametrize(
    ("most", "context"), [(0, None), (1, None), (2, "b c"), (3, "a b c"), (9, "a b c")]
)
def test_max_messages_bounds_what_is_searched(most: int, context: str | None) -> None:
    query = build_query(
        conversation(("user", "a"), ("user", "b"), ("user", "c")), max_messages=most
    )
    assert [part.text for part in query.parts] == ["c"] + ([context] if context else [])


def test_a_long_earlier_message_leaves_room_for_the_last() -> None:
    query = build_query(conversation(("user", "word " * 500), ("user", "last one")))
    assert len(query.parts[1].text.split()) == CONTEXT_WORDS + 2
    assert query.parts[1].text.endswith("last one")


@given(st.lists(st.tuples(st.sampled_from(["user", "bot"]), st.text(max_size=20)), max_size=8))
def test_any_conversation_gives_a_query_with_the_message_first(
    turns: list[tuple[Speaker, str]],
) -> None:
    query = build_query(conversation(*turns))
    assert query.parts[0].text == query.text
    assert not query.text.startswith("/")
    assert all(part.weight == 1.0 for part in query.parts)


@pytest.mark.parametrize(
    "message",
    ["and for students?", "How long does it take to arrive there in winter?", "streaming services?",
     "What about the tickets that we bought in advance yesterday?",
     "Und wie ist das mit den Karten, die wir gestern gekauft haben?",
     "¿Cuánto tiempo dura esa garantía en los demás países europeos?"],
)  # fmt: skip
def test_a_message_that_points_back_or_is_short_leans(message: str) -> None:
    assert leans(message)


@pytest.mark.parametrize(
    "message",
    ["How long is the warranty of the e-bike battery?",
     "Wie lange gilt die Garantie für den Akku von E-Bikes?",
     "¿Cuánto dura la garantía de las baterías de las bicicletas eléctricas?"],
)  # fmt: skip
def test_a_full_question_does_not_lean(message: str) -> None:
    assert not leans(message)


def test_a_plain_text_is_a_query_of_one_part() -> None:
    query = SearchQuery.of("refund")
    assert query.parts == (QueryPart("refund"),)
    assert SearchQuery.of(query) is query
