"""From sources to a new generation: what changed is read and embedded, the rest is kept."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from prompts.errors import IndexDamaged, IndexMismatch
from search.documents.discovery import discover
from search.documents.file_names import shown_name
from search.embedding.choice import embedder_for
from search.embedding.embedder import Embedder
from search.embedding.encoder import TOKENIZER_FILE, token_counter, token_spans
from search.embedding.local_model import DEFAULT_MODEL, find_model
from search.embedding.reuse import Embeddings, embed_new, known_embeddings
from search.generation.build import Build
from search.generation.generation import Generation
from search.generation.index_folder import KEPT, IndexFolder
from search.generation.manifest import Profile, Skipped
from search.generation.records import IndexedDocument
from search.generation.segment import KEY_BYTES, key_of
from search.indexing.changes import LoadedFile, find_changes
from search.indexing.chunking import Chunker
from search.indexing.indexed_document import indexed_document
from search.indexing.profiling import profile_of

# A model that tells nothing apart still needs a scale that scores can be computed on.
LEAST_SPREAD = 0.1

# (stage, done, total): "reading" counts documents, "embedding" chunks.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class IndexOptions:
    """How to index.

    `chunk_tokens` of None means the embedder's own limit; `full` reads every file again; `wait`
    is how many seconds to wait for another process that writes the index. `embedder` replaces the
    model by name, `encoder` is the folder of its export where it has one.
    """

    model: str = DEFAULT_MODEL
    chunk_tokens: int | None = None
    keep: int = KEPT
    full: bool = False
    wait: float = 0.0
    embedder: Embedder | None = None
    encoder: Path | None = None


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a build did. `changed` is False where the sources were as indexed already."""

    generation: str
    changed: bool
    documents: int
    passages: int
    folded: int
    embedded: int
    reused: int
    removed: int
    skipped: tuple[Skipped, ...]
    seconds: float


def build_index(
    sources: Sequence[str | Path],
    folder: Path,
    options: IndexOptions | None = None,
    progress: Progress | None = None,
) -> IndexReport:
    """Bring the index at `folder` up to date with `sources` (folders, files, globs).

    Only files that changed are read, only chunks whose text changed are embedded. Whatever goes
    wrong, the generation that was current stays so.

    Raises:
        SettingsError: a source that matches nothing, or an unknown model.
        KnowledgeBaseError: another process writes this index.
    """
    chosen = options or IndexOptions()
    index = IndexFolder(Path(folder))
    with index.writing(wait=chosen.wait):
        return _Indexing(index, tuple(str(s) for s in sources), chosen, progress or _silent).run()


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


