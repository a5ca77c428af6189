"""A session is continued by its own browser, and takes files only from people who may enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from callsheet.ui.auth.browser_cookie import COOKIE
from callsheet.ui.auth.session_guard import MAX_SESSION_BYTES, SessionGuard
from callsheet.ui.auth.session_registry import SessionRegistry
from tests.support.asgi import RecordingApp, run_asgi

if TYPE_CHECKING:
    from starlette.types import Scope

OWNER, OTHER = "cookie-of-the-owner", "cookie-of-somebody-else"
SIGNED_IN, WAITING = "session-of-somebody-who-may-enter", "session-before-sign-in"
UPLOAD = "/_stcore/upload_file/"


@pytest.fixture
def registry() -> SessionRegistry:
    registry, files = SessionRegistry(), MediaFileManager(MemoryMediaFileStorage("/media"))
    for session in (SIGNED_IN, WAITING):
        registry.bind_session(session, OWNER, files, {SIGNED_IN, WAITING})
    registry.admit(SIGNED_IN, is_admitted=True)
    registry.admit(WAITING, is_admitted=False)
    return registry


def call(registry: SessionRegistry, held: int = 0, *, metrics: bool = False, **scope: Any) -> tuple[int, Scope]:
    """The status of the answer, 200 if the request was passed on; and the scope that was passed on."""
    app = RecordingApp()
    sent = run_asgi(SessionGuard(app, registry, shows_metrics=metrics, bytes_of_session=lambda _: held), scope)
    return (200, app.scopes[0]) if app.scopes else (int(sent[0]["status"]), {})


def request(method: str, path: str, cookie: str, length: str = "100") -> dict[str, Any]:
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode())] if cookie else []
    headers += [(b"content-length", length.encode())] if length else []
    return {"type": "http", "method": method, "path": path, "headers": headers}


@pytest.mark.parametrize(
    ("session", "cookie", "status"),
    [
        (SIGNED_IN, OWNER, 200),
        (SIGNED_IN, OTHER, 403),
        (SIGNED_IN, "", 403),
        (WAITING, OWNER, 403),
        ("unknown", OWNER, 403),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("base", ["", "/leads"])
def test_files_come_from_the_browser_of_somebody_who_may_enter(
    registry: SessionRegistry, base: str, method: str, session: str, cookie: str, status: int
) -> None:
    """Not before sign-in, not from another browser, not for a session that nobody opened."""
    assert call(registry, **request(method, f"{base}{UPLOAD}{session}/file", cookie))[0] == status


def test_files_of_a_person_who_was_taken_off_the_list_are_refused(registry: SessionRegistry) -> None:
    """Every script run looks again at who may enter."""
    registry.admit(SIGNED_IN, is_admitted=False)
    assert call(registry, **request("PUT", f"{UPLOAD}{SIGNED_IN}/file", OWNER))[0] == 403


@pytest.mark.parametrize(
    ("held", "length", "status"),
    [
        (0, str(MAX_SESSION_BYTES), 200),
        (1, str(MAX_SESSION_BYTES), 413),
        (MAX_SESSION_BYTES, "1", 413),
        (0, "", 411),
        (0, "-1", 411),
    ],
)
def test_the_files_of_one_session_are_limited(registry: SessionRegistry, held: int, length: str, status: int) -> None:
    """What the session holds and what comes are counted together, before a byte is read."""
    assert call(registry, held, **request("PUT", f"{UPLOAD}{SIGNED_IN}/file", OWNER, length))[0] == status


@pytest.mark.parametrize(
    ("session", "cookie", "expected"),
    [
        (SIGNED_IN, OWNER, f"streamlit, token, {SIGNED_IN}"),
        (SIGNED_IN, OTHER, "streamlit, token"),
        (SIGNED_IN, "", "streamlit, token"),
        ("unknown", OWNER, "streamlit, token"),
    ],
)
def test_a_session_is_continued_by_its_own_browser(
    registry: SessionRegistry, session: str, cookie: str, expected: str
) -> None:
    """Somebody who read a session id in a log gets a new session."""
    headers = [(b"sec-websocket-protocol", f"streamlit, token, {session}".encode())]
    headers += [(b"cookie", f"{COOKIE}={cookie}".encode())] if cookie else []
    _, scope = call(registry, type="websocket", headers=headers, path="/_stcore/stream")
    assert dict(scope["headers"])[b"sec-websocket-protocol"].decode() == expected


def test_a_browser_without_a_cookie_continues_no_session(registry: SessionRegistry) -> None:
    """Two browsers that refuse cookies cannot be told apart."""
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    registry.bind_session("cookieless", "", files, {"cookieless"})
    assert not registry.belongs_to("cookieless", "")


@pytest.mark.parametrize(("metrics", "status"), [(False, 404), (True, 200)])
def test_counters_are_shown_only_where_they_are_switched_on(
    registry: SessionRegistry, metrics: bool, status: int
) -> None:
    """Streamlit would serve them to everybody."""
    assert call(registry, metrics=metrics, **request("GET", "/_stcore/metrics", ""))[0] == status
