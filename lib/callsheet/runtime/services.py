"""Composition root: settings → store → server address and key → clients and services."""

from __future__ import annotations

import getpass
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.client import CallsheetApi, WorkspaceApi
from callsheet.errors import CallsheetError, ServerError, SettingsError
from callsheet.runtime.embedded_backend import EmbeddedBackend
from callsheet.runtime.sender_process import SenderLauncher
from callsheet.sending import SendService, server_name
from callsheet.settings import load_settings
from callsheet.store import open_store
from callsheet.system.child_process import start_child
from callsheet.wording.schedule import SentFrom
from callsheet.wording.settings import NO_KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.settings import Settings
    from callsheet.store import Store
    from callsheet.system.prepared_child import ChildProcess


def machine_user() -> str:
    """The name of the operating system's user who runs this process; "" where that user has no name."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


@dataclass(frozen=True)
class Services:
    """What one process shares between all its sessions or commands; it holds no lead.

    Args:
        environment: settings as read from the environment.
        store: drafts, ledger and saved settings.
        backend: the embedded backend; started only where no server is configured.
        senders: starts the sender process.
        who: returns the name of the person who acts now, as the ledger records it.
        server_url: another server than the configured one, with `/v1`; None: the configured one.
    """

    environment: Settings
    store: Store
    backend: EmbeddedBackend
    senders: SenderLauncher
    who: Callable[[], str] = machine_user
    server_url: str | None = None

    @property
    def settings(self) -> Settings:
        """The current settings: the environment's, then those saved on the Settings page."""
        return self.store.saved_settings.merged_into(self.environment)

    @property
    def server(self) -> str:
        """The name under which the ledger knows the server."""
        return server_name(self.settings, self.server_url)

    @property
    def sent_from(self) -> SentFrom:
        """From where waiting leads are sent: with a shared database, from any machine that uses it."""
        is_shared = self.store.engine.dialect.name == "postgresql"
        return SentFrom.SHARED_DATABASE if is_shared else SentFrom.THIS_COMPUTER

    def address(self) -> tuple[str, str]:
        """Base URL and API key of the server; starts the embedded backend when it is needed and does not run.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        settings = self.settings
        url = self.server_url or settings.api_url
        if url is None:
            return self.backend.address()
        if settings.api_key is None:
            raise SettingsError(NO_KEY)
        return url, settings.api_key.get_secret_value()

    def api(self) -> CallsheetApi:
        """A client of that server.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        return CallsheetApi(*self.address())

    def api_or_none(self) -> CallsheetApi | None:
        """A client of that server; None where its address or key is missing, or the embedded backend does not start."""
        try:
            return self.api()
        except CallsheetError:
            return None

    def workspace(self) -> WorkspaceApi:
        """A client that sets up that server's workspace.

        Raises:
            SettingsError: a server is configured without a key.
            ServerUnreachable: the embedded backend does not start.
        """
        return WorkspaceApi(self.api())

    def send_service(self) -> SendService:
        """The operator's decisions about sends, in the name of `who()`."""
        return SendService(self.store, self.server, self.who(), quarantine_seconds=self.settings.quarantine_seconds)

    def wake_sender(self) -> None:
        """Start the sender process, unless a sender runs already."""
        self.senders.ensure_running(self.settings, self.store)

    def can_recall(self) -> bool:
        """True where the server lists its leads, so that they can be found and removed."""
        try:
            return self.api().capabilities().list_leads
        except ServerError:
            return False

    def has_backend_moved(self, api: CallsheetApi) -> bool:
        """True when the embedded backend was started again at another address than a client uses.

        Args:
            api: a client made earlier.
        """
        if self.server_url or self.settings.api_url:
            return False
        address = self.backend.announced()
        return address is not None and address != api.base_url.removesuffix("/v1")


def open_services(
    *,
    who: Callable[[], str] = machine_user,
    server_url: str | None = None,
    survives_ctrl_c: bool = False,
    start: Callable[..., ChildProcess] = start_child,
) -> Services:
    """Read the environment and open the store, migrated to the newest revision.

    Args:
        who: returns the name of the person who acts.
        server_url: another server than the configured one, with `/v1`.
        survives_ctrl_c: True for a command that finishes an upload after Ctrl+C: its embedded backend does so too.
        start: starts the processes of backend and sender, as `start_child` does.

    Raises:
        SettingsError: an environment variable cannot be understood.
    """
    environment = load_settings()
    store = open_store(environment)
    backend = EmbeddedBackend(
        store.saved_settings.merged_into(environment), survives_ctrl_c=survives_ctrl_c, start=start
    )
    return Services(environment, store, backend, SenderLauncher(start), who, server_url)
