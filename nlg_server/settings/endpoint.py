"""How Rasa proves itself to an endpoint: the keys of Rasa's own endpoint blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from nlg_server.settings.reader import Section


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where Rasa finds an endpoint and what it sends along. Secrets stay out of `repr`."""

    url: str | None = None
    token: str | None = field(default=None, repr=False)
    token_name: str = "token"
    basic_auth: tuple[str, str] | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def port(self) -> int | None:
        """The port of `url` where it names this machine, else None."""
        if not self.url:
            return None
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError:
            return None
        return port if parts.hostname in ("localhost", "127.0.0.1", "0.0.0.0", "::1") else None


def endpoint_from(section: Section) -> Endpoint:
    """Read Rasa's keys of an endpoint block; raises SettingsError for unusable ones."""
    section.ignore("params", "cafile", "enable_selective_domain")
    auth = section.section("basic_auth")
    user = auth.text("username")
    password = auth.text("password", "")
    auth.finish()
    headers = section.any("headers", {})
    if not isinstance(headers, Mapping):
        raise section.wrong("headers", headers, "Write names and values below it.")
    return Endpoint(
        url=section.text("url"),
        token=_as_text(section, "token"),
        token_name=section.text("token_name") or "token",
        basic_auth=(user, password or "") if user else None,
        headers={str(name): str(value) for name, value in headers.items()},
    )


def _as_text(section: Section, key: str) -> str | None:
    value = section.any(key)
    return None if value is None else str(value)
