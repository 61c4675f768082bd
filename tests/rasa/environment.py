"""Rasa Open Source 3.6.21 in an environment of its own, made from the lock file beside this one."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "rasa"
LOCK = Path(__file__).with_name("requirements-3.10.lock.txt")


def rasa_python() -> Path:
    """The interpreter that has Rasa; ``TRUEPHRASE_RASA_PYTHON`` names one that is there already.

    The first call installs about 2 GB into ``.cache/rasa``. Rasa 3.6 needs Python 3.10: found as
    ``python3.10`` or under pyenv, else named by ``PY310``.
    """
    named = os.environ.get("TRUEPHRASE_RASA_PYTHON")
    if named:
        return Path(named)
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    folder = CACHE / f"environment-{lock}"
    python = folder / "bin" / "python"
    complete = folder / "complete"
    if not complete.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _install(folder, python)
        complete.touch()
    return python


def _install(folder: Path, python: Path) -> None:
    python_310 = _python_310()
    uv = shutil.which("uv")
    locked = ["--no-deps", "--quiet", "-r", str(LOCK)]
    if uv:
        subprocess.run([uv, "venv", "--quiet", "--python", python_310, str(folder)], check=True)
        subprocess.run([uv, "pip", "install", "--python", str(python), *locked], check=True)
    else:
        subprocess.run([python_310, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", *locked], check=True)


def _python_310() -> str:
    for candidate in _candidates():
        if candidate and subprocess.run([candidate, "-c", ""], capture_output=True).returncode == 0:
            return candidate
    return pytest.fail("Rasa 3.6 needs Python 3.10: set PY310=/path/to/python3.10")


def _candidates() -> Iterator[str | None]:
    yield os.environ.get("PY310")
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from map(str, sorted((pyenv / "versions").glob("3.10*/bin/python3.10")))
    yield shutil.which("python3.10")
