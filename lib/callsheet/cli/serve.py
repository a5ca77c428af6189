"""`callsheet serve`: the backend alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend import serve
from callsheet.settings import load_settings

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Serve the upload API until stopped.

    Returns:
        0.

    Raises:
        SettingsError: a setting cannot be understood.
    """
    serve(load_settings(), host=options.host, port=options.port, workers=options.workers, embedded=options.embedded)
    return 0
