"""``python -m benchmarks.prompt_bench``: `truephrase bench` without the other commands."""

from __future__ import annotations

import sys

import typer

from benchmarks.prompt_bench.cli import app
from prompts.errors import TruephraseError

if __name__ == "__main__":
    try:
        app()
    except TruephraseError as error:
        typer.echo(f"truephrase bench: {error}", err=True)
        sys.exit(2)
