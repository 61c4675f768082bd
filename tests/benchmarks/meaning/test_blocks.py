from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.meaning.blocks import Block, read_blocks
from benchmarks.meaning.examples import derived, written
from prompts.errors import BenchError

TEXT = """\
T: Closed.⏎Come back tomorrow.
U: open?
+ We're shut. Come back tomorrow.
+ Shut now, open again tomorrow.
- missing_fact: We're shut.

L: de
T: Hallo!
U:
+ Hi!
- meta_text: Antwort: Hallo!
"""


def blocks_of(tmp_path: Path, text: str) -> list[Block]:
    path = tmp_path / "rephrases.txt"
    path.write_text(text, "utf-8")
    return read_blocks(path)


def test_a_block_is_a_template_with_what_was_made_of_it(tmp_path: Path) -> None:
    english, german = blocks_of(tmp_path, TEXT)
    assert english.template == "Closed.\nCome back tomorrow."
    assert (english.user, english.language) == ("open?", "en")
    assert english.unfaithful == (("missing_fact", "We're shut."),)
    assert (german.template, german.user, german.language) == ("Hallo!", "", "de")


def test_a_line_of_no_known_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"rephrases\.txt:4: .\* We"):
        blocks_of(tmp_path, TEXT.replace("+ Shut", "* We're shut"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"none\.txt: No such file"):
        read_blocks(tmp_path / "none.txt")


def test_every_shipped_file_of_blocks_is_read() -> None:
    folder = Path(__file__).parents[3] / "benchmarks" / "data" / "rephrases"
    files = sorted(folder.glob("*.txt"))
    blocks = [block for file in files for block in read_blocks(file)]
    assert len(files) > 3 and len(blocks) > 500
    assert all(block.faithful and block.unfaithful for block in blocks)
    held = sum(block.held_out for block in blocks)
    assert 0.08 < held / len(blocks) < 0.18


def test_faithful_rephrases_stand_in_for_their_template(tmp_path: Path) -> None:
    english, _ = blocks_of(tmp_path, TEXT)
    pairs = {(one.template, one.reply): one.same for one in derived([english])}
    first, second = english.faithful
    assert pairs[first, second] and pairs[second, english.template]
    assert not pairs[first, "We're shut."] and not pairs["We're shut.", english.template]
    assert len(list(written([english]))) == 3
