from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from streamlit import config
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from callsheet.ui.auth.browser_cookie import COOKIE
from callsheet.ui.auth.download_guard import DownloadGuard
from callsheet.ui.auth.session_registry import SessionRegistry
from callsheet.wording.ui import pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.types import Receive, Scope, Send

OWNER, OTHER = "cookie-of-the-owner", "cookie-of-somebody-else"
SESSION = "dontcare"
"""Streamlit's id of the session outside of a script run."""


@pytest.fixture
def files() -> MediaFileManager:
    return MediaFileManager(MemoryMediaFileStorage("/media"))


@pytest.fixture
def registry(files: MediaFileManager) -> SessionRegistry:
    registry = SessionRegistry()
    registry.bind_session(SESSION, OWNER, files, {SESSION})
    return registry


@pytest.fixture
def base_path() -> Iterator[Callable[[str], None]]:
    before = config.get_option("server.baseUrlPath")
    yield lambda path: config.set_option("server.baseUrlPath", path)
    config.set_option("server.baseUrlPath", before)


async def inner_app(scope: Scope, receive: Receive, send: Send) -> None:
    is_cached = any(name == b"if-none-match" for name, _ in scope["headers"])
    response: Response = HTMLResponse("<p>page") if scope["path"] == "/" else PlainTextResponse("content")
    if is_cached:
        response = Response(status_code=304)
    await response(scope, receive, send)


def get(
    registry: SessionRegistry, path: str, cookie: str | None = None, headers: dict[str, str] | None = None
) -> httpx.Response:
    async def request() -> httpx.Response:
        transport = httpx.ASGITransport(DownloadGuard(inner_app, registry))
        cookies = {COOKIE: cookie} if cookie else None
        async with httpx.AsyncClient(transport=transport, base_url="http://app", cookies=cookies) as client:
            return await client.get(path, headers=headers)

    with ThreadPoolExecutor(1) as thread:  # Playwright's loop may be running in this one
        return thread.submit(asyncio.run, request()).result()


def deferred_url(files: MediaFileManager, make: Callable[[], bytes]) -> str:
    return files.execute_deferred(files.add_deferred(make, "text/csv", "coordinates"))


def test_a_failing_download_reveals_nothing_of_a_lead(
    files: MediaFileManager, registry: SessionRegistry, caplog: pytest.LogCaptureFixture
) -> None:
    """Streamlit shows the browser the message of the exception: it is our sentence, and the log has a class name."""
    assert registry.is_bound(SESSION, OWNER)

    def fails() -> bytes:
        raise ValueError("+919820010001 Priya")

    with pytest.raises(MediaFileStorageError) as raised:
        deferred_url(files, fails)
    assert str(raised.value) == pages.NO_DOWNLOAD
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert "Priya" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_file_made_on_demand_is_for_its_own_browser(files: MediaFileManager, registry: SessionRegistry) -> None:
    """The browser whose button was pressed gets the file; another browser, and one without a cookie, get 403."""
    url = deferred_url(files, lambda: b"a,b")
    assert get(registry, url, OWNER).status_code == 200
    for cookie in (OTHER, None):
        response = get(registry, url, cookie)
        assert (response.status_code, response.text) == (403, pages.NOT_YOURS)


def test_a_file_on_the_page_is_for_its_own_browser(files: MediaFileManager, registry: SessionRegistry) -> None:
    """A file that was made with the page is known from Streamlit's own register."""
    url = files.add(b"a,b", "text/csv", "coordinates")
    assert get(registry, url, OWNER).status_code == 200
    assert get(registry, url, OTHER).status_code == 403


def test_a_file_ends_with_the_session_it_was_made_for(files: MediaFileManager, registry: SessionRegistry) -> None:
    """When the tab is closed and another one opens, the old file is refused to everybody."""
    url = deferred_url(files, lambda: b"a,b")
    registry.bind_session("another-session", OTHER, files, {"another-session"})
    assert get(registry, url, OWNER).status_code == 403
    assert get(registry, url, OTHER).status_code == 403


def test_each_browser_gets_one_cookie(registry: SessionRegistry) -> None:
    """A page sets a cookie that scripts cannot read; a browser that has one keeps it, and other files set none."""
    set_cookie = get(registry, "/").headers["set-cookie"]
    assert set_cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly; SameSite=Lax" in set_cookie
    assert "set-cookie" not in get(registry, "/", OWNER).headers
    assert "set-cookie" not in get(registry, "/static/script.js").headers


def test_a_browser_that_lost_its_cookie_but_not_its_cache_gets_one(registry: SessionRegistry) -> None:
    """A page that is answered with 304 sets a cookie, too, and a script does not: without one no file is taken."""
    cached = {"If-None-Match": '"tag"', "Accept": "text/html,application/xhtml+xml"}
    assert get(registry, "/", None, cached).headers["set-cookie"].startswith(f"{COOKIE}=")
    assert "set-cookie" not in get(registry, "/", OWNER, cached).headers
    assert "set-cookie" not in get(registry, "/static/script.js", None, cached | {"Accept": "*/*"}).headers


@pytest.mark.parametrize(("base", "path"), [("", "/media/"), ("leads", "/leads/media/"), ("/a/b/", "/a/b/media/")])
def test_downloads_are_guarded_below_a_path_prefix(
    base: str, path: str, registry: SessionRegistry, base_path: Callable[[str], None]
) -> None:
    """An app that is mounted below a path guards its downloads there, but not its fonts and scripts."""
    base_path(base)
    assert get(registry, f"{path}0123456789abcdef.csv", OWNER).status_code == 403
    assert get(registry, "/static/media/font.woff2", OWNER).status_code == 200
