"""The `truephrase:` block of endpoints.yml: the server itself, and where it finds the project."""

from __future__ import annotations

from dataclasses import dataclass

from nlg_server.settings.reader import Section


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the server listens, what it reads, and its limits.

    `domain` lists files or folders that hold responses; empty for the usual places of a Rasa
    project. `rasa_url` is a running Rasa to take the domain from. Sizes in megabytes of 2**20
    bytes, times in seconds. `tracing` ``auto`` leaves it to the environment's ``OTEL_…`` variables.
    `cassette` is a file of recorded completions that stand in for a model.
    `record_…` say what ``serve --record`` keeps: conversations whose `record_consent_slot` is true
    (empty: all), masked, in a file of at most `record_max_mb` and an older one like it.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    domain: tuple[str, ...] = ()
    rasa_url: str | None = None
    index: str = ".truephrase/index"
    max_body_mb: float = 32.0
    max_model_calls: int = 64
    cache_seconds: float = 3600.0
    cache_entries: int = 10_000
    cache_variants: int = 3
    redis_url: str | None = None
    log_level: str = "info"
    log_format: str = "text"
    log_content: bool = False
    graceful_seconds: float = 10.0
    request_seconds: float = 30.0
    tracing: str = "auto"
    cassette: str | None = None
    reindex: bool = True
    record_consent_slot: str = "recording_consent"
    record_masked: bool = True
    record_max_mb: float = 100.0


def server_settings_from(section: Section) -> ServerSettings:
    """Read the `truephrase:` block; raises SettingsError for unusable values and unknown keys."""
    default = ServerSettings()
    settings = ServerSettings(
        host=section.text("host", default.host) or default.host,
        port=section.integer("port", 0, 0, 65535) or None,
        domain=section.texts("domain"),
        rasa_url=section.text("rasa_url"),
        index=section.text("index", default.index) or default.index,
        max_body_mb=section.number("max_body_mb", default.max_body_mb, 0.001, 1024),
        max_model_calls=section.integer("max_model_calls", default.max_model_calls, 1, 100_000),
        cache_seconds=section.number("cache_seconds", default.cache_seconds, 0, 31_536_000),
        cache_entries=section.integer("cache_entries", default.cache_entries, 0, 100_000_000),
        cache_variants=section.integer("cache_variants", default.cache_variants, 1, 20),
        redis_url=section.text("redis_url"),
        log_level=section.choice(
            "log_level", default.log_level, ("debug", "info", "warning", "error")
        ),
        log_format=section.choice("log_format", default.log_format, ("text", "json")),
        log_content=section.boolean("log_content", default.log_content),
        graceful_seconds=section.number("graceful_seconds", default.graceful_seconds, 0, 600),
        request_seconds=section.number("request_seconds", default.request_seconds, 0.1, 3600),
        tracing=section.choice("tracing", default.tracing, ("auto", "otlp", "off")),
        cassette=section.text("cassette"),
        reindex=section.boolean("reindex", default.reindex),
        record_consent_slot=_consent_slot(section, default.record_consent_slot),
        record_masked=section.boolean("record_masked", default.record_masked),
        record_max_mb=section.number("record_max_mb", default.record_max_mb, 0.1, 100_000),
    )
    section.finish()
    return settings


def _consent_slot(section: Section, default: str) -> str:
    slot = section.text("record_consent_slot", default)
    return default if slot is None else slot.strip()
