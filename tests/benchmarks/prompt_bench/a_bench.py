"""A small plan with real files, for the tests of a whole run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.prompt_bench.bench import Bench
from benchmarks.prompt_bench.plan_file import read_plan

BOT = """
def keeps(request):
    return "Sure! " + request.messages[0].content.split("::")[1]

def loses(request):
    return "Sure, all is fine with it."
"""


def write_bench(
    folder: Path, count: int = 12, asserted: list[Any] | None = None, **changes: Any
) -> Path:
    """Write a plan with two scripts, one of which loses the facts; gives its path.

    `asserted` is the plan's `assert`, which is no name in Python.
    """
    (folder / "bot.py").write_text(BOT)
    lines = [
        {"id": f"c{n}", "conversation": f"k{n // 2}", "template": f"Order A{n:04d} costs ${n}.50."}
        for n in range(count)
    ]
    (folder / "cases.jsonl").write_text("\n".join(map(json.dumps, lines)))
    plan = {
        "cases": "cases.jsonl",
        "prompts": [{"name": "p", "text": "Say::{{ suggested_response }}::"}],
        "models": [
            "template",
            {"name": "keeps", "script": "bot.py:keeps"},
            {"name": "loses", "script": "bot.py:loses"},
        ],
        "assert": asserted or [],
        **changes,
    }
    path = folder / "bench.yml"
    path.write_text(json.dumps(plan))
    return path


def run_bench(path: Path) -> dict[str, Any]:
    """Run a plan and give the result document."""
    return Bench.prepare(read_plan(path)).run(path.parent / "out")
