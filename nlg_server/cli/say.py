"""`truephrase say`: one response as Rasa would get it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from nlg_server.cli.slots import slots_from

app = typer.Typer()


@app.command()
def say(
    response: Annotated[str, typer.Argument(help="Name of the response, e.g. utter_greet.")],
    slot: Annotated[list[str] | None, typer.Option(help="A slot, as name=value. Repeat.")] = None,
    message: Annotated[str, typer.Option(help="What the user said last.")] = "",
    channel: Annotated[
        str, typer.Option(help="Output channel; REST is `collector`.")
    ] = "collector",
    project: Annotated[
        Path, typer.Option("--project", "-p", help="The project's folder.")
    ] = Path(),
    endpoints: Annotated[Path | None, typer.Option(help="Another endpoints file.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the reply as Rasa gets it.")
    ] = False,
) -> None:
    """Choose, fill and (where it is asked for) rephrase one response.

    The way is the server's own: what is printed is what Rasa would get.
    """
    body = {
        "response": response,
        "arguments": {},
        "channel": {"name": channel},
        "tracker": {
            "slots": slots_from(slot or []),
            "events": [{"event": "user", "text": message}] if message else [],
        },
    }
    status, reply = asyncio.run(_ask(project, endpoints, msgspec.json.encode(body)))
    if status >= 400:
        typer.echo(f"truephrase: {reply.get('error')}", err=True)
        raise typer.Exit(1)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(reply)).decode())
        return
    typer.echo(reply.get("text", "(this response has no text)"))
    for button in reply.get("buttons", []):
        typer.echo(f"  [{button.get('title')}] {button.get('payload', '')}")
    if "rephrased" in reply:
        said = "rephrased" if reply["rephrased"] else "the template"
        typer.echo(f"({said}: {reply['rephrase_reason']})", err=True)


async def _ask(folder: Path, endpoints: Path | None, body: bytes) -> tuple[int, dict[str, Any]]:
    from starlette.responses import Response

    from nlg_server.project import load_project
    from nlg_server.service import Service

    service = Service(load_project(folder, endpoints))
    try:
        if (wait := getattr(service.model, "wait_until_ready", None)) is not None:
            await wait()
        answer = service.nlg.answer(body, {"type": "http", "headers": []})
        response = answer if isinstance(answer, Response) else await answer
        return response.status_code, msgspec.json.decode(bytes(response.body))
    finally:
        await service.aclose()
