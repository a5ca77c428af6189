"""The private parts of Streamlit that the app uses, in one place: an upgrade of Streamlit breaks here or nowhere.

The requirement on Streamlit's version is narrow for this reason; tests cover each function against the real objects.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from streamlit import file_util, runtime
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.runtime.media_file_manager import MediaFileManager

__all__ = [
    "MediaFileStorageError",
    "RerunException",
    "came_by_history",
    "forget_ended_sessions",
    "index_page",
    "live_sessions",
    "main_script",
    "media_files",
    "session_id",
    "sessions_of_file",
    "uploaded_bytes",
    "wrap_deferred_files",
]


def session_id() -> str | None:
    """Streamlit's id of the open tab; None outside of a script run."""
    context = get_script_run_ctx()
    return None if context is None else context.session_id


def came_by_history() -> bool:
    """True in the run of a page that the browser's Back or Forward opened."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def main_script() -> str | None:
    """Path of the script that the app was started with; None outside of a script run."""
    context = get_script_run_ctx()
    return None if context is None else context.main_script_path


def media_files() -> MediaFileManager:
    """The register of the files that this process offers for download."""
    return runtime.get_instance().media_file_mgr


def live_sessions() -> set[str]:
    """Ids of the sessions that are connected, or were a moment ago; none while the app is still starting."""
    manager: Any = getattr(
        runtime.get_instance(), "_session_mgr", None
    )  # Streamlit shows its instance before it is whole
    return {info.session.id for info in manager.list_sessions()} if manager is not None else set()


def forget_ended_sessions() -> None:
    """Release the sessions whose tab was closed two minutes ago or more.

    Streamlit stores a session for two minutes after its tab has closed, and releases it when the next tab closes,
    whenever that is.
    """
    manager: Any = runtime.get_instance()._session_mgr  # noqa: SLF001 - no public name
    with manager._storage_lock:  # noqa: SLF001 - as above
        manager._session_storage._cache.expire()  # noqa: SLF001 - as above


def uploaded_bytes(session_id: str) -> int:
    """What the files that a session uploaded take in memory, in bytes."""
    files = runtime.get_instance().uploaded_file_mgr
    by_id = getattr(files, "file_storage", {}).get(session_id, {})
    return sum(len(file.data) for file in list(by_id.values()))


def index_page() -> str:
    """The page that loads Streamlit's scripts: the HTML of every address of the app."""
    return (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")


def sessions_of_file(files: MediaFileManager, file_id: str) -> set[str]:
    """Ids of the sessions whose page offers a file.

    Args:
        files: Streamlit's register.
        file_id: the file's name under `/media/`, without the suffix.
    """
    registered = files._files_by_session_and_coord  # noqa: SLF001 - no public name
    return {session for session, file_ids in list(registered.items()) if file_id in file_ids.values()}


def wrap_deferred_files(files: MediaFileManager, wrap: Callable[[Callable[[], str], str | None], str]) -> None:
    """Wrap the creation of files that are made only when their button is pressed.

    Args:
        files: Streamlit's register.
        wrap: called with a function that makes the file and returns its URL, and with the session it is for (None if
            unknown); returns the URL.
    """
    make = files.execute_deferred

    def wrapped(placeholder: str) -> str:
        entry = files._deferred_callables.get(placeholder)  # noqa: SLF001 - no public name
        return wrap(lambda: make(placeholder), None if entry is None else entry["session_id"])

    vars(files)["execute_deferred"] = wrapped
