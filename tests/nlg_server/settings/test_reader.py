from __future__ import annotations

import pytest

from nlg_server.settings.reader import Section
from prompts.errors import SettingsError


def section(**values: object) -> Section:
    return Section("endpoints.yml", "nlg", values)


def test_values_are_read_with_their_type() -> None:
    read = section(flag=True, word="x", count=3, ratio="0.5", names=["a"], one="b")
    assert read.boolean("flag", False) is True
    assert read.text("word") == "x"
    assert read.integer("count", 0, 0, 10) == 3
    assert read.number("ratio", 0, 0, 1) == 0.5
    assert read.texts("names") == ("a",)
    assert read.texts("one") == ("b",)
    assert read.text("absent", "default") == "default"


def test_words_of_yaml_count_as_true_and_false() -> None:
    assert section(flag="yes").boolean("flag", False) is True
    assert section(flag="off").boolean("flag", True) is False


@pytest.mark.parametrize(
    ("method", "value", "arguments"),
    [
        ("boolean", "maybe", (False,)),
        ("text", 5, ()),
        ("number", "many", (0, 0, 1)),
        ("number", True, (0, 0, 1)),
        ("number", 7, (0, 0, 1)),
        ("integer", 1.5, (0, 0, 5)),
        ("choice", "c", ("a", ("a", "b"))),
        ("texts", [1], ()),
        ("section", "text", ()),
    ],
)
def test_a_wrong_value_names_file_key_and_value(
    method: str, value: object, arguments: tuple[object, ...]
) -> None:
    with pytest.raises(SettingsError) as caught:
        getattr(section(key=value), method)("key", *arguments)
    assert str(caught.value).startswith("endpoints.yml: nlg.key: ")
    assert repr(value) in str(caught.value)


def test_a_misspelt_key_is_refused_with_the_nearest_name() -> None:
    read = section(rephrase_al=True)
    read.boolean("rephrase_all", False)
    with pytest.raises(SettingsError, match="Did you mean `rephrase_all`"):
        read.finish()


def test_keys_that_rasa_reads_are_accepted() -> None:
    read = section(cafile="x")
    read.ignore("cafile")
    read.finish()
