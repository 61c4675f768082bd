"""Haystack: sentence-transformers embedders and the in-memory store, as its tutorial does."""

from __future__ import annotations

from typing import Any

import driver


def start(model: str) -> Any:
    from haystack.components.retrievers.in_memory import (
        InMemoryEmbeddingRetriever,
    )
    from haystack.document_stores.in_memory import (
        InMemoryDocumentStore,
    )
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )

    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    documents = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
    queries = SentenceTransformersTextEmbedder(model=model, progress_bar=False)
    documents.warm_up()
    queries.warm_up()
    retriever = InMemoryEmbeddingRetriever(document_store=store, top_k=5)
    return {"store": store, "documents": documents, "queries": queries, "retriever": retriever}


def index(system: Any, texts: list[str]) -> None:
    from haystack import Document

    embedded = system["documents"].run(documents=[Document(content=text) for text in texts])
    system["store"].write_documents(embedded["documents"])


def search(system: Any, query: str) -> str:
    vector = system["queries"].run(text=query)["embedding"]
    return str(system["retriever"].run(query_embedding=vector)["documents"][0].content)


if __name__ == "__main__":
    driver.run(start, index, search)
