"""The passages of a text that may each be an order: its sentences, neighbouring ones, and stretches of a long one."""

from __future__ import annotations

import re
from itertools import pairwise

_ENDS = re.compile(r"[.;!?|\n。！？；।…]+\s*|\s[-–—/>]+\s|\s*[()\[\]{}<>]\s*|,\s+|[，、：]|:\s+")
_SHORTEST = 8
"""Bytes of a passage: three signs of Chinese may be an order."""

_WORDS, _STEP = 12, 6
"""Words of a stretch, and how many words later the next one begins; chosen by hand."""

_MOST = 200
"""Passages of a text; a cell of Excel has at most 32,767 characters."""


def passages(text: str) -> list[str]:
    """Return the text and its passages, at most 200.

    Args:
        text: as written.
    """
    found = [text]
    parts = [part for part in _ENDS.split(text) if len(part.encode()) >= _SHORTEST]
    if len(parts) > 1 or (parts and parts[0] != text):
        found += parts
        found += [f"{first} {second}" for first, second in pairwise(parts)]
    words = text.split()
    if len(words) > _WORDS:
        found += [" ".join(words[start : start + _WORDS]) for start in range(0, len(words) - _STEP, _STEP)]
    return found[:_MOST]
