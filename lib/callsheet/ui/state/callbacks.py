"""Widget callbacks that work on the tab's session."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.state import persistence

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.session.session import Session

P = ParamSpec("P")


def on_session(callback: Callable[Concatenate[Session, P], None]) -> Callable[P, None]:
    """Make a function of the session a widget callback.

    The callback gets the tab's current session as its first argument and is not called when the tab has no session.
    What it raises is shown by the error boundary of the next script run.
    """

    @safe_callback
    @wraps(callback)
    def with_session(*args: P.args, **kwargs: P.kwargs) -> None:
        session = persistence.shown()
        if session is not None:
            callback(session, *args, **kwargs)

    return with_session
