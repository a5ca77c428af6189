"""`callsheet serve`: the backend without the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.backend import serve
from callsheet.cli.exit_codes import ALL_WELL
from callsheet.files import reader_pool
from callsheet.settings import load_settings, set_for_children

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Serve the upload API until stopped.

    Args:
        options: the command line.

    Returns:
        0.

    Raises:
        SettingsError: an environment variable cannot be understood.
    """
    set_for_children(
        answers=options.answers,
        simulate_calls=options.simulate_calls,
        simulated_minute=options.simulated_minute,
    )
    if options.workers == 1:
        reader_pool().fork_worker(is_warm=True)
    serve(load_settings(), host=options.host, port=options.port, workers=options.workers, embedded=options.embedded)
    return ALL_WELL
