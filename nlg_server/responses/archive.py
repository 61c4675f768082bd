"""The domain inside a trained model: read in memory, nothing is written to disk."""

from __future__ import annotations

import tarfile
import zlib
from pathlib import Path

from nlg_server.responses.problem import Problem

_MAX_BYTES = 64 * 1024 * 1024
_DOMAINS = ("components/domain_provider/domain.yml", "core/domain.yml")


def is_archive(file: Path) -> bool:
    """Whether the name is that of a model archive."""
    return file.name.endswith((".tar.gz", ".tgz"))


def read_archive(file: Path) -> tuple[str | None, Problem | None]:
    """The text of the domain file in a model of Rasa 2 or 3, or what is wrong with the archive."""
    try:
        with tarfile.open(file, "r|gz") as archive:
            for member in archive:
                if member.isfile() and member.name.removeprefix("./").lstrip("/") in _DOMAINS:
                    return _member(archive, member, file)
    except (OSError, EOFError, tarfile.TarError, zlib.error, UnicodeDecodeError) as error:
        return None, Problem(str(file), None, f"is no readable model archive: {error}")
    return None, Problem(str(file), None, "holds no domain.yml; is it a trained Rasa model?")


def _member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, file: Path
) -> tuple[str | None, Problem | None]:
    if member.size > _MAX_BYTES:
        message = f"its domain.yml has {member.size:,} bytes, more than {_MAX_BYTES:,}"
        return None, Problem(str(file), None, message)
    stream = archive.extractfile(member)
    return (stream.read().decode("utf-8") if stream else ""), None
