"""The do-not-call list, for a command that needs nothing else of the app's database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

if TYPE_CHECKING:
    from collections.abc import Collection

SECRET = Path("/run/secrets/callsheet_database_url")
"""Where a container may have the address of the database."""


def listed_among(numbers: Collection[str]) -> frozenset[str]:
    """Return which of some numbers are on the do-not-call list; none where this machine has no database.

    Args:
        numbers: E.164.

    Raises:
        SettingsError: the settings cannot be understood.
        SystemFault: the database cannot be used.
    """
    if not numbers or not _has_database():
        return frozenset()
    from callsheet.settings import load_settings  # noqa: PLC0415 - with the store as long to load as a file to check
    from callsheet.store import open_store  # noqa: PLC0415 - as above

    store = open_store(load_settings())
    try:
        return store.suppression.among(numbers)
    finally:
        store.engine.dispose()


def _has_database() -> bool:
    """True where the settings name a database, or the data folder has one."""
    if os.environ.get("CALLSHEET_DATABASE_URL") or SECRET.exists():
        return True
    home = os.environ.get("CALLSHEET_HOME")
    return (Path(home) if home else user_data_path("callsheet", appauthor=False)).joinpath("callsheet.db").exists()
