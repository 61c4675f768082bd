"""The command line. A command's module is imported only when that command runs."""

from __future__ import annotations

import sys
from importlib import import_module

import click
import typer

from nlg_server import __version__
from prompts.errors import TruephraseError

# name -> (module that holds a typer app called `app`, one line for the overview)
COMMANDS = {
    "serve": ("nlg_server.cli.serve", "Answer Rasa: the NLG endpoint and the action server."),
    "index": ("nlg_server.cli.index", "Turn a folder of documents into a searchable index."),
    "ask": ("nlg_server.cli.ask", "Ask the documents a question."),
    "search": ("nlg_server.cli.search", "Show the passages found for a question, with scores."),
    "say": ("nlg_server.cli.say", "Fill (and rephrase) one response, as Rasa would get it."),
    "explain": ("nlg_server.cli.explain", "Say why a rephrase is, or is not, accepted."),
    "check": ("nlg_server.cli.check", "Validate endpoints.yml, domain, prompts and index."),
    "warm": ("nlg_server.cli.warm", "Fill the cache for responses that need no conversation."),
    "bench": ("benchmarks.prompt_bench.cli", "Compare prompts and models offline."),
    "demo": ("nlg_server.cli.demo", "Run the example assistant from start to finish."),
}


class LazyCommands(click.Group):
    """Lists every command from `COMMANDS` and imports only the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name][0])
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="truephrase")
def _group() -> None:
    """Lets an LLM word a Rasa assistant's replies without ever changing the facts.

    Start with `truephrase check` in your Rasa project, then `truephrase serve`.
    """


def main() -> None:
    """Entry point of the `truephrase` command: exit code 2 for an error the user can mend."""
    try:
        _group()
    except TruephraseError as error:
        click.echo(f"truephrase: {error}", err=True)
        sys.exit(2)
