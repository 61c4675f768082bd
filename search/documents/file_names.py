"""File names that can be shown and stored, and files that can be read at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_KINDS = {
    stat.S_IFIFO: "a named pipe (FIFO)",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def shown_name(name: str) -> str:
    r"""`name` as UTF-8 can write it: bytes that are none as `\xff`."""
    if _is_text(name):
        return name
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def unreadable(path: Path, name: str) -> str:
    """Why the file at `path`, called `name`, must not be opened; empty where nothing is wrong.

    Opening a named pipe waits for a writer for ever, and a device may never end. What the file
    system does not tell is no reason here: reading the file will say it.
    """
    if not _is_text(name):
        return "its name is not UTF-8. Rename the file, or the folder that is called so."
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except OSError:
        return ""
    if kind == stat.S_IFREG:
        return ""
    return f"is {_KINDS.get(kind, 'a special file')}; only regular files are read."


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
