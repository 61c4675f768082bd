"""What every store must do: the same tests run against FAISS and each vector database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.word_hash_embedder import WordHashEmbedder
from prompts.errors import IndexMismatch
from search.filters import AccessFilter
from search.passage import Retriever, SearchResult
from tests.search.knowledge_bases import write

DIMENSION = 32
Fill = Callable[..., Retriever]


def embedder(dimension: int = DIMENSION, name: str = "word-hash") -> WordHashEmbedder:
    return WordHashEmbedder(dimension, name=name)


def found(
    retriever: Retriever, query: str, k: int = 5, slots: Mapping[str, Any] | None = None
) -> SearchResult:
    return asyncio.run(retriever.search(query, k=k, slots=slots))


def document(text: str, **metadata: object) -> str:
    lines = [f"{key}: {value}" for key, value in metadata.items()]
    return "\n".join(["---", *lines, "---", "", text, ""])


class StoreContract:
    """Subclass it and give a fixture `fill(docs, access=None, model=None) -> Retriever`.

    `fill` brings the store up to date with the folder `docs` and opens it.
    """

    def test_a_passage_comes_back_with_everything_known_about_it(
        self, fill: Fill, tmp_path: Path
    ) -> None:
        text = "# Returns\n\n## Deadline\n\nParcels go back within thirty days.\n"
        docs = write(
            tmp_path / "docs", {"help/returns.md": document(text, audience="all", level=2)}
        )
        write(docs, {"faq.jsonl": '{"question": "Cancel?", "answer": "Write to us."}\n'})
        retriever = fill(docs)
        hit = found(retriever, "parcels back within thirty days", 1).hits[0]
        passage = hit.passage
        assert passage.text.endswith("Parcels go back within thirty days.")
        assert passage.source.endswith("returns.md")
        assert "Deadline" in passage.headings
        assert dict(passage.metadata) == {"audience": "all", "level": 2}
        assert passage.lines is not None and passage.end - passage.start == len(passage.text)
        assert hit.dense_rank == 1 and 0 < hit.cosine <= 1.001 and 0 <= hit.score <= 1
        answer = found(retriever, "cancel", 1).hits[0].passage.answer
        assert answer == "Write to us."

    def test_k_passages_come_back_or_all_there_are(self, fill: Fill, tmp_path: Path) -> None:
        docs = write(tmp_path / "docs", {f"{n}.md": f"Word{n} shared.\n" for n in range(7)})
        retriever = fill(docs)
        for k in (1, 3, 7, 50):
            result = found(retriever, "shared", k)
            assert len({hit.passage.id for hit in result.hits}) == min(k, 7) == len(result.hits)

    def test_the_nearest_come_first_and_cosines_are_true(self, fill: Fill, tmp_path: Path) -> None:
        words = ["alpha", "beta", "gamma", "delta"]
        texts = {f"{n}.md": " ".join(words[: n + 1]) + ".\n" for n in range(4)}
        retriever = fill(write(tmp_path / "docs", texts))
        hits = found(retriever, "alpha beta gamma delta", 4).hits
        query = embedder().embed_queries(["alpha beta gamma delta"])[0]
        true = {p: float(embedder().embed([p])[0] @ query) for p in (h.passage.text for h in hits)}
        for hit in hits:
            assert hit.cosine == pytest.approx(true[hit.passage.text], abs=2e-3)
        assert hits[0].passage.text == "alpha beta gamma delta."

    def test_an_empty_store_finds_nothing(self, fill: Fill, tmp_path: Path) -> None:
        docs = write(tmp_path / "docs", {"empty.md": "\n"})
        assert found(fill(docs), "anything").hits == ()

    def test_deleted_and_edited_files_are_followed(self, fill: Fill, tmp_path: Path) -> None:
        docs = write(
            tmp_path / "docs",
            {"a.md": "Apples are red.\n", "b.md": "Bananas are yellow.\n", "c.md": "Kale.\n"},
        )
        assert len(found(fill(docs), "apples bananas kale", 9).hits) == 3
        (docs / "a.md").unlink()
        write(docs, {"b.md": "Blueberries are blue.\n"})
        texts = {hit.passage.text for hit in found(fill(docs), "apples bananas", 9).hits}
        assert texts == {"Blueberries are blue.", "Kale."}

    def test_nothing_of_a_text_is_lost_or_read_as_a_command(
        self, fill: Fill, tmp_path: Path
    ) -> None:
        odd = [
            "Größe 42 – naïve café, e\u0301 🇪🇺 👩‍🚀",
            "退货政策：三十天内。",
            "סגירה بالعربية",
            "'; DROP TABLE docs; -- \" \\ {} %s $1 \\u0041",
        ]
        files = {
            f"ordner {n}/ü'{n}\".md": document(text, art=f'"ü\'{n}"') for n, text in enumerate(odd)
        }
        access = AccessFilter.compile({"art": "{{ slots.art }}"})
        retriever = fill(write(tmp_path / "docs", files), access)
        for number, text in enumerate(odd):
            (hit,) = found(retriever, text, 4, {"art": f"ü'{number}"}).hits
            assert hit.passage.text == text
            assert hit.passage.source.endswith(f"ü'{number}\".md")

    def test_a_filter_shows_what_it_allows_and_k_of_it(
        self, fill: Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Small depths, so that what is allowed lies beyond them and has to be listed.
        monkeypatch.setattr("search.stores.collection_retriever.DEPTHS", (2, 6))
        monkeypatch.setattr("search.stores.collection_retriever.AMONG", 3)
        draw = np.random.default_rng(0)
        roles = ["staff", "public", "[staff, partner]", "7", "true"]
        kept = {n: roles[int(draw.integers(len(roles)))] for n in range(40)}
        files = {
            f"{n:02}.md": document(
                f"Shared text number{n}.", role=role, day=f"2026-01-{n % 28 + 1:02}"
            )
            for n, role in kept.items()
        }
        access = AccessFilter.compile(
            {"role": {"any_of": "{{ slots.role }}"}, "day": {"at_most": "{{ slots.day }}"}}
        )
        retriever = fill(write(tmp_path / "docs", files), access)
        for role in ("staff", "partner", 7, True, "nobody", None):
            for day in ("2026-01-05", "2026-02-01", None):
                own = {"None": "–", "True": "true"}.get(str(role), str(role))
                expected = {
                    n
                    for n, each in kept.items()
                    if own in each.strip("[]").split(", ")
                    and day
                    and f"2026-01-{n % 28 + 1:02}" <= day
                }
                result = found(retriever, "shared number3", 5, {"role": role, "day": day})
                shown = {int(Path(hit.passage.source).stem) for hit in result.hits}
                assert shown <= expected
                assert len(shown) == min(5, len(expected)) == len(result.hits)

    def test_passages_that_say_the_same_are_shown_once_with_all_sources(
        self, fill: Fill, tmp_path: Path
    ) -> None:
        docs = write(tmp_path / "docs", {"a.md": "The same.\n", "b.md": "The same.\n"})
        (hit,) = found(fill(docs), "the same", 5).hits
        named = {Path(source).name for source in (hit.passage.source, *hit.passage.also_in)}
        assert named == {"a.md", "b.md"}

    def test_vectors_of_another_dimension_are_a_mismatch(self, fill: Fill, tmp_path: Path) -> None:
        docs = write(tmp_path / "docs", {"a.md": "Apples.\n"})
        fill(docs)
        with pytest.raises(IndexMismatch, match="embed"):
            fill(docs, None, embedder(DIMENSION * 2), build=False)

    def test_vectors_of_another_model_are_a_mismatch(self, fill: Fill, tmp_path: Path) -> None:
        docs = write(tmp_path / "docs", {"a.md": "Apples.\n"})
        fill(docs)
        with pytest.raises(IndexMismatch, match="other-model"):
            found(fill(docs, None, embedder(name="other-model"), build=False), "apples")

    def test_many_searches_at_once_do_not_disturb_each_other(
        self, fill: Fill, tmp_path: Path
    ) -> None:
        docs = write(tmp_path / "docs", {f"{n}.md": f"Only{n} here.\n" for n in range(12)})
        retriever = fill(docs)

        async def all_at_once() -> list[SearchResult]:
            searches = [retriever.search(f"only{n}", k=1) for n in range(12)]
            return await asyncio.gather(*searches)

        for number, result in enumerate(asyncio.run(all_at_once())):
            assert result.hits[0].passage.text == f"Only{number} here."
