"""``python -m benchmarks.meaning.vocabulary TOKENIZER.json TEXTS… --out cross_encoder.json``

Writes the cross-encoder's tokenizer: that of multilingual-e5-small (MIT), without the pieces that
its five languages hardly use. Kept are the pieces of `TEXTS` (any text, a word or sentence a line:
frequent words of each language, and the rephrases it learns from), figures of up to four digits,
and each single Latin character and sign. What shipped was made of 20,000 words a language of the
package wordfreq 3.1.1 (also capitalised), 4,000 Italian and Dutch ones, and the rephrases.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from tokenizers import Tokenizer

_MARK = "▁"
_SPECIAL = 4
_DIGITS = 4
_LATIN = 0x250
# Planes of arrows, signs and emoji.
_SIGNS = (range(0x2000, 0x2C00), range(0x1F000, 0x20000))


def main(
    tokenizer: Annotated[Path, typer.Argument(help="The tokenizer.json of the whole model.")],
    texts: Annotated[list[Path], typer.Argument(help="Texts whose pieces are kept.")],
    out: Annotated[Path, typer.Option(help="The tokenizer to write.")],
) -> None:
    """Write a tokenizer of the pieces that are in use."""
    lines = (line for path in texts for line in path.read_text("utf-8").splitlines())
    found = pruned(json.loads(tokenizer.read_text("utf-8")), lines)
    out.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    typer.echo(f"{len(found['model']['vocab'])} pieces")


def pruned(tokenizer: dict[str, Any], lines: Iterable[str]) -> dict[str, Any]:
    """A Unigram `tokenizer`, as its file says it, with the pieces of `lines` and of single signs.

    What a piece that is left out stood for is told by shorter ones.
    """
    whole = Tokenizer.from_str(json.dumps(tokenizer))
    whole.no_padding()
    whole.no_truncation()
    kept = set(range(_SPECIAL))
    for encoded in whole.encode_batch(list(lines), add_special_tokens=False):
        kept.update(encoded.ids)
    pieces = tokenizer["model"]["vocab"]
    kept.update(place for place, (piece, _) in enumerate(pieces) if _always(piece))
    return tokenizer | {
        "truncation": None,
        "padding": None,
        "post_processor": None,
        "added_tokens": [token for token in tokenizer["added_tokens"] if token["id"] < _SPECIAL],
        "model": tokenizer["model"] | {"vocab": [pieces[place] for place in sorted(kept)]},
    }


def _always(piece: str) -> bool:
    text = piece.lstrip(_MARK)
    if text.isascii() and text.isdigit():
        return len(text) <= _DIGITS
    if len(text) > 1:
        return False
    return not text or ord(text) < _LATIN or _is_sign(text)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS" or any(
        ord(character) in plane for plane in _SIGNS
    )


if __name__ == "__main__":
    typer.run(main)
