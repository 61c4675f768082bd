"""``python -m benchmarks.hostile --json`` attacks the rephraser and counts what gets out."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from typing import Any

from benchmarks.figures import report
from benchmarks.hostile.attack import attack
from benchmarks.hostile.tally import Tally, added, group_of, upper_bound
from nlg_server.small_products import multiply_on_one_thread

_CHUNK = 5_000
_GRAVITY = ("fact", "shape", "meaning", "benign")


def main(arguments: list[str] | None = None) -> int:
    """Run the attack; the exit code is 1 when anything faulty went out."""
    multiply_on_one_thread()
    options = _parser().parse_args(arguments)
    started = time.perf_counter()
    tally = run(options.replies, options.seed, options.processes, options.templates)
    figures = {
        **summary(tally),
        "seed": options.seed,
        "templates": options.templates,
        "seconds": round(time.perf_counter() - started, 1),
    }
    report(
        "hostile",
        figures,
        rows=_rows(tally),
        columns=("fault", "group", "replies", "went out faulty", "accepted"),
        packages=("truephrase",),
        as_json=options.json,
    )
    gravest = sorted(tally.escapes, key=lambda escape: _GRAVITY.index(group_of(escape[0])))
    for fault, template, text in gravest[: options.show]:
        print(f"{fault}\n  template: {template!r}\n  went out: {text!r}", file=sys.stderr)
    return int(bool(tally.out or tally.foreign or tally.audited))


def run(replies: int, seed: int, processes: int, part: str = "all") -> Tally:
    """Attack with `replies` cases: the same ones for a seed, on any number of processes."""
    chunks = [
        (seed * 1_000_003 + start, min(_CHUNK, replies - start), part)
        for start in range(0, replies, _CHUNK)
    ]
    if processes == 1 or len(chunks) == 1:
        return added(attack(*chunk) for chunk in chunks)
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return added(pool.starmap(attack, chunks, chunksize=1))


def summary(tally: Tally) -> dict[str, Any]:
    """The figures: what went out changed, by group, with 95 % upper bounds."""
    replies, out = _by_group(tally.replies), _by_group(tally.out)
    benign = replies["benign"]
    refused = benign - _by_group(tally.accepted)["benign"]
    return {
        "replies": tally.replies.total(),
        "hostile_replies": tally.replies.total() - benign,
        "accepted": tally.accepted.total(),
        "changed_facts_out": out["fact"],
        "changed_facts_upper_bound": upper_bound(out["fact"], replies["fact"]),
        "changed_meaning_out": out["meaning"],
        "changed_meaning_upper_bound": upper_bound(out["meaning"], replies["meaning"]),
        "shape_out": out["shape"],
        "shape_upper_bound": upper_bound(out["shape"], replies["shape"]),
        "refused": tally.refused,
        "refused_not_template_bytes": tally.foreign,
        "audit_mismatches": tally.audited,
        "by_group": {group: {"replies": n, "out": out[group]} for group, n in replies.items()},
        "benign": {
            fault: {"replies": n, "refused": n - tally.accepted[fault]}
            for fault, n in sorted(tally.replies.items())
            if group_of(fault) == "benign"
        },
        "benign_refused_share": refused / benign if benign else None,
        "by_fault": {
            fault: {"replies": n, "out": tally.out[fault]}
            for fault, n in sorted(tally.replies.items())
            if group_of(fault) != "benign"
        },
        "reasons": dict(tally.reasons.most_common()),
    }


def _by_group(counts: Counter[str]) -> Counter[str]:
    groups: Counter[str] = Counter()
    for fault, n in counts.items():
        groups[group_of(fault)] += n
    return groups


def _rows(tally: Tally) -> list[tuple[Any, ...]]:
    faults = sorted(tally.replies, key=lambda f: (-tally.out[f], group_of(f), f))
    return [
        (f, group_of(f), tally.replies[f], tally.out[f], tally.accepted[f])
        for f in faults
        if tally.out[f] or group_of(f) == "benign" or tally.replies[f] > 2000
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--replies", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--templates", choices=("all", "development", "validation"), default="all")
    parser.add_argument("--show", type=int, default=10, help="escapes to print")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
