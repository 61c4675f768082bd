"""Writes held-out blocks as the rows that `benchmarks.fidelity` reads:

``python -m benchmarks.meaning.pairs benchmarks/data/rephrases/*.txt > held_out.jsonl``
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.meaning.blocks import Block, read_blocks


def main(files: Annotated[list[Path], typer.Argument(help="Files of labelled blocks.")]) -> None:
    """Print one JSON object for each rephrase of a held-out block."""
    for file in files:
        for number, block in enumerate(read_blocks(file), start=1):
            if block.held_out:
                for row in rows(f"{file.stem}-{number}", block):
                    print(json.dumps(row, ensure_ascii=False))


def rows(name: str, block: Block) -> Iterator[dict[str, Any]]:
    """A block's rephrases, each with its label and error class."""
    labelled: list[tuple[str, str | None, str]] = [
        ("faithful", None, text) for text in block.faithful
    ]
    labelled += [("unfaithful", kind, text) for kind, text in block.unfaithful]
    for number, (label, error, text) in enumerate(labelled, start=1):
        yield {
            "id": f"{name}-{number}",
            "source": name,
            "filled": block.template,
            "slots": {},
            "history": [["user", block.user]] if block.user else [],
            "rephrase": text,
            "label": label,
            "error": error,
            "difficulty": "hard",
            "lang": block.language,
        }


if __name__ == "__main__":
    typer.run(main)
