"""Sign-in with OpenID Connect, where it is configured: the pages are shown only to listed people who signed in.

It is configured by an `[auth]` section in Streamlit's `secrets.toml`. If people are listed without that section, or the
file cannot be read, the app is closed: a slip in the configuration must not open it to everybody.
"""

from __future__ import annotations

from collections import OrderedDict
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

_MAX_PENDING = 1_000
_NAMES = ("draft", "step")
"""Parameters of the address of a draft."""


class PendingDrafts:
    """Addresses of drafts that a browser opened before signing in; the provider returns it to the first page.

    Keeps the newest 1,000, in memory only.
    """

    def __init__(self) -> None:
        self._address_by_browser: OrderedDict[str, dict[str, str]] = OrderedDict()

    def add(self, browser: str, address: dict[str, str]) -> None:
        """Remember the parameters of a draft's address for a browser, in place of earlier ones."""
        self._address_by_browser.pop(browser, None)
        self._address_by_browser[browser] = address
        while len(self._address_by_browser) > _MAX_PENDING:
            self._address_by_browser.popitem(last=False)

    def pop(self, browser: str) -> dict[str, str] | None:
        """Take out the parameters of a browser; None if no address is remembered for it."""
        return self._address_by_browser.pop(browser, None)


@st.cache_resource(show_spinner=False)
def _pending_drafts() -> PendingDrafts:
    return PendingDrafts()


def may_enter() -> bool:
    """True if this user may see the pages: everybody without sign-in, else the people on the lists."""
    try:
        return user.role() is not None
    except CallsheetError:  # shown by `show_sign_in`
        return False


def show_sign_in() -> None:
    """Show a user who may not enter what to do."""
    with error_boundary(), st.container(width=460, gap="medium"):
        auth = user.provider_section()
        user.role()
        if auth is None:
            show_title(words.CLOSED, words.SET_UP_BY_HALF)
        elif not st.user.get("is_logged_in"):
            _remember_draft()
            _show_providers(auth)
        else:
            show_title(words.NOT_ON_THE_LIST, words.not_on_the_list(user.email()))
            st.button(words.SIGN_OUT, key="sign_out", on_click=st.logout)


def show_signed_in() -> None:
    """Show who is signed in, with the button to sign out; nothing without sign-in."""
    if user.provider_section() is None:
        return
    with st.container(gap="xxsmall"):
        st.subheader(words.SIGNED_IN, anchor=False)
        signed_in_as = words.signed_in_as(user.email(), is_administrator=user.is_administrator())
        st.caption(escape_markdown(signed_in_as))
    st.button(words.SIGN_OUT, key="sign_out", on_click=st.logout)


def _show_providers(auth: Mapping[str, Any]) -> None:
    show_title(words.WELCOME, words.WHY)
    sections = [name for name, value in auth.items() if hasattr(value, "items")]
    providers: list[str | None] = [name for name in sections if name != "client_kwargs"]
    for provider in providers or [None]:
        st.button(
            words.sign_in_with(provider),
            key=f"sign_in_{provider or 'default'}",
            type="primary",
            on_click=st.login,
            args=(provider,) if provider else (),
        )


def _remember_draft() -> None:
    address = {name: st.query_params[name] for name in _NAMES if name in st.query_params}
    browser = user.browser()
    if "draft" in address and browser:
        _pending_drafts().add(browser, address)


def resume_pending_draft() -> None:
    """Open the draft whose address the user opened before signing in."""
    if user.provider_section() is None:
        return
    address = _pending_drafts().pop(user.browser())
    if address and "draft" not in st.query_params:
        st.query_params.update(address)
