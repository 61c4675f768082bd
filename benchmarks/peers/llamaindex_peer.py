"""LlamaIndex: HuggingFaceEmbedding and VectorStoreIndex; one node a text, as the others have it."""

from __future__ import annotations

from typing import Any

import driver


def start(model: str) -> Any:
    from llama_index.embeddings.huggingface import (
        HuggingFaceEmbedding,
    )

    return {"embedding": HuggingFaceEmbedding(model_name=model)}


def index(system: Any, texts: list[str]) -> None:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode

    nodes = [TextNode(text=text) for text in texts]
    built = VectorStoreIndex(nodes, embed_model=system["embedding"])
    system["retriever"] = built.as_retriever(similarity_top_k=5)


def search(system: Any, query: str) -> str:
    return str(system["retriever"].retrieve(query)[0].node.get_content())


if __name__ == "__main__":
    driver.run(start, index, search)
