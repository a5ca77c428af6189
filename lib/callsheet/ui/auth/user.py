"""The current user: owner of drafts, role, and what is reserved for administrators."""

from __future__ import annotations

from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ParamSpec

import streamlit as st

from callsheet.ui.app.roles import Role, email_of, role_of
from callsheet.ui.app.services import services
from callsheet.ui.app.streamlit_internals import session_id
from callsheet.ui.auth.browser_cookie import COOKIE
from callsheet.ui.auth.session_registry import SESSIONS, bind_session
from callsheet.web.hosts import Address
from callsheet.wording.schedule import SentFrom
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callsheet.store import Draft

P = ParamSpec("P")


_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def owner() -> str:
    """Identifies whose drafts are listed: a digest of the e-mail address, or without sign-in of the browser's cookie.

    "" if the browser sends no cookie.
    """
    identity = f"person {email()}" if provider_section() is not None else browser()
    return sha256(identity.encode()).hexdigest() if identity else ""


def owner_of_history() -> str | None:
    """Whose drafts History lists: this user's; None, everybody's, where only this machine can reach the app.

    That is an app without sign-in that listens on this machine alone and was not asked through a proxy.
    """
    is_local = st.get_option("server.address") in _LOOPBACK and asks_this_machine() and not _is_forwarded()
    return None if is_local and provider_section() is None else owner()


def sent_from() -> SentFrom:
    """Return from where waiting leads are sent, as the person at this browser sees it."""
    is_elsewhere = "Host" in st.context.headers and not asks_this_machine()
    return SentFrom.SERVER if is_elsewhere or _is_forwarded() else services().sent_from


def asks_this_machine() -> bool:
    """True if the browser was given a name of the machine that it runs on."""
    address = Address.parse(st.context.headers.get("Host", ""))
    return address is not None and address.is_loopback


def _is_forwarded() -> bool:
    return any(name.lower().startswith(("x-forwarded", "forwarded")) for name in st.context.headers)


def browser() -> str:
    """This browser's cookie; "" if it sends none."""
    return st.context.cookies.get(COOKIE, "")


def may_open(draft: Draft) -> bool:
    """True if this user may open a draft by its address.

    Without sign-in the address is the key: it cannot be guessed, and anyone who is given it may continue the work. With
    sign-in a draft can be opened by its owner only.
    """
    return provider_section() is None or draft.owner == owner()


def register_session(*, is_admitted: bool) -> None:
    """Register this session's browser, and whether its user may enter, for the middleware in front of the app."""
    session = session_id()
    if session is not None:
        bind_session(session, browser())
        SESSIONS.admit(session, is_admitted=is_admitted)


def provider_section() -> Mapping[str, Any] | None:
    """The `[auth]` section of `secrets.toml`; None without sign-in."""
    section = st.secrets.get("auth") if st.secrets.load_if_toml_exists() else None
    return section or None


def email() -> str:
    """The e-mail address that the provider has verified; "" if the user is not signed in."""
    accepts_unverified = services().environment.accept_unverified_email
    return email_of(st.user.to_dict(), accepts_unverified=accepts_unverified) if st.user.get("is_logged_in") else ""


def role() -> Role | None:
    """The role of this user; without sign-in everybody is an administrator. None: no access.

    Raises:
        SettingsError: a setting cannot be parsed.
    """
    environment = services().environment
    if provider_section() is None:
        return None if environment.operators or environment.administrators else Role.ADMINISTRATOR
    return role_of(email(), environment)


def is_administrator() -> bool:
    """True if this user may change server, key, Telephony Config and retention."""
    return role() is Role.ADMINISTRATOR


def administrators_only(callback: Callable[P, None]) -> Callable[P, None]:
    """Make a widget callback do nothing but say so for other users, whatever their browser sends."""

    @wraps(callback)
    def checked(*args: P.args, **kwargs: P.kwargs) -> None:
        if is_administrator():
            callback(*args, **kwargs)
        else:
            st.toast(words.ADMINISTRATORS_ONLY, icon=":material/lock:")

    return checked
