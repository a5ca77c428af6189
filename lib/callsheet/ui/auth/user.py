"""Who is in front of the screen."""

from __future__ import annotations

from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ParamSpec

import streamlit as st

from callsheet.ui.app.roles import Role, email_of, role_of
from callsheet.ui.app.services import services
from callsheet.ui.app.streamlit_internals import session_id
from callsheet.ui.auth.download_guard import COOKIE, bind_session
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callsheet.store import Draft

P = ParamSpec("P")


def owner() -> str:
    """Whose drafts are shown: a digest of the signed-in person, else of this browser's cookie; "" for nobody."""
    who = f"person {email()}" if provider_section() is not None else browser()
    return sha256(who.encode()).hexdigest() if who else ""


def browser() -> str:
    """This browser's cookie; "" when it keeps none."""
    return st.context.cookies.get(COOKIE, "")


def may_open(draft: Draft) -> bool:
    """Whether a draft may be opened by its address.

    Without sign-in the address is the key: it cannot be guessed, and who is given it may go on with the work. With
    sign-in a draft answers only to whom it belongs to.
    """
    return provider_section() is None or draft.owner == owner()


def register_session() -> None:
    """Tell the doorkeeper whose browser this is."""
    session = session_id()
    if session is not None:
        bind_session(session, browser())


def provider_section() -> Mapping[str, Any] | None:
    """How sign-in is set up, as `secrets.toml` says it; None where it is not."""
    section = st.secrets.get("auth") if st.secrets.load_if_toml_exists() else None
    return section or None


def email() -> str:
    """The e-mail address the provider vouches for; "" when nobody is signed in."""
    return email_of(st.user.to_dict()) if st.user.get("is_logged_in") else ""


def role() -> Role | None:
    """What this person may do; without sign-in everybody may do everything. None: nothing.

    Raises:
        SettingsError: a setting cannot be understood.
    """
    environment = services().environment
    if provider_section() is None:
        return None if environment.operators or environment.administrators else Role.ADMINISTRATOR
    return role_of(email(), environment)


def is_administrator() -> bool:
    """Whether this person may change server, key, Telephony Config and how long things are kept."""
    return role() is Role.ADMINISTRATOR


def administrators_only(callback: Callable[P, None]) -> Callable[P, None]:
    """Do nothing for anybody else, whatever their browser sends."""

    @wraps(callback)
    def guarded_by_role(*args: P.args, **kwargs: P.kwargs) -> None:
        if is_administrator():
            callback(*args, **kwargs)
        else:
            st.toast(words.ADMINISTRATORS_ONLY, icon=":material/lock:")

    return guarded_by_role
