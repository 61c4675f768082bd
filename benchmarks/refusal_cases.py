"""Questions with and without an answer among their passages, of three sources.

ClapNQ rows bring their one passage. CLINC150's training utterances are the knowledge base, and its
validation utterances the questions. MTRAG tasks are asked of the passages of their domain, which
stand in a companion file; partly answerable and underspecified ones are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.rows import beside, read_rows
from prompts.errors import BenchError
from search.answering.relevance import NEIGHBOURS, Embed, Vectors
from search.passage import Hit, Passage

# What follows the document in the id of an MTRAG passage: where it starts and ends.
_STRETCH = re.compile(r"[-_]\d+-\d+(?:-0-\d+)?$")


@dataclass(frozen=True, slots=True)
class Case:
    """A question (in one or two wordings), its hits, and whether they answer it."""

    group: str
    questions: tuple[str, ...]
    hits: tuple[Hit, ...]
    answerable: bool


def clapnq_cases(rows: Sequence[dict[str, Any]], embed: Embed) -> Iterator[Case]:
    """Questions with their one passage."""
    asked = embed([row["question"] for row in rows])
    told = embed([row["passage"] for row in rows])
    for row, question, passage in zip(rows, asked, told, strict=True):
        hit = Hit(
            Passage(row["id"], row["passage"], "", row["title"]), 0.0, float(question @ passage)
        )
        yield Case(row["title"], (row["question"],), (hit,), row["answerable"])


def clinc_cases(rows: Sequence[dict[str, Any]], embed: Embed) -> Iterator[Case]:
    """Validation utterances among the training utterances; those out of scope are in neither."""
    known = [r["text"] for r in rows if r["split"] == "train" and r["intent"] != "oos"]
    passages = [Passage(str(index), text, "") for index, text in enumerate(known)]
    vectors = embed(known)
    asked = [row for row in rows if row["split"] != "train"]
    for row, question in zip(asked, embed([r["text"] for r in asked]), strict=True):
        hits = nearest(question[None], vectors, passages)
        known_intent = row["intent"] != "oos"
        # What is out of scope has no intent in common.
        group = row["intent"] if known_intent else row["text"]
        yield Case(group, (row["text"],), hits, known_intent)


def mtrag_cases(rows: Sequence[dict[str, Any]], file: Path, embed: Embed) -> Iterator[Case]:
    """The last question, alone and after the one before it, among the passages of its domain."""
    domains: dict[str, list[Passage]] = defaultdict(list)
    for row in read_rows(file):
        document = _STRETCH.sub("", row["id"])
        passage = Passage(row["id"], row["text"].strip(), document, row["title"])
        domains[row["domain"]].append(passage)
    vectors = {
        name: embed([f"{p.title}\n{p.text}".strip() for p in passages])
        for name, passages in domains.items()
    }
    for row in rows:
        if row["answerability"][0] not in ("ANSWERABLE", "UNANSWERABLE"):
            continue
        said = [turn["text"] for turn in row["input"] if turn["speaker"] == "user"]
        questions = tuple(dict.fromkeys((said[-1], " ".join(said[-2:]))))
        domain = row["domain"]
        hits = nearest(embed(questions), vectors[domain], domains[domain])
        answerable = row["answerability"][0] == "ANSWERABLE"
        yield Case(row["task_id"].split("<")[0], questions, hits, answerable)


def nearest(questions: Vectors, vectors: Vectors, passages: Sequence[Passage]) -> tuple[Hit, ...]:
    """The passages with the highest cosine to any wording of the question."""
    cosines = (questions @ vectors.T).max(axis=0)
    best = np.argsort(-cosines, kind="stable")[:NEIGHBOURS]
    return tuple(Hit(passages[int(i)], float(cosines[i]), float(cosines[i])) for i in best)


def read_cases(file: Path, passages: Path | None, embed: Embed) -> Iterator[Case]:
    """The cases of a file, whichever of the three forms it has."""
    rows = read_rows(file)
    first = rows[0] if rows else {}
    if "answerability" in first:
        return mtrag_cases(rows, beside(file, "mtrag_passages.jsonl", passages), embed)
    if "intent" in first:
        return clinc_cases(rows, embed)
    if "answerable" in first:
        return clapnq_cases(rows, embed)
    raise BenchError(f"{file}: has rows of none of the three forms.")