class _Indexing:
    """One run of `build_index`, the lock held."""

    def __init__(
        self,
        index: IndexFolder,
        sources: tuple[str, ...],
        options: IndexOptions,
        progress: Progress,
    ) -> None:
        self.started = time.perf_counter()
        self.index, self.sources, self.options, self.progress = index, sources, options, progress
        self.embedder: Embedder
        self.encoder: Path | None
        if options.embedder is not None:
            self.embedder, self.encoder = options.embedder, options.encoder
        else:
            self.embedder, self.encoder = embedder_for(options.model)
        self.chunk_tokens = min(
            options.chunk_tokens or self.embedder.identity.max_tokens,
            self.embedder.identity.max_tokens,
        )
        self.previous = self._previous()

    def run(self) -> IndexReport:
        files = discover(self.sources)
        base = None if self.options.full else self._base()
        changes = find_changes(files, base, advance=self._ticks("reading", len(files)))
        skipped = tuple(changes.skipped)
        nothing_new = not (changes.loaded or changes.removed)
        if base and nothing_new and _told_alike(base, skipped, self.sources):
            return self._report(base, changed=False, embedded=0, reused=0, removed=0)
        documents, embedded = self._embed(changes.loaded)
        Build(
            folder=self.index,
            model=self.embedder.identity,
            profile=self._profile(),
            chunk_tokens=self.chunk_tokens,
            sources=tuple(map(shown_name, self.sources)),
            documents=documents,
            previous=base,
            removed=frozenset(changes.removed),
            skipped=skipped,
            encoder=self.encoder,
        ).commit()
        self.index.prune(self.options.keep)
        built = Generation(self.index.current_folder(), shared=base)
        total = sum(len(document.passages) for document in documents)
        replaced = {loaded.record.source for loaded in changes.loaded}
        return self._report(
            built,
            changed=True,
            embedded=embedded,
            reused=total - embedded,
            removed=len(changes.removed - replaced),
        )

    def _previous(self) -> Generation | None:
        """The current generation, where its embeddings can be used again."""
        try:
            name = self.index.current()
            found = Generation(self.index.current_folder()) if name else None
        except (IndexDamaged, IndexMismatch):
            # A build is the way out of a damaged index, so it must not need the damaged one.
            return None
        same = found is not None and found.manifest.model == self.embedder.identity
        return found if same else None

    def _base(self) -> Generation | None:
        """The generation to build upon; none where the chunks would be cut differently."""
        found = self.previous
        return found if found and found.manifest.chunk_tokens == self.chunk_tokens else None

    def _ticks(self, stage: str, total: int) -> Iterator[None]:
        for done in range(total):
            self.progress(stage, done + 1, total)
            yield

    def _embed(self, loaded: Sequence[LoadedFile]) -> tuple[list[IndexedDocument], int]:
        chunker = self._chunker()
        cut = [chunker.chunks(file.document) for file in loaded]
        chunks = [chunk for each in cut for chunk in each]
        texts = [chunk.embedded for chunk in chunks]
        keys = [key_of(text) for text in texts]
        known = known_embeddings(self.previous.segments, keys) if self.previous else {}
        total = len({key for key in keys if key not in known})
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            self.progress("embedding", done, total)

        found, embedded = embed_new(texts, keys, known, self.embedder, advance)
        table = np.frombuffer(b"".join(keys), np.uint8).reshape(-1, KEY_BYTES)
        documents = []
        first = 0
        for file, own in zip(loaded, cut, strict=True):
            rows = slice(first, first + len(own))
            ours = Embeddings(found.vectors[rows], found.signs[rows])
            documents.append(indexed_document(file, own, ours, table[rows]))
            first += len(own)
        return documents, embedded

    @property
    def _foreign(self) -> bool:
        """Whether the embedder's own tokenizer is not here to count with."""
        return self.embedder.identity.kind == "litellm"

    def _profile(self) -> Profile:
        """The cosine scale of the embedder, measured once for each model."""
        if self.previous is not None:
            return self.previous.manifest.profile
        found = profile_of(self.embedder)
        return Profile(
            unrelated=found.unrelated,
            related=max(found.related, found.unrelated + LEAST_SPREAD),
            languages=tuple(sorted(found.languages)),
            multilingual=found.multilingual,
        )

    def _chunker(self) -> Chunker:
        # Where an embedder is given, its own name counts: the options may still say the default.
        name = self.embedder.identity.name if self.options.embedder else self.options.model
        tokenizer = (
            self.encoder / TOKENIZER_FILE
            if self.encoder
            else find_model(DEFAULT_MODEL if self._foreign else name).tokenizer_file
        )
        return Chunker(self.chunk_tokens, token_counter(tokenizer), token_spans(tokenizer))

    def _report(
        self, built: Generation, *, changed: bool, embedded: int, reused: int, removed: int
    ) -> IndexReport:
        counts = built.statistics()
        return IndexReport(
            generation=built.name,
            changed=changed,
            documents=counts["documents"],
            passages=counts["passages"],
            folded=counts["folded"],
            embedded=embedded,
            reused=reused,
            removed=removed,
            skipped=built.manifest.skipped,
            seconds=time.perf_counter() - self.started,
        )


def same_sources(generation: Generation, sources: Sequence[str | Path]) -> bool:
    """Whether `generation` was built from these files and folders, however they are written."""
    return _real(generation.manifest.sources) == _real(sources)


def _told_alike(
    generation: Generation, skipped: tuple[Skipped, ...], sources: Sequence[str]
) -> bool:
    """Whether the manifest of `generation` reports just these skipped files and sources."""
    return generation.manifest.skipped == skipped and same_sources(generation, sources)


def _real(sources: Sequence[str | Path]) -> set[str]:
    return {shown_name(os.path.realpath(source)) for source in sources}
