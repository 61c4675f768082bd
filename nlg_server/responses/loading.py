"""Reads domain files, folders of them, training data and model archives into a `Domain`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlg_server.responses.archive import is_archive, read_archive
from nlg_server.responses.catalogue import Domain, Responses
from nlg_server.responses.merging import DomainMerge
from nlg_server.responses.problem import Problem
from nlg_server.responses.yaml12 import Document, read_yaml

_SUFFIXES = frozenset((".yml", ".yaml", ".json"))
_DOMAIN_KEY = re.compile(
    r"^[ \t]*[\"']?(?:responses|slots|actions|intents|forms|session_config)[\"']?[ \t]*:", re.M
)


def load_responses(paths: Sequence[Path], *, strict: bool = False) -> Responses:
    """The responses under `paths`; what cannot be used is in `problems`, nothing is raised."""
    return load_domain(paths, strict=strict).responses


def load_domain(paths: Sequence[Path], *, strict: bool = False) -> Domain:
    """Everything that the files under `paths` declare.

    A path is a domain file, a model archive (``.tar.gz``), or a folder, which is searched to any
    depth, links included, for YAML and JSON files with domain keys: a split domain, or the
    training data with its ``responses:``. Files are read in the order of `paths`, then by name,
    a folder's own files before its sub-folders. `strict` reads YAML exactly as Rasa does.
    """
    merge = DomainMerge()
    for path in paths:
        if not path.exists():
            message = "does not exist; name a domain file, a folder or a model archive"
            merge.problem(Problem(str(path), None, message))
        for file in domain_files(path):
            if is_archive(file):
                _add_archive(merge, file, strict)
            else:
                _add_file(merge, file, strict, named=file == path)
    return merge.domain()


def responses_from_domain(domain: Mapping[str, Any], *, file: str = "GET /domain") -> Domain:
    """The domain of a running Rasa, as its ``GET /domain`` answers it in JSON."""
    merge = DomainMerge()
    merge.add(Document(domain, file))
    return merge.domain()


def domain_files(path: Path) -> Iterator[Path]:
    """The files that a path stands for; hidden ones are left out, and each real file comes once."""
    if path.is_file():
        yield path
        return
    seen: set[str] = set()
    for folder, subfolders, names in os.walk(path, followlinks=True):
        subfolders[:] = sorted(
            name
            for name in subfolders
            if not name.startswith(".") and not _met(seen, os.path.join(folder, name))
        )
        for name in sorted(names):
            file = Path(folder, name)
            if name.startswith(".") or file.suffix.lower() not in _SUFFIXES:
                continue
            if file.is_file() and not _met(seen, str(file)):
                yield file


def _met(seen: set[str], path: str) -> bool:
    real = os.path.realpath(path)
    if real in seen:
        return True
    seen.add(real)
    return False


def _add_file(merge: DomainMerge, file: Path, strict: bool, *, named: bool) -> None:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        merge.problem(Problem(str(file), line, "is not UTF-8; save it as UTF-8"))
        return
    except OSError as error:
        merge.problem(Problem(str(file), None, f"cannot be read: {error.strerror}"))
        return
    if named or text.lstrip("\ufeff \t\r\n").startswith("{") or _DOMAIN_KEY.search(text):
        merge.add(read_yaml(text, file=str(file), strict=strict), file)


def _add_archive(merge: DomainMerge, file: Path, strict: bool) -> None:
    text, problem = read_archive(file)
    if problem is not None:
        merge.problem(problem)
    if text is not None:
        merge.add(read_yaml(text, file=f"{file}!domain.yml", strict=strict), file)
