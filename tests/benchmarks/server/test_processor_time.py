from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.server.processor_time import cpu_seconds

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="reads /proc")


def test_work_counts_and_waiting_does_not() -> None:
    before = cpu_seconds(os.getpid()) or 0.0
    start = time.process_time()
    while time.process_time() - start < 0.3:
        pass
    time.sleep(0.2)
    after = cpu_seconds(os.getpid()) or 0.0
    assert 0.25 <= after - before < 0.48


def test_the_work_of_a_child_counts() -> None:
    work = "import time, sys\nwhile time.process_time() < 0.3: pass\nprint('done', flush=True)\n"
    before = cpu_seconds(os.getpid()) or 0.0
    with subprocess.Popen(
        [sys.executable, "-c", work + "sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None and child.stdout.readline()
        assert (cpu_seconds(os.getpid()) or 0.0) - before >= 0.25
        child.communicate()


def test_a_process_that_is_gone_has_none() -> None:
    assert cpu_seconds(2**22 + 1) is None
