from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks.prompt_bench.files import csv_text, json_text, junit_text
from benchmarks.prompt_bench.html_report import html_report
from tests.benchmarks.prompt_bench.a_bench import run_bench, write_bench

HOSTILE = "</script><script>alert(1)</script>\u2028 =cmd()\x07"


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    path = write_bench(tmp_path, count=4, asserted=[{"type": "contains", "value": "A0001"}])
    found = run_bench(path)
    found["outcomes"][0][1]["text"] = found["outcomes"][0][1]["candidate"] = HOSTILE
    return found


def test_the_report_is_one_file_that_asks_for_nothing(document: dict[str, Any]) -> None:
    page = html_report(document)
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", page)
    assert "@import" not in page and "url(" not in page
    assert "default-src 'none'" in page


def test_no_reply_can_break_out_of_the_report(document: dict[str, Any]) -> None:
    page = html_report(document)
    data = page.split('id="data">')[1].split("</script>")[0]
    assert json.loads(data)["outcomes"][0][1]["text"] == HOSTILE
    assert "alert(1)</script>" not in page
    assert page.count("<script") == 2


def test_the_report_carries_the_earlier_run(document: dict[str, Any]) -> None:
    page = html_report(document, document)
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert data["earlier"]["texts"]["c1"]["template"] == document["cases"][1]["template"]


def test_json_reads_back_as_it_was(document: dict[str, Any]) -> None:
    assert json.loads(json_text(document)) == json.loads(json.dumps(document))


def test_csv_has_a_row_for_each_reply_and_no_formula(document: dict[str, Any]) -> None:
    document["outcomes"][0][1]["text"] = "=cmd()"
    rows = list(csv.DictReader(io.StringIO(csv_text(document))))
    assert len(rows) == 12
    assert rows[1]["text"] == "'=cmd()"


def test_junit_fails_what_an_assertion_fails(document: dict[str, Any]) -> None:
    root = ElementTree.fromstring(junit_text(document, ("too bad",)))
    suites = {suite.get("name"): suite for suite in root}
    assert suites["template"].get("failures") == "3"
    assert suites["template"].get("tests") == "4"
    assert suites["gate"].find("testcase/failure") is not None
