"""An alternative to the product's chunks: windows of equal length that overlap."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from search.indexing.chunking import SPECIAL_TOKENS

# (title, text) to the texts to embed.
CutPassage = Callable[[str, str], list[str]]


def overlapping_windows(tokenizer_file: Path, max_tokens: int, overlap: int) -> CutPassage:
    """A function that cuts a passage over the limit into as few equal windows as will hold it.

    Neighbouring windows share `overlap` tokens; the title stands before each.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def cut(title: str, text: str) -> list[str]:
        room = max_tokens - SPECIAL_TOKENS - len(tokenizer.encode(title, add_special_tokens=False))
        spans = tokenizer.encode(text, add_special_tokens=False).offsets
        pieces = [text]
        if len(spans) > room:
            count = math.ceil((len(spans) - overlap) / (room - overlap))
            step = math.ceil((len(spans) - overlap) / count)
            starts = [step * number for number in range(count)]
            ends = [min(start + step + overlap, len(spans)) for start in starts]
            pieces = [
                text[spans[start][0] : spans[end - 1][1]]
                for start, end in zip(starts, ends, strict=True)
            ]
        return [f"{title}\n{piece}".strip() for piece in pieces]

    return cut
