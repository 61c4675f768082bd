"""Looking at, verifying and rolling back an index."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from search.embedding.embedder import ModelIdentity
from search.generation.generation import ENCODER, Generation
from search.generation.index_folder import IndexFolder
from search.generation.manifest import Skipped, check_files, read_manifest
from search.stores.index_choice import IndexChoice


class IndexDescription(msgspec.Struct, frozen=True, kw_only=True):
    """What an index holds. `bytes` are sizes on disk by part; `query_encoder` says how queries are
    embedded, and why not by the exported encoder where it is not; `vector_indexes` is the FAISS
    type of each segment, with what was measured to choose it."""

    generation: str
    created: str
    kept_generations: tuple[str, ...]
    sources: tuple[str, ...]
    model: ModelIdentity
    query_encoder: str
    chunk_tokens: int
    documents: int
    passages: int
    tokens: int
    folded: int
    segments: int
    languages: dict[str, int]
    types: dict[str, int]
    bytes: dict[str, int]
    skipped: tuple[Skipped, ...]
    vector_indexes: dict[str, IndexChoice] = {}


def describe(folder: Path) -> IndexDescription:
    """What the current generation holds.

    Raises:
        IndexMissing, IndexDamaged, IndexMismatch: there is none, or it cannot be used.
    """
    index = IndexFolder(Path(folder))
    generation = Generation(index.current_folder())
    manifest = generation.manifest
    sizes: Counter[str] = Counter()
    for name, file in manifest.files.items():
        parts = Path(name).parts
        sizes[Path(parts[2]).stem if len(parts) > 2 else Path(parts[0]).stem] += file.bytes
    lexical, live = generation.lexical, generation.live
    languages = Counter(
        str(lexical.languages[code]) or "unknown"
        for code, shown in zip(lexical.row_languages.tolist(), live, strict=True)
        if shown
    )
    return IndexDescription(
        generation=generation.name,
        created=manifest.created,
        kept_generations=tuple(index.names()),
        sources=manifest.sources,
        model=manifest.model,
        query_encoder=_encoder_line(generation),
        chunk_tokens=manifest.chunk_tokens,
        tokens=sum(
            generation.records(row)[1].tokens for row in range(generation.count) if live[row]
        ),
        segments=len(manifest.segments),
        languages=dict(languages.most_common()),
        types=dict(Counter(Path(source).suffix for source in generation.documents)),
        bytes=dict(sizes),
        skipped=manifest.skipped,
        vector_indexes={e.name: e.vectors for e in manifest.segments if e.vectors},
        **generation.statistics(),
    )


def _encoder_line(generation: Generation) -> str:
    model = generation.manifest.model
    if model.kind == "openvino":
        from search.embedding.encoder import read_description

        described = read_description(generation.folder / ENCODER)
        proof = described.proofs[described.precision]
        return (
            f"exported, without torch, {described.precision}: least cosine to "
            f"sentence-transformers {proof.least_cosine} on {described.sample} texts"
        )
    return model.note or f"through {model.kind}"


def verify(folder: Path) -> int:
    """Compare every file of the current generation with its hash, and say how many there are.

    Raises:
        IndexDamaged: names the first file that is missing or differs.
    """
    current = IndexFolder(Path(folder)).current_folder()
    manifest = read_manifest(current)
    check_files(current, manifest, deep=True)
    return len(manifest.files)


def roll_back(folder: Path) -> str:
    """Make the generation before the current one current, and name it.

    Raises:
        IndexMissing: no older one is kept.
        IndexDamaged: the older one is damaged; nothing was changed.
        KnowledgeBaseError: another process writes this index.
    """
    index = IndexFolder(Path(folder))
    with index.writing():
        name = index.previous()
        older = index.generations / name
        check_files(older, read_manifest(older), deep=True)
        index.switch(name)
    return name
