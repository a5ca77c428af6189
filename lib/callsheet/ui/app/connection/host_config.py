"""Keeps Streamlit's dialog about a lost connection from the page.

It would take the keyboard focus away from a cell that is being typed into, a few seconds after the connection is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from streamlit import config

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_PATH = "/_stcore/host-config"
_HEADERS = {"Cache-Control": "no-cache"}


class HostConfig:
    """ASGI middleware that answers the page's question how its host wants it: as Streamlit does, without error dialogs.

    Args:
        app: the application it wraps.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer that one question; pass everything else on."""
        is_asked = scope["type"] == "http" and scope["method"] == "GET" and str(scope["path"]).endswith(_PATH)
        answer: ASGIApp = JSONResponse(_answer(), headers=_HEADERS) if is_asked else self._app
        await answer(scope, receive, send)


def _answer() -> dict[str, object]:
    return {
        "allowedOrigins": list(config.get_option("client.allowedOrigins")),
        "useExternalAuthToken": False,
        "enableCustomParentMessages": False,
        "enforceDownloadInNewTab": False,
        "metricsUrl": "",
        "blockErrorDialogs": True,
        "resourceCrossOriginMode": None,
    }
