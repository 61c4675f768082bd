"""The file of token signs: each passage's own come back, and a cut file is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from prompts.errors import IndexDamaged
from search.generation.token_file import TokenFile, write_token_signs


def test_each_passage_gets_its_own_signs_back(tmp_path: Path) -> None:
    drawn = np.random.default_rng(1)
    signs = [drawn.integers(0, 256, (count, 48)).astype(np.uint8) for count in (3, 0, 200, 1)]
    write_token_signs(tmp_path / "signs.bin", signs)
    read = TokenFile(tmp_path / "signs.bin", 384)
    assert len(read) == 4
    for row, expected in enumerate(signs):
        np.testing.assert_array_equal(read[row], expected)


def test_passages_without_a_word_have_none(tmp_path: Path) -> None:
    write_token_signs(tmp_path / "signs.bin", [np.empty((0, 48), np.uint8)])
    assert TokenFile(tmp_path / "signs.bin", 384)[0].shape == (0, 48)


def test_a_cut_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "signs.bin"
    write_token_signs(path, [np.zeros((3, 48), np.uint8)])
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IndexDamaged, match=r"signs\.bin: holds 143 bytes, 144 expected"):
        TokenFile(path, 384)
