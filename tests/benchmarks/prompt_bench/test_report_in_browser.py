from __future__ import annotations

import json
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from benchmarks.prompt_bench.html_report import html_report
from tests.benchmarks.prompt_bench.a_bench import run_bench, write_bench

pytestmark = pytest.mark.browser

CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    "chromium",
)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--virtual-time-budget=4000",
)  # fmt: skip
PHONE, DESKTOP = (390, 844), (1280, 900)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    document = run_bench(write_bench(folder, count=30))
    document["outcomes"][0][1]["candidate"] = "<img src=x onerror=document.title='broken'>"
    path = folder / "report.html"
    path.write_text(html_report(document, document), "utf-8")
    return path


def browse(url: str, *arguments: str) -> str:
    """Run the browser with a fresh profile; gives its standard output."""
    with tempfile.TemporaryDirectory() as profile:
        command = [CHROMIUM, *QUIET, f"--user-data-dir={profile}", *arguments, url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def screenshot(report: Path, size: tuple[int, int], *arguments: str) -> Any:
    """Width, height and the pixels' bytes (RGB rows) of the page."""
    target = report.with_suffix(f".{size[0]}.png")
    browse(
        report.as_uri(), f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", *arguments
    )
    return pixels(target.read_bytes())


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Decode an 8-bit RGB or RGBA PNG."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    depth = {2: 3, 6: 4}[kind]
    data, at = b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += 12 + size
    raw, rows, before = zlib.decompress(data), [], bytes(width * depth)
    stride = width * depth + 1
    for y in range(height):
        line = bytearray(raw[y * stride + 1 : (y + 1) * stride])
        unfilter(raw[y * stride], line, before, depth)
        before = bytes(line)
        rows.append(b"".join(before[x : x + 3] for x in range(0, len(before), depth)))
    return width, height, rows


def unfilter(kind: int, line: bytearray, above: bytes, depth: int) -> None:
    for x in range(len(line)):
        left = line[x - depth] if x >= depth else 0
        corner = above[x - depth] if x >= depth else 0
        up = above[x]
        guess = left + up - corner
        near = min((left, up, corner), key=lambda v: abs(guess - v))
        line[x] = (line[x] + (0, left, up, (left + up) // 2, near)[kind]) & 255


def brightness(rows: list[bytes]) -> float:
    return sum(map(sum, rows)) / sum(map(len, rows)) / 255


def test_the_page_draws_every_part_without_a_fault(report: Path) -> None:
    page = browse(report.as_uri(), "--dump-dom")
    for part in (
        "Verdict",
        "Leaderboard",
        "Differences",
        "Against the earlier run",
        "About this run",
    ):
        assert part in page
    assert page.count('class="card case"') == 30
    assert "<svg" in page


def test_what_a_model_said_is_shown_as_text_and_never_run(report: Path) -> None:
    page = browse(report.as_uri(), "--dump-dom")
    assert "broken</title>" not in page
    assert "<img" not in page
    assert "onerror" in page  # shown


def test_a_link_to_a_case_opens_it(report: Path) -> None:
    page = browse(f"{report.as_uri()}#case=c7", "--dump-dom")
    case = page.split('id="case=c7"')[1].split("</article>")[0]
    assert "<details open" in case
    assert "facts kept" in case


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_light_and_dark_are_told_apart(report: Path, size: tuple[int, int]) -> None:
    _, _, light = screenshot(report, size)
    _, _, dark = screenshot(report, size, "--blink-settings=preferredColorScheme=0")
    assert brightness(light) > 0.8
    assert brightness(dark) < 0.35


def test_nothing_hangs_over_the_edge_on_a_phone(report: Path, tmp_path: Path) -> None:
    # Headless windows have a least width, so the page is put in a frame as wide as a phone.
    frame = tmp_path / "frame.html"
    script = (
        "const inner = document.querySelector('iframe').contentDocument.documentElement;"
        "document.body.dataset.wide = inner.scrollWidth - inner.clientWidth;"
    )
    frame.write_text(
        f'<body><iframe src="{report.as_uri()}" width="{PHONE[0]}" height="{PHONE[1]}" '
        f'onload="{script}"></iframe>'
    )
    page = browse(frame.as_uri(), "--dump-dom", "--allow-file-access-from-files")
    assert 'data-wide="0"' in page


def test_an_open_page_asks_the_network_for_nothing(report: Path, tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    browse(report.as_uri(), "--dump-dom", f"--log-net-log={log}")
    text = log.read_text("utf-8", "replace").rstrip().rstrip(",")
    events = json.loads(text if text.endswith("}") else text + "]}")["events"]
    asked = [e["params"]["url"] for e in events if "url" in e.get("params", {})]
    assert not [url for url in asked if report.name in url and url.startswith("http")]
    assert "report.html" not in "".join(url for url in asked if url.startswith("http"))
