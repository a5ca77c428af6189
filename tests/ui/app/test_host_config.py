from __future__ import annotations

import json
from typing import TYPE_CHECKING

from streamlit.web.server.starlette.starlette_routes import create_host_config_routes

from callsheet.ui.app.connection.host_config import HostConfig
from tests.support.asgi import RecordingApp, run_asgi

if TYPE_CHECKING:
    from starlette.types import Scope

PATH = "/_stcore/host-config"


def request(path: str, method: str = "GET") -> Scope:
    return {"type": "http", "method": method, "path": path, "headers": [], "query_string": b""}


def test_the_page_is_told_what_streamlit_tells_it_but_shows_no_error_dialogs() -> None:
    """The answer has every field of the installed Streamlit's, with one other value; also below a path."""
    ours = [
        json.loads(run_asgi(HostConfig(RecordingApp()), request(base + PATH))[1]["body"]) for base in ("", "/calls")
    ]
    theirs = json.loads(run_asgi(create_host_config_routes(None)[0], {**request(PATH), "root_path": ""})[1]["body"])
    assert ours == [{**theirs, "blockErrorDialogs": True}] * 2
    assert theirs["blockErrorDialogs"] is False


def test_every_other_request_is_passed_on() -> None:
    """Other paths, other methods, and a WebSocket."""
    app = RecordingApp()
    scopes: list[Scope] = [request("/_stcore/health"), request(PATH, "OPTIONS"), {"type": "websocket", "path": PATH}]
    for scope in scopes:
        assert run_asgi(HostConfig(app), scope) == []
    assert app.scopes == scopes
