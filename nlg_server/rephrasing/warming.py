"""Fills a server's cache with the responses that depend on no conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from nlg_server.project import Project
from nlg_server.rephrasing.policy import is_rephrased
from nlg_server.responses import Domain, Responses, load_domain
from nlg_server.settings.rephrasing import RephraseSettings


def independent_responses(responses: Responses, settings: RephraseSettings) -> Iterator[str]:
    """The names of responses that are rephrased, and whose texts print no slot and ask for none.

    A response with a conditional or channel-bound variation is left out: which one is asked for
    is only known in a conversation.
    """
    for name, variations in responses.items():
        if variations and all(
            variation.text
            and "{" not in variation.text
            and variation.condition is None
            and variation.channel is None
            and is_rephrased(name, variation, settings)
            for variation in variations
        ):
            yield name


async def warm_up(project: Project, url: str | None, concurrency: int) -> dict[str, str]:
    """Ask the server at `url` for each such response; the outcome by response.

    An outcome is ``rephrased``, ``template: reason`` or ``failed: error``. Rasa's own token,
    headers and basic auth are sent as endpoints.yml has them.
    """
    import httpx

    domain: Domain = load_domain(project.domain_paths(), strict=project.rephrase.strict_rasa)
    endpoint = project.rephrase.endpoint
    address = (url or f"http://127.0.0.1:{project.port}").rstrip("/") + "/nlg"
    limit = asyncio.Semaphore(concurrency)

    async with httpx.AsyncClient(
        timeout=project.rephrase.budget + 5,
        trust_env=False,
        headers=dict(endpoint.headers),
        auth=endpoint.basic_auth,
        params={endpoint.token_name: endpoint.token} if endpoint.token else None,
    ) as client:

        async def ask(name: str) -> tuple[str, str]:
            body = {"response": name, "arguments": {}, "tracker": {}, "channel": {}}
            async with limit:
                try:
                    answer = await client.post(address, json=body)
                    answer.raise_for_status()
                    reply = answer.json()
                except (httpx.HTTPError, ValueError) as error:
                    return name, f"failed: {type(error).__name__}"
            if reply.get("rephrased"):
                return name, "rephrased"
            return name, f"template: {reply.get('rephrase_reason')}"

        names = list(independent_responses(domain.responses, project.rephrase))
        return dict(await asyncio.gather(*(ask(name) for name in names)))
