"""sentence-transformers in float32 with exact search: whose first passage is the right one."""

from __future__ import annotations

from typing import Any

import driver


def start(model: str) -> Any:
    from sentence_transformers import SentenceTransformer

    return {"model": SentenceTransformer(model, device="cpu")}


def index(system: Any, texts: list[str]) -> None:
    system["texts"] = texts
    system["vectors"] = system["model"].encode(texts, normalize_embeddings=True)


def search(system: Any, query: str) -> str:
    vector = system["model"].encode([query], normalize_embeddings=True)[0]
    return str(system["texts"][int((system["vectors"] @ vector).argmax())])


if __name__ == "__main__":
    driver.run(start, index, search)
