"""What every session of this process shares: settings, store, and the server that takes the leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.client import CallsheetApi
from callsheet.client.embedded import EmbeddedBackend
from callsheet.errors import SettingsError
from callsheet.sending import Sender, server_name
from callsheet.settings import load_settings
from callsheet.store import open_store

if TYPE_CHECKING:
    from callsheet.settings import Settings
    from callsheet.store import Store


@dataclass(frozen=True)
class Services:
    """What every session shares; none of it holds a lead.

    Args:
        settings: as the environment says.
        store: drafts and ledger.
        backend: the embedded one; started only where no server is configured.
    """

    settings: Settings
    store: Store
    backend: EmbeddedBackend

    def address(self) -> tuple[str, str]:
        """Base URL and key of the server; the embedded backend is started when it does not run.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        if self.settings.api_url is None:
            return self.backend.address()
        if self.settings.api_key is None:
            raise SettingsError("CALLSHEET_API_KEY")
        return self.settings.api_url, self.settings.api_key.get_secret_value()

    def api(self) -> CallsheetApi:
        """Speaks to that server.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        return CallsheetApi(*self.address())

    def sender(self) -> Sender:
        """Sends to that server.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        name = server_name(self.settings)
        return Sender(self.store, self.api(), name, quarantine_seconds=self.settings.quarantine_seconds)


@st.cache_resource(show_spinner=False)
def services() -> Services:
    """Open them once a process.

    Raises:
        SettingsError: a setting cannot be understood.
    """
    settings = load_settings()
    return Services(settings, open_store(settings), EmbeddedBackend(settings))
