"""The do-not-call lists and the policy of consent, for a command that needs nothing else of the app's database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from callsheet.validation import ConsentPolicy, ConsentRule

if TYPE_CHECKING:
    from collections.abc import Collection

    from callsheet.store import Store

SECRET = Path("/run/secrets/callsheet_database_url")
"""Where a container may have the address of the database."""
POLICY = "CALLSHEET_CONSENT_POLICY"
"""The variable of the policy, for a machine without a database."""


class WorkspaceRules:
    """What the app's database says about who may be called; it is opened when something is asked first."""

    def __init__(self) -> None:
        self._store: Store | None = None

    def listed_among(self, numbers: Collection[str]) -> frozenset[str]:
        """Return which of some numbers are on the do-not-call list; none where this machine has no database.

        Args:
            numbers: E.164.

        Raises:
            SettingsError: the settings cannot be understood.
            SystemFault: the database cannot be used.
        """
        store = self._opened() if numbers else None
        return frozenset() if store is None else store.suppression.among(numbers)

    def consent_rule(self) -> ConsentRule:
        """Return the policy of consent, today.

        Raises:
            SettingsError: the settings cannot be understood.
            SystemFault: the database cannot be used.
        """
        store = self._opened()
        if store is not None:
            return store.consent_rule()
        if not os.environ.get(POLICY):
            return ConsentRule()
        from callsheet.settings import load_settings  # noqa: PLC0415 - as long to load as a small file to check

        return ConsentRule(ConsentPolicy.of(load_settings().consent_policy))

    def close(self) -> None:
        """Close the database."""
        if self._store is not None:
            self._store.engine.dispose()

    def _opened(self) -> Store | None:
        if self._store is None and _has_database():
            from callsheet.settings import load_settings  # noqa: PLC0415 - with the store as long as a file to check
            from callsheet.store import open_store  # noqa: PLC0415 - as above

            self._store = open_store(load_settings())
        return self._store


def _has_database() -> bool:
    """True where the settings name a database, or the data folder has one."""
    if os.environ.get("CALLSHEET_DATABASE_URL") or SECRET.exists():
        return True
    home = os.environ.get("CALLSHEET_HOME")
    return (Path(home) if home else user_data_path("callsheet", appauthor=False)).joinpath("callsheet.db").exists()
