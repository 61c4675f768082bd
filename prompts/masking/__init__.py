"""Keep values at home: stable tokens stand in for them in the prompt, and give way afterwards."""

from __future__ import annotations

from prompts.errors import MaskError
from prompts.masking.mask import Mask

__all__ = ["Mask", "MaskError"]
