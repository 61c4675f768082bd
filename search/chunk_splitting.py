"""Cuts a stretch of text that is too long for one chunk at its best inner borders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

# (text, start, end, limit in tokens) to pieces (start, end, piece).
SplitText = Callable[[str, int, int, int], Iterator[tuple[int, int, str]]]


def text_splitter(tokenizer_file: Path) -> SplitText:
    """A function that cuts at line breaks, then sentences, words and characters.

    Every piece has at most `limit` tokens, special ones left out.
    """
    from semantic_text_splitter import TextSplitter
    from tokenizers import Tokenizer

    tokenizer: Any = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    # A splitter owns a copy of the tokenizer, so few capacities are kept.
    @lru_cache(maxsize=16)
    def splitter(limit: int) -> Any:
        return TextSplitter.from_huggingface_tokenizer(tokenizer, limit)

    def split(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int, str]]:
        capacity = max(1, limit - limit % 8 if limit >= 16 else limit)
        for offset, piece in splitter(capacity).chunk_indices(text[start:end]):
            yield start + offset, start + offset + len(piece), piece

    return split
