"""LangChain: HuggingFaceEmbeddings and its FAISS store, as its tutorial sets them up."""

from __future__ import annotations

from typing import Any

import driver


def start(model: str) -> Any:
    from langchain_huggingface import (
        HuggingFaceEmbeddings,
    )

    return {"embeddings": HuggingFaceEmbeddings(model_name=model)}


def index(system: Any, texts: list[str]) -> None:
    from langchain_community.vectorstores import (
        FAISS,
    )

    system["store"] = FAISS.from_texts(texts, system["embeddings"])


def search(system: Any, query: str) -> str:
    found = system["store"].similarity_search(query, k=5)
    return str(found[0].page_content)


if __name__ == "__main__":
    driver.run(start, index, search)
