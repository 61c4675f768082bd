from __future__ import annotations

import subprocess
import sys

import pytest

from prompts.errors import SettingsError
from search.stores.opening import COLLECTION_TYPES, store_settings

RASA_PRO = {
    "milvus": {
        "host": "milvus.internal",
        "port": 19530,
        "user": "rasa",
        "password": "secret",
        "collection": "docs",
    },
    "qdrant": {
        "collection": "docs",
        "host": "qdrant.internal",
        "port": 6333,
        "grpc_port": 6334,
        "prefer_grpc": False,
        "timeout": 5,
        "https": True,
        "api_key": "secret",
        "prefix": "search",
        "content_payload_key": "text",
        "metadata_payload_key": "metadata",
        "vector_name": "own",
    },
}


@pytest.mark.parametrize("kind", sorted(RASA_PRO))
def test_rasa_pros_keys_are_taken_as_they_are(kind: str) -> None:
    settings = store_settings(kind, RASA_PRO[kind])
    assert {key: settings[key] for key in RASA_PRO[kind]} == RASA_PRO[kind]
    assert "secret" not in settings.address


def test_rasa_pros_defaults_hold() -> None:
    qdrant = store_settings("qdrant", {"collection": "docs"})
    assert [qdrant["port"], qdrant["timeout"], qdrant["content_payload_key"]] == [6333, 5, "text"]
    assert store_settings("milvus", {"collection": "docs"}).address == "localhost:19530"


@pytest.mark.parametrize("kind", COLLECTION_TYPES)
def test_only_a_collection_is_needed_and_it_is(kind: str) -> None:
    with pytest.raises(SettingsError, match=r"vector_store\.collection"):
        store_settings(kind, {})


def test_a_misspelt_key_is_refused_with_the_right_one() -> None:
    with pytest.raises(SettingsError, match=r"vector_store\.colection.*Did you mean `collection`"):
        store_settings("qdrant", {"colection": "docs"})


@pytest.mark.parametrize(
    ("key", "value"),
    [("port", "http"), ("port", True), ("timeout", 0), ("prefer_grpc", "yes"), ("host", 7)],
)
def test_a_value_of_the_wrong_kind_is_refused(key: str, value: object) -> None:
    with pytest.raises(SettingsError, match=rf"vector_store\.{key}: "):
        store_settings("qdrant", {"collection": "docs", key: value})


def test_a_port_from_the_environment_is_a_number() -> None:
    assert store_settings("qdrant", {"collection": "docs", "port": "7000"})["port"] == 7000


def test_a_password_in_a_url_is_not_shown() -> None:
    settings = store_settings("pgvector", {"collection": "d", "url": "postgresql://me:pw@db/x"})
    assert settings.address == "db/x"


def test_no_client_is_imported_before_it_is_used() -> None:
    code = (
        "import sys, search.stores.opening as o\n"
        "[o.store_settings(k, {'collection': 'c'}) for k in o.COLLECTION_TYPES]\n"
        "heavy = {'pymilvus', 'qdrant_client', 'psycopg', 'grpc', 'pandas'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
