"""What the demo prints."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text


class Show:
    """Prints a conversation: the template, what went out, and why."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def title(self, text: str) -> None:
        """A heading."""
        self._console.print(f"\n[bold]{escape(text)}[/bold]")

    def user(self, text: str) -> None:
        """What the user says."""
        self._console.print()
        self._line("user", text, "cyan")

    def reply(self, template: str, candidate: str | None, reply: dict[str, Any]) -> None:
        """One response: the template, the model's wording, and the reply that Rasa got."""
        self._line("template", template, "dim")
        reason = str(reply.get("rephrase_reason", "not asked"))
        if reply.get("rephrased"):
            self._line("reply", reply["text"], "green", f"rephrased: {reason}")
            return
        if candidate is not None:
            self._line("refused", candidate, "red", reason)
        self._line("reply", reply.get("text", ""), "yellow", f"the template: {reason}")

    def answer(self, result: dict[str, Any]) -> None:
        """One search answer with its sources."""
        message = result["responses"][0]
        found = message.get("custom", {}).get("search", {})
        answered = found.get("status") in ("answered", "extractive")
        why = f"{found.get('status')}: {found.get('reason')}"
        text = str(message.get("text", message.get("response")))
        self._line("answer", text, "green" if answered else "yellow", why)

    def _line(self, label: str, text: str, style: str, why: str = "") -> None:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=9)
        grid.add_column()
        reason = Text(f"  ({why})", style="dim") if why else Text()
        grid.add_row(Text(label, style=style), Text(text, style=style) + reason)
        self._console.print(grid)
