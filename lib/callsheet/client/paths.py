"""Paths of calls."""

from __future__ import annotations

from urllib.parse import quote


def segment(value: str) -> str:
    """Quote an id or key as one segment of a path."""
    return quote(value, safe="")
