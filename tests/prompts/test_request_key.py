from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from prompts.model import CompletionRequest, Message
from prompts.providers.model_groups import model_groups_from
from prompts.request_key import group_salt, request_key

texts = st.text(max_size=20)
requests = st.builds(
    CompletionRequest,
    messages=st.lists(
        st.builds(Message, role=st.sampled_from(["system", "user", "assistant"]), content=texts),
        max_size=3,
    ).map(tuple),
    model_group=texts,
    purpose=texts,
    temperature=st.none() | st.floats(0, 2),
    max_tokens=st.none() | st.integers(1, 9),
)


@given(requests, requests, texts, texts)
def test_keys_are_equal_exactly_where_requests_and_salts_are(
    one: CompletionRequest, other: CompletionRequest, salt: str, other_salt: str
) -> None:
    same = (one, salt) == (other, other_salt)
    assert (request_key(one, salt) == request_key(other, other_salt)) is same
    assert request_key(one, salt) == request_key(replace(one), salt)


def test_text_cannot_move_from_one_message_to_another() -> None:
    def of(*contents: str) -> str:
        messages = tuple(Message("user", content) for content in contents)
        return request_key(CompletionRequest(messages, "g", "rephrase"))

    assert len({of("ab", "c"), of("a", "bc"), of("abc"), of("abc", "")}) == 4


def test_a_groups_salt_follows_its_models_and_holds_no_credentials() -> None:
    def salt(**changes: object) -> str:
        model = {"provider": "openai", "model": "m", "api_key": "sk-very-secret", **changes}
        return group_salt(model_groups_from([{"id": "g", "models": [model]}], {})[0])

    assert "sk-very-secret" not in salt()
    assert salt() == salt(api_key="sk-rotated", timeout=2)
    assert len({salt(), salt(model="n"), salt(temperature=0.5), salt(api_base="http://x")}) == 4
