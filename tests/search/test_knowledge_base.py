"""The knowledge base in a server: citations, access, swaps, no torch."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.word_hash_embedder import WordHashEmbedder
from prompts.errors import IndexMismatch, KnowledgeBaseError
from search.filters import AccessFilter
from search.generation.index_folder import IndexFolder
from search.indexing.build import build_index
from search.indexing.live import LiveUpdates
from search.knowledge_base import KnowledgeBase, open_current
from tests.search.knowledge_bases import document_text, indexed, opened, options, write


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write(
        tmp_path / "docs",
        {"fees.md": "# Fees\n\nThe fee is 5 EUR – für alle.\n\n"
         "# Refunds\n\nRefunds take ten days.",
         "staff/_meta.yml": "audience: staff",
         "staff/pay.md": "# Pay\n\nSalaries are paid monthly."},
    )  # fmt: skip


@pytest.fixture
def index(tmp_path: Path, docs: Path) -> Path:
    indexed(docs, tmp_path / "index")
    return tmp_path / "index"


def test_a_hit_can_be_found_again_byte_for_byte(index: Path) -> None:
    knowledge_base = opened(index)
    result = asyncio.run(knowledge_base.search("what is the fee"))
    passage = result.hits[0].passage
    assert "5 EUR" in passage.text
    assert knowledge_base.span(passage.id) == passage.text
    assert document_text(index, "fees.md")[passage.start : passage.end] == passage.text
    assert (passage.headings, passage.lines, result.generation) == (
        ("Fees",), (1, 3), knowledge_base.generation,
    )  # fmt: skip
    with pytest.raises(KeyError):
        knowledge_base.span("0" * 16)
    with pytest.raises(KeyError):
        knowledge_base.span("no id")
    knowledge_base.close()


def test_windows_of_one_section_that_are_found_together_come_as_one_exact_passage(
    tmp_path: Path,
) -> None:
    rules = " ".join(f"Rule number {n} says that bikes stay outside." for n in range(60))
    docs = write(
        tmp_path / "docs", {"rules.md": f"# Rules\n\n{rules}", "a.md": "# Other\n\nBikes."}
    )
    indexed(docs, tmp_path / "index")
    knowledge_base = opened(tmp_path / "index")
    result = asyncio.run(knowledge_base.search("rule bikes outside", k=2))
    assert [hit.passage.source for hit in result.hits] == ["rules.md", "a.md"]
    generation = open_current(IndexFolder(tmp_path / "index"))
    rows = [n for n in range(generation.count) if generation.records(n)[2].source == "rules.md"]
    assert len(rows) > 2
    assert generation.beside(rows[1]) == [rows[0], rows[2]]
    assert generation.beside(rows[-1]) == [rows[-2]]
    passage = result.hits[0].passage
    assert "+" in passage.id and knowledge_base.span(passage.id) == passage.text
    text = document_text(tmp_path / "index", "rules.md")
    assert text[passage.start : passage.end] == passage.text
    other = result.hits[1].passage.id
    with pytest.raises(KeyError):
        knowledge_base.span(f"{passage.id}+{other}")
    knowledge_base.close()


def test_a_slot_decides_what_may_be_seen(index: Path) -> None:
    access = AccessFilter.compile({"audience": {"any_of": "{{ slots.role }}", "missing": "allow"}})
    knowledge_base = KnowledgeBase.open(index, access=access, embedder=WordHashEmbedder(32))

    def sources(role: str | None) -> set[str]:
        result = asyncio.run(knowledge_base.search("salaries paid", slots={"role": role}))
        return {hit.passage.source for hit in result.hits}

    assert "staff/pay.md" in sources("staff")
    assert sources("guest") == {"fees.md"}
    assert sources(None) == set()
    knowledge_base.close()


THREADS = """
import asyncio, sys
from pathlib import Path
from threadpoolctl import threadpool_info
from tests.search.knowledge_bases import opened

