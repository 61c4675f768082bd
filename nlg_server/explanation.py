"""A verdict made readable: where each fact stood, and what differs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from nlg_server.fidelity import Verdict
from prompts.facts import Fact, find_facts

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class FactRow:
    """A protected fact and where it stands; None where a side has nothing that says the same."""

    kind: str
    value: str
    template: Fact | None
    reply: Fact | None

    @property
    def status(self) -> str:
        """``kept``, ``lost`` or ``added``."""
        if self.template is None:
            return "added"
        return "lost" if self.reply is None else "kept"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything `truephrase explain` tells."""

    template: str
    reply: str
    verdict: Verdict
    facts: tuple[FactRow, ...]

    @classmethod
    def of(
        cls, template: str, reply: str, verdict: Verdict, language: str | None = None
    ) -> Explanation:
        """Pair the facts of both texts by kind and value, in order of place.

        The table is a reading aid. What decides is the verdict: it also knows which differences
        are harmless ("a" for "one"), so a fact can be listed as lost in an accepted reply.
        """
        left = [fact for fact in find_facts(reply, language) if not fact.soft]
        rows: list[FactRow] = []
        for fact in find_facts(template, language):
            if fact.soft:
                continue
            twin = next((f for f in left if (f.kind, f.value) == (fact.kind, fact.value)), None)
            if twin is not None:
                left.remove(twin)
            rows.append(FactRow(fact.kind, fact.value, fact, twin))
        rows.extend(FactRow(fact.kind, fact.value, None, fact) for fact in left)
        return cls(template, reply, verdict, tuple(rows))

    def as_json(self) -> dict[str, Any]:
        """The explanation as plain values; spans are ``[start, end)`` in characters."""
        return {
            "accepted": self.verdict.accepted,
            "reason": self.verdict.reason,
            "template": self.template,
            "reply": self.reply,
            "findings": [
                {
                    "code": finding.code,
                    "kind": finding.kind,
                    "message": finding.message,
                    "template_span": finding.template_span,
                    "reply_span": finding.reply_span,
                }
                for finding in self.verdict.findings
            ],
            "facts": [
                {
                    "kind": row.kind,
                    "value": row.value,
                    "status": row.status,
                    "template": _place(self.template, row.template),
                    "reply": _place(self.reply, row.reply),
                }
                for row in self.facts
            ],
        }

    def rendered(self) -> RenderableType:
        """The explanation for a terminal."""
        parts: list[RenderableType] = [self._headline(), *self._findings()]
        if self.facts:
            parts.append(self._table())
        parts += [Text("template  ") + self._marked(0), Text("reply     ") + self._marked(1)]
        return Group(*parts)

    def _headline(self) -> Text:
        if self.verdict.accepted:
            return Text("accepted", "bold green") + Text(f": {self.verdict.reason}", "not bold")
        return Text("refused", "bold red") + Text(f": {self.verdict.reason}", "not bold")

    def _findings(self) -> Iterator[Text]:
        for finding in self.verdict.findings:
            line = Text(f"  {finding.code}: {finding.message}")
            for side, span in (("template", finding.template_span), ("reply", finding.reply_span)):
                if span is not None:
                    line.append(f"  [{side} {span[0]}-{span[1]}]", "dim")
            yield line

    def _table(self) -> Table:
        table = Table("fact", "means", "in the template", "in the reply", "", box=None)
        colours = {"kept": "green", "lost": "red", "added": "red"}
        for row in self.facts:
            table.add_row(
                row.kind,
                Text(row.value),
                _cell(self.template, row.template),
                _cell(self.reply, row.reply),
                Text(row.status, colours[row.status]),
            )
        return table

    def _marked(self, side: int) -> Text:
        """One of the two texts, its own words red (template) or green (reply)."""
        texts = [_WORD.findall(_visible(text)) for text in (self.template, self.reply)]
        marked = Text()
        matcher = difflib.SequenceMatcher(None, texts[0], texts[1], autojunk=False)
        for operation, a, b, c, d in matcher.get_opcodes():
            words = texts[side][(a, c)[side] : (b, d)[side]]
            style = "" if operation == "equal" else ("red strike", "bold green")[side]
            marked.append("".join(words), style)
        return marked


def _visible(text: str) -> str:
    """`text` with characters that a terminal would obey or hide written as escapes."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def _place(text: str, fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {"text": text[fact.start : fact.end], "span": (fact.start, fact.end)}


def _cell(text: str, fact: Fact | None) -> Text:
    if fact is None:
        return Text("-", "dim")
    place = Text(f"  {fact.start}-{fact.end}", "dim")
    return Text(_visible(text[fact.start : fact.end])) + place
