"""Result files: JSON, CSV and JUnit."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec

# What XML 1.0 has no way to write.
_NOT_XML = {code: "\ufffd" for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}


def write_atomically(path: Path, text: str) -> None:
    """Write a file that is either the old one or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def json_text(document: Mapping[str, Any]) -> str:
    """The document as it is."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


def csv_text(document: Mapping[str, Any]) -> str:
    """A row for each case and variant. A cell never begins as a spreadsheet formula would."""
    measures = [measure["name"] for measure in document["measures"]]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        ["case", "conversation", "source", "variant", "accepted", "reason", "error", "template",
         "question", "text", "candidate", *measures, "assertions"]
    )  # fmt: skip
    for case, row in zip(document["cases"], document["outcomes"], strict=True):
        for variant, outcome in zip(document["variants"], row, strict=True):
            cells = [case["id"], case["cluster"], case["source"], variant["name"]]
            cells += [outcome["accepted"], outcome["reason"], outcome["error"] or ""]
            cells += [case["template"], case["question"], outcome["text"]]
            cells += [outcome["candidate"] or ""]
            cells += [outcome["scores"].get(name, "") for name in (*measures, "assertions")]
            writer.writerow([_harmless(cell) for cell in cells])
    return out.getvalue()


def junit_text(document: Mapping[str, Any], failures: tuple[str, ...] = ()) -> str:
    """A suite a variant, a test a case: failed assertions are failures, failed calls errors.

    A refused rephrase is no failure: the template goes out. `failures` are those of the gate.
    """
    root = ElementTree.Element("testsuites", name=_xml(document["name"]))
    for column, variant in enumerate(document["variants"]):
        suite = ElementTree.SubElement(root, "testsuite", name=_xml(variant["name"]))
        counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
        for case, row in zip(document["cases"], document["outcomes"], strict=True):
            _test(suite, counts, variant["name"], case, row[column])
        for key, count in counts.items():
            suite.set(key, str(count))
    if failures:
        total = str(len(failures))
        suite = ElementTree.SubElement(root, "testsuite", name="gate", tests=total, failures=total)
        for told in failures:
            test = ElementTree.SubElement(suite, "testcase", classname="gate", name=_xml(told))
            ElementTree.SubElement(test, "failure", message=_xml(told))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _test(
    suite: ElementTree.Element,
    counts: dict[str, int],
    variant: str,
    case: Mapping[str, Any],
    outcome: Mapping[str, Any],
) -> None:
    seconds = outcome["scores"].get("latency", 0.0)
    name, group = _xml(case["id"]), _xml(variant)
    test = ElementTree.SubElement(
        suite, "testcase", classname=group, name=name, time=f"{seconds:.3f}"
    )
    counts["tests"] += 1
    failed = [result for result in outcome["assertions"] if not result["passed"]]
    if outcome["reason"] in ("cassette_miss", "bench_budget"):
        counts["skipped"] += 1
        ElementTree.SubElement(test, "skipped", message=_xml(outcome["reason"]))
    elif outcome["error"]:
        counts["errors"] += 1
        ElementTree.SubElement(test, "error", message=_xml(outcome["error"]))
    elif failed:
        counts["failures"] += 1
        told = "; ".join(f"{result['type']}: {result['reason']}" for result in failed)
        ElementTree.SubElement(test, "failure", message=_xml(told)).text = _xml(outcome["text"])


def _xml(text: str) -> str:
    return str(text).translate(_NOT_XML).encode("utf-8", "replace").decode("utf-8")


def _harmless(cell: Any) -> Any:
    dangerous = isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{cell}" if dangerous else cell
