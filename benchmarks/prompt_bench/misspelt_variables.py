"""Finds variables of a prompt that are given to no prompt: Jinja2 renders them as nothing."""

from __future__ import annotations

from difflib import get_close_matches

from benchmarks.prompt_bench.case import Task
from prompts.errors import BenchError
from prompts.rendering import PromptTemplate


def check_variables(prompt: PromptTemplate, task: Task) -> None:
    """Raise BenchError for a variable that is close to one of the built-in prompt's, yet none."""
    given = PromptTemplate.builtin(task).variables
    for name in sorted(prompt.variables - given):
        meant = get_close_matches(name, sorted(given), n=1, cutoff=0.8)
        if meant:
            line = next(
                (n for n, text in enumerate(prompt.source.split("\n"), start=1) if name in text), 1
            )
            raise BenchError(
                f"{prompt.name}:{line}: `{name}` is given to no {task} prompt, so it would stay "
                f"empty. Did you mean `{meant[0]}`?"
            )
