"""The middleware in front of Streamlit, the outermost first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

from callsheet.ui.app.connection.host_config import HostConfig
from callsheet.ui.app.streamlit_internals import index_page
from callsheet.ui.auth.content_security_policy import content_security_policy
from callsheet.ui.auth.download_guard import DownloadGuard
from callsheet.ui.auth.session_guard import SessionGuard
from callsheet.web import COMMON_HEADERS, HostCheck, KnownHosts, ResponseHeaders
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from callsheet.settings import Settings

_MISDIRECTED, _FORBIDDEN = 421, 403


def middleware(settings: Settings) -> list[Middleware]:
    """Build the middleware of the app.

    Args:
        settings: of this process.
    """
    policy = {"Content-Security-Policy": content_security_policy(index_page())}
    return [
        Middleware(ResponseHeaders, headers=COMMON_HEADERS | policy),
        Middleware(
            HostCheck,
            known_hosts=KnownHosts(settings.hosts),
            unknown_host=PlainTextResponse(words.UNKNOWN_HOST, _MISDIRECTED),
            other_origin=PlainTextResponse(words.OTHER_ORIGIN, _FORBIDDEN),
        ),
        Middleware(SessionGuard, shows_metrics=settings.metrics),
        Middleware(DownloadGuard),
        Middleware(HostConfig),
    ]
