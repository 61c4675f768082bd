"""OpenVINO without its telemetry."""

from __future__ import annotations

import sys
from functools import lru_cache
from types import ModuleType
from typing import Any


def import_openvino() -> ModuleType:
    """The `openvino` module.

    Importing it sends a usage event to Google Analytics through the package
    `openvino_telemetry`, unless that package cannot be imported; so for the time of the import it
    cannot.
    """
    if "openvino" in sys.modules:
        return sys.modules["openvino"]
    name = "openvino_telemetry"
    hidden = name not in sys.modules
    if hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # the import system's own "absent"
    try:
        import openvino
    finally:
        if hidden:
            del sys.modules[name]
    module: ModuleType = openvino
    return module


@lru_cache(maxsize=1)
def core() -> Any:
    """The process's one OpenVINO core; creating a second would load the plugins again."""
    return import_openvino().Core()


def has_bfloat16() -> bool:
    """Whether this processor computes in bfloat16."""
    return "BF16" in core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
