"""The `action_endpoint:` block: Rasa's keys, and the server of the project's other actions."""

from __future__ import annotations

from dataclasses import dataclass

from nlg_server.settings.endpoint import Endpoint, endpoint_from
from nlg_server.settings.reader import Section


@dataclass(frozen=True, slots=True)
class ActionSettings:
    """`upstream` is the webhook that runs every action but ours; `upstream_timeout` in seconds."""

    endpoint: Endpoint = Endpoint()
    upstream: str | None = None
    upstream_timeout: float = 290.0


def action_settings_from(section: Section) -> ActionSettings:
    """Read the `action_endpoint:` block; raises SettingsError."""
    section.ignore("actions_module")
    settings = ActionSettings(
        endpoint=endpoint_from(section),
        upstream=section.text("upstream"),
        upstream_timeout=section.number("upstream_timeout", 290.0, 0.05, 3600),
    )
    if settings.upstream and not settings.upstream.startswith(("http://", "https://")):
        raise section.wrong("upstream", settings.upstream, "Write an http:// or https:// URL.")
    if settings.upstream and settings.upstream == settings.endpoint.url:
        raise section.wrong(
            "upstream", settings.upstream, "It is `url` itself; name your own action server."
        )
    section.finish()
    return settings
