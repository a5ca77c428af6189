"""Sign-in with OpenID Connect, where one is set up: nobody sees a page before the provider has vouched for them.

It is set up by an `[auth]` section in Streamlit's `secrets.toml`. Lists of people without it, or a file that cannot be
read, close the app: a slip must not open it to everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from callsheet.errors import CallsheetError
from callsheet.ui.app.error_boundary import error_boundary
from callsheet.ui.app.layout import show_title
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth import user
from callsheet.wording.ui import sign_in as words

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_WAITING = 1_000
_WAITING: dict[str, str] = {}
"""Browser → the draft whose address it opened before it signed in; the provider's answer leads to the first page."""
_DRAFT = "draft"


def may_enter() -> bool:
    """Whether this person may see the pages: anybody where there is no sign-in, else people on the lists."""
    try:
        return user.role() is not None
    except CallsheetError:  # said by `ask_who`
        return False


def ask_who() -> None:
    """Show somebody who may not enter what to do."""
    with error_boundary(), st.container(width=460, gap="medium"):
        auth = user.provider_section()
        user.role()
        if auth is None:
            show_title(words.CLOSED, words.SET_UP_BY_HALF)
        elif not st.user.get("is_logged_in"):
            _remember_draft()
            _welcome(auth)
        else:
            show_title(words.NOT_ON_THE_LIST, words.not_on_the_list(user.email()))
            st.button(words.SIGN_OUT, key="sign_out", on_click=st.logout)


def show_signed_in() -> None:
    """Say who is signed in, with the way out; nothing where there is no sign-in."""
    if user.provider_section() is None:
        return
    with st.container(gap="xxsmall"):
        st.subheader(words.SIGNED_IN, anchor=False)
        st.caption(escape_markdown(words.signed_in_as(user.email(), is_administrator=user.is_administrator())))
    st.button(words.SIGN_OUT, key="sign_out", on_click=st.logout)


def _welcome(auth: Mapping[str, Any]) -> None:
    show_title(words.WELCOME, words.WHY)
    sections = [name for name, value in auth.items() if hasattr(value, "items")]
    named: list[str | None] = [name for name in sections if name != "client_kwargs"]
    for name in named or [None]:
        st.button(
            words.sign_in_with(name), key=f"sign_in_{name or 'default'}", type="primary",
            on_click=st.login, args=(name,) if name else (),
        )  # fmt: skip


def _remember_draft() -> None:
    draft = st.query_params.get(_DRAFT)
    browser = user.browser()
    if draft and browser:
        _WAITING.pop(browser, None)
        _WAITING[browser] = draft
        while len(_WAITING) > _MOST_WAITING:
            del _WAITING[next(iter(_WAITING))]


def go_on_with_draft() -> None:
    """Bring back the draft that somebody opened by its address before signing in."""
    if user.provider_section() is None:
        return
    draft = _WAITING.pop(user.browser(), None)
    if draft and _DRAFT not in st.query_params:
        st.query_params[_DRAFT] = draft
