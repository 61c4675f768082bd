"""The report as one HTML file: no network, nothing beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from benchmarks.prompt_bench.gate import Gate
from benchmarks.prompt_bench.terminal import ranked, verdict_text

_MOST_CASES = 5000  # more make a file that phones do not open


def html_report(
    document: Mapping[str, Any], earlier: Mapping[str, Any] | None = None, gate: Gate | None = None
) -> str:
    """The page for a result document, compared with an `earlier` one where there is one.

    The data stands in a script of type application/json, in which no `<` is left, so that no
    reply of a model can break out of it; the page's own script puts it in as text only.
    """
    shown = dict(document)
    shown["order"] = [variant["name"] for variant in ranked(document)]
    shown["comparisons"] = [
        {**pair, "told": verdict_text(pair)} for pair in document["comparisons"]
    ]
    shown["left_out"] = max(0, len(document["cases"]) - _MOST_CASES)
    shown["cases"] = document["cases"][:_MOST_CASES]
    shown["outcomes"] = document["outcomes"][:_MOST_CASES]
    shown["earlier"] = _earlier(earlier) if earlier else None
    shown["gate"] = asdict(gate) if gate else None
    data = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    for character, escape in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        data = data.replace(character, escape)
    page = _asset("report.html")
    parts = {
        "{{title}}": _escaped(document["name"]),
        "{{style}}": _asset("report.css"),
        "{{script}}": _asset("report.js"),
    }
    for mark, text in parts.items():
        page = page.replace(mark, text)
    return page.replace("{{data}}", data)


def _earlier(document: Mapping[str, Any]) -> dict[str, Any]:
    """What the comparison needs of the earlier run: figures, and the text of each reply."""
    columns = [variant["name"] for variant in document["variants"]]
    texts = {
        case["id"]: {name: outcome["text"] for name, outcome in zip(columns, row, strict=True)}
        for case, row in zip(document["cases"], document["outcomes"], strict=True)
    }
    return {
        "finished": document["finished"],
        "variants": [
            {"name": v["name"], "digest": v["digest"], "figures": v["figures"]}
            for v in document["variants"]
        ],
        "texts": texts if len(texts) <= _MOST_CASES else {},
    }


def _asset(name: str) -> str:
    return (files("benchmarks.prompt_bench") / "report" / name).read_text("utf-8")


def _escaped(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text
