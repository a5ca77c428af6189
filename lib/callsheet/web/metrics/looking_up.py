"""What every part of Callsheet looks up when somebody asks: databases, disks, its version."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import callsheet
from callsheet.database import database_state
from callsheet.web.metrics.exposition import Sample

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Engine


def database_samples(name: str, engine: Engine) -> Iterator[Sample]:
    """Ask a database how it is.

    Args:
        name: "app" or "backend".
        engine: the database.
    """
    state = database_state(engine)
    yield Sample("callsheet_database_up", state.answers, (name,))
    yield Sample("callsheet_database_answer_seconds", state.seconds, (name,))
    for file, size in state.sizes.items():
        yield Sample("callsheet_database_bytes", size, (name, file))
    if state.connections is not None:
        yield Sample("callsheet_database_connections", state.connections, (name,))


def disk_samples(folders: Mapping[str, Path]) -> Iterator[Sample]:
    """Look how much space is free.

    Args:
        folders: by the name that is shown; one that cannot be read is left out.
    """
    for name, folder in folders.items():
        with suppress(OSError):
            yield Sample("callsheet_disk_free_bytes", shutil.disk_usage(folder).free, (name,))


def version_sample(part: str) -> Sample:
    """Which version runs.

    Args:
        part: app, backend or sender.
    """
    return Sample("callsheet_build_info", 1, (callsheet.__version__, part))
