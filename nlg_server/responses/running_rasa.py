"""The domain of a running Rasa, which knows best what was trained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nlg_server.responses.catalogue import Domain
from nlg_server.responses.loading import responses_from_domain
from prompts.errors import DomainError

if TYPE_CHECKING:
    from httpx import AsyncBaseTransport

_MAX_SECONDS = 10.0


async def fetch_domain(
    url: str,
    *,
    token: str | None = None,
    timeout: float = _MAX_SECONDS,
    transport: AsyncBaseTransport | None = None,
) -> Domain:
    """Ask ``GET {url}/domain`` of a Rasa started with ``--enable-api``.

    Args:
        url: where Rasa listens, e.g. ``http://localhost:5005``.
        token: Rasa's ``--auth-token``.
        timeout: in seconds, for each step of the exchange.
        transport: replaces the network.

    Raises DomainError where Rasa does not answer with a domain.
    """
    import httpx

    address = url.rstrip("/") + "/domain"
    parameters = {"token": token} if token else {}
    try:
        async with httpx.AsyncClient(timeout=timeout, transport=transport) as client:
            reply = await client.get(
                address, params=parameters, headers={"Accept": "application/json"}
            )
            reply.raise_for_status()
            domain = reply.json()
    except httpx.HTTPStatusError as error:
        hint = _hint(error.response.status_code)
        raise DomainError(f"{address}: Rasa answers {error.response.status_code}. {hint}") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        message = f"{address}: Rasa does not answer ({type(error).__name__}: {error}). Is it up?"
        raise DomainError(message) from None
    except ValueError:
        raise DomainError(f"{address}: the answer is no JSON. Is this Rasa's own port?") from None
    if not isinstance(domain, Mapping):
        raise DomainError(f"{address}: the answer is no domain")
    return responses_from_domain(domain, file=address)


def _hint(status: int) -> str:
    if status in (401, 403):
        return "Give the token that Rasa was started with (--auth-token)."
    if status == 404:
        return "Start Rasa with --enable-api."
    return "Its log says why."
