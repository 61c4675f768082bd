"""The command line. A command's module is imported only when that command runs."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from nlg_server import __version__
from prompts.errors import TruephraseError

# name -> (module that holds a typer app called `app`, one line for the overview)
COMMANDS = {
    "serve": ("nlg_server.cli.serve", "Answer Rasa: the NLG endpoint and the action server."),
    "check": ("nlg_server.cli.check", "Validate endpoints.yml, domain, prompts and index."),
    "index": ("nlg_server.cli.index", "Turn a folder of documents into a searchable index."),
    "ask": ("nlg_server.cli.ask", "Ask the documents a question."),
    "search": ("nlg_server.cli.search", "Show the passages found for a question, with scores."),
    "say": ("nlg_server.cli.say", "Fill (and rephrase) one response, as Rasa would get it."),
    "explain": ("nlg_server.cli.explain", "Say why a rephrase is, or is not, accepted."),
    "warm": ("nlg_server.cli.warm", "Fill the cache for responses that need no conversation."),
    "bench": ("benchmarks.prompt_bench.cli", "Compare prompts and models offline."),
    "demo": ("nlg_server.cli.demo", "Run the example assistant from start to finish."),
}


class LazyCommands(TyperGroup):
    """Lists every command from `COMMANDS` and imports only the one that is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, line = COMMANDS[cmd_name]
        if cmd_name not in sys.argv:  # only its line in the overview is wanted
            return typer.main.get_command(_overview(cmd_name, line))
        command = typer.main.get_command(import_module(module).app)
        command.name = cmd_name
        return command


def _overview(name: str, line: str) -> typer.Typer:
    stand_in = typer.Typer()
    stand_in.command(name, help=line)(lambda: None)
    return stand_in


app = typer.Typer(
    cls=LazyCommands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"truephrase {__version__}")
        raise typer.Exit


@app.callback()
def truephrase(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Lets an LLM word a Rasa assistant's replies without ever changing the facts.

    Start with `truephrase check` in your Rasa project, then `truephrase serve`.
    """


def main() -> None:
    """Entry point of the `truephrase` command: exit code 2 for an error the user can mend."""
    try:
        app(prog_name="truephrase")
    except TruephraseError as error:
        typer.echo(f"truephrase: {error}", err=True)
        sys.exit(2)
