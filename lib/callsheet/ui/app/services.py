"""What every session of this process shares: settings, store, and the server that takes the leads."""

from __future__ import annotations

import getpass
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.client import CallsheetApi, WorkspaceApi
from callsheet.errors import ServerError, SettingsError
from callsheet.files import READERS
from callsheet.runtime.embedded_backend import EmbeddedBackend
from callsheet.runtime.sender_process import ensure_sender
from callsheet.sending import SendService, server_name
from callsheet.settings import load_settings
from callsheet.store import open_store, start_retention_thread
from callsheet.ui.app.roles import email_of

if TYPE_CHECKING:
    from callsheet.settings import Settings
    from callsheet.store import Store


@dataclass(frozen=True)
class Services:
    """What every session shares; none of it holds a lead.

    Args:
        environment: settings as the environment says.
        store: drafts, ledger, and what is kept.
        backend: the embedded one; started only where no server is configured.
    """

    environment: Settings
    store: Store
    backend: EmbeddedBackend

    @property
    def settings(self) -> Settings:
        """The settings as they hold now: the environment's, then what the Settings page keeps."""
        return self.store.saved_settings.merged_into(self.environment)

    def address(self) -> tuple[str, str]:
        """Base URL and key of the server; the embedded backend is started when it does not run.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        settings = self.settings
        if settings.api_url is None:
            return self.backend.address()
        if settings.api_key is None:
            raise SettingsError("CALLSHEET_API_KEY")
        return settings.api_url, settings.api_key.get_secret_value()

    def api(self) -> CallsheetApi:
        """Speaks to that server.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        return CallsheetApi(*self.address())

    def workspace(self) -> WorkspaceApi:
        """Sets up that server's workspace.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        return WorkspaceApi(self.api())

    def send_service(self) -> SendService:
        """Decides about sends for the person in front of the screen."""
        settings = self.settings
        return SendService(
            self.store, server_name(settings), self.who(), quarantine_seconds=settings.quarantine_seconds
        )

    def wake_sender(self) -> None:
        """Start the sender's process when nobody sends."""
        ensure_sender(self.settings, self.store)

    def can_take_back(self) -> bool:
        """True where the server lists leads, so that they can be found and removed."""
        try:
            return self.api().capabilities().list_leads
        except ServerError:
            return False

    @staticmethod
    def who() -> str:
        """The person in front of the screen: signed in, else as the machine knows them."""
        signed_in = email_of(st.user.to_dict()) if st.user.get("is_logged_in") else ""
        if signed_in:
            return signed_in
        with suppress(OSError, KeyError):
            return getpass.getuser()
        return ""


@st.cache_resource(show_spinner=False)
def services() -> Services:
    """Open them once a process.

    Raises:
        SettingsError: a setting cannot be understood.
    """
    settings = load_settings()
    store = open_store(settings)
    start_retention_thread(store, settings)
    READERS.warm_up()
    return Services(settings, store, EmbeddedBackend(settings))