base = opened(Path(sys.argv[1]))
asyncio.run(base.search("fee"))
base.close()
print(*(found["num_threads"] for found in threadpool_info() if "numpy" in found["filepath"]))
"""


def test_searches_leave_the_other_cores_to_the_encoder(index: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", THREADS, str(index)], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["1"]


def test_a_closed_knowledge_base_says_so(index: Path) -> None:
    knowledge_base = opened(index)

    async def close_and_search() -> None:
        await knowledge_base.aclose()
        with pytest.raises(KnowledgeBaseError, match="closed"):
            await knowledge_base.search("fee")

    asyncio.run(close_and_search())


def test_an_index_made_with_another_model_is_refused_by_name(index: Path) -> None:
    with pytest.raises(IndexMismatch, match="made with the embedding model word-hash"):
        KnowledgeBase.open(index, embedder=WordHashEmbedder(32, name="other"))


def test_a_refresh_swaps_and_a_running_result_stays_of_one_generation(
    docs: Path, index: Path
) -> None:
    knowledge_base = opened(index)
    before = asyncio.run(knowledge_base.search("refunds"))
    write(docs, {"fees.md": "# Refunds\n\nRefunds take two days."})
    assert not knowledge_base.refresh()
    indexed(docs, index)
    assert knowledge_base.refresh()
    after = asyncio.run(knowledge_base.search("refunds"))
    assert "ten days" in before.hits[0].passage.text
    assert "two days" in after.hits[0].passage.text
    assert before.generation != after.generation == knowledge_base.generation
    knowledge_base.close()


def test_a_new_generation_of_another_model_leaves_the_old_in_service(
    docs: Path, index: Path
) -> None:
    knowledge_base = opened(index)
    build_index([docs], index, options(WordHashEmbedder(16)))
    with pytest.raises(IndexMismatch):
        knowledge_base.refresh()
    assert asyncio.run(knowledge_base.search("fee")).hits
    knowledge_base.close()


def test_a_saved_edit_is_answered_from_within_two_seconds(docs: Path, index: Path) -> None:
    async def edit_and_wait() -> str:
        knowledge_base = opened(index)
        updates = LiveUpdates(knowledge_base, [docs])
        updates.start()
        await asyncio.sleep(0.3)
        write(docs, {"new.md": "# Parrots\n\nParrots fly free of charge."})
        for _ in range(40):
            await asyncio.sleep(0.05)
            result = await knowledge_base.search("parrots")
            if result.hits[0].passage.source == "new.md":
                break
        await updates.aclose()
        await knowledge_base.aclose()
        return result.hits[0].passage.text

    assert "Parrots fly" in asyncio.run(edit_and_wait())


def test_a_build_elsewhere_is_swapped_in_and_a_damaged_one_is_told(docs: Path, index: Path) -> None:
    swaps: list[str] = []
    problems: list[Exception] = []

    async def follow() -> None:
        knowledge_base = opened(index)
        updates = LiveUpdates(knowledge_base, on_swap=swaps.append, on_problem=problems.append)
        updates.start()
        await asyncio.sleep(0.3)
        write(docs, {"fees.md": "# Fees\n\nThe fee is 7 EUR."})
        await asyncio.to_thread(indexed, docs, index)
        for _ in range(40):
            if swaps:
                break
            await asyncio.sleep(0.05)
        served = knowledge_base.generation
        (index / "CURRENT").write_text("rubbish")
        for _ in range(40):
            if problems:
                break
            await asyncio.sleep(0.05)
        assert (await knowledge_base.search("fee")).generation == served
        await updates.aclose()
        await knowledge_base.aclose()

    asyncio.run(follow())
    assert swaps[0].startswith("000002-")
    assert "CURRENT" in str(problems[0])


NO_TORCH = """
import asyncio, sys
from pathlib import Path
from search.knowledge_base import KnowledgeBase, open_current
async def main():
    base = KnowledgeBase.open(Path(sys.argv[1]))
    result = await base.search("When do I get my money back?")
    await base.aclose()
    return result.hits[0].passage.text
text = asyncio.run(main())
heavy = [name for name in ("torch", "sentence_transformers", "transformers", "litellm",
                           "openvino_telemetry") if name in sys.modules]
print(text.splitlines()[0], heavy)
"""


def test_a_server_answers_with_the_real_model_and_without_torch(
    docs: Path, tmp_path: Path, encoder_cache: None
) -> None:
    build_index([docs], tmp_path / "real")
    found = subprocess.run(
        [sys.executable, "-c", NO_TORCH, str(tmp_path / "real")],
        capture_output=True, text=True, check=True, env=dict(os.environ),
    )  # fmt: skip
    assert found.stdout == "# Refunds []\n"
