"""Which browser each open tab belongs to, and which files were made for which tab.

Streamlit knows a tab by its session id alone, which is in addresses and so in the logs of proxies. So each browser gets
a cookie, and every script run registers the cookie of its session.
"""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from callsheet.ui.app import streamlit_internals
from callsheet.ui.app.streamlit_internals import MediaFileStorageError
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.runtime.media_file_manager import MediaFileManager

LOG = logging.getLogger(__name__)


class SessionRegistry:
    """Knows which browser each session belongs to, who may enter, and for which sessions each file was made.

    One instance per process is enough: sessions and files do not outlive the process.
    """

    def __init__(self) -> None:
        self._cookies: dict[str, str] = {}
        self._admitted: set[str] = set()
        self._sessions_of_deferred: dict[str, set[str]] = {}
        self._watched: list[MediaFileManager] = []

    def bind_session(self, session_id: str, cookie: str, files: MediaFileManager, live_sessions: set[str]) -> None:
        """Register the browser of a session; forget sessions that have ended.

        Args:
            session_id: Streamlit's id of the open tab.
            cookie: that browser's cookie; "" if it sends none.
            files: Streamlit's register of downloads.
            live_sessions: ids of the sessions that still exist.
        """
        self.watch(files)
        for ended in self._cookies.keys() - live_sessions:
            del self._cookies[ended]
            self._admitted.discard(ended)
        for file_id, sessions in list(self._sessions_of_deferred.items()):
            if not sessions & live_sessions:
                del self._sessions_of_deferred[file_id]
        self._cookies[session_id] = cookie

    def is_bound(self, session_id: str, cookie: str) -> bool:
        """True if a session is registered with this cookie."""
        return self._cookies.get(session_id) == cookie

    def belongs_to(self, session_id: str, cookie: str) -> bool:
        """True if a session was opened by the browser with this cookie; False for a browser without one."""
        return bool(cookie) and secrets.compare_digest(cookie, self._cookies.get(session_id, ""))

    def admit(self, session_id: str, *, is_admitted: bool) -> None:
        """Register whether the user of a session may enter the app, after each look at who it is."""
        (self._admitted.add if is_admitted else self._admitted.discard)(session_id)

    def may_enter(self, session_id: str, cookie: str) -> bool:
        """True if a session belongs to this browser and its user may enter the app."""
        return session_id in self._admitted and self.belongs_to(session_id, cookie)

    def can_download(self, file_id: str, cookie: str) -> bool:
        """True if a file was made for a session of this browser.

        Args:
            file_id: the file's name under `/media/`, without the suffix.
            cookie: what the browser sent; "" if it sent none.
        """
        sessions = set(self._sessions_of_deferred.get(file_id, ()))
        for files in self._watched:
            sessions |= streamlit_internals.sessions_of_file(files, file_id)
        owners = [self._cookies.get(session, "") for session in sessions]
        return bool(cookie) and any(secrets.compare_digest(cookie, owner) for owner in owners if owner)

    def watch(self, files: MediaFileManager) -> None:
        """Note the session of every file that is made when its button is pressed; Streamlit's register lacks those.

        What goes wrong while a file is made is replaced: Streamlit would show the browser the message of the exception,
        which may contain a lead's data.
        """
        if files in self._watched:
            return
        self._watched.append(files)

        def make_file(make: Callable[[], str], session_id: str | None) -> str:
            try:
                url = make()
            except Exception as error:  # noqa: BLE001 - whatever fails, its message must not reach the browser
                LOG.error("a download failed: %s", type(error.__cause__ or error).__name__)  # noqa: TRY400 - as above
                raise MediaFileStorageError(words.NO_DOWNLOAD) from None
            if session_id is not None:
                self._sessions_of_deferred.setdefault(file_id_of(url), set()).add(session_id)
            return url

        streamlit_internals.wrap_deferred_files(files, make_file)


SESSIONS = SessionRegistry()
"""The process's registry: filled by script runs, read by the middleware."""


def bind_session(session_id: str, cookie: str) -> None:
    """Register which browser a session of this process belongs to.

    Args:
        session_id: Streamlit's id of the open tab.
        cookie: that browser's cookie; "" if it sends none.
    """
    if not SESSIONS.is_bound(session_id, cookie):
        live_sessions = streamlit_internals.live_sessions()
        SESSIONS.bind_session(session_id, cookie, streamlit_internals.media_files(), live_sessions)


def file_id_of(url: str) -> str:
    """A file's name under `/media/`, without the suffix."""
    return url.rpartition("/")[2].partition(".")[0]
