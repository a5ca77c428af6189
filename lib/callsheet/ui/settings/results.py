"""Whether results of calls are fetched without a press, on Settings."""

from __future__ import annotations

import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.auth.user import administrators_only
from callsheet.ui.settings.locks import why_locked
from callsheet.wording import results as words
from callsheet.wording.ui import pages

_FIELD = "fetch_results"


def show_results_setting() -> None:
    """Show the section."""
    with st.container(gap="xxsmall"):
        st.subheader(words.SETTING, anchor=False)
        st.caption(words.SETTING_INTRO)
    locked = why_locked(_FIELD)
    st.toggle(
        words.FETCH_BY_ITSELF, services().settings.fetch_results, key=_FIELD, disabled=locked is not None,
        on_change=_save,
    )  # fmt: skip
    if locked:
        st.caption(locked)


@safe_callback
@administrators_only
def _save() -> None:
    services().store.saved_settings.save(_FIELD, bool(st.session_state[_FIELD]), by=services().who())
    st.toast(pages.SAVED, icon=":material/check:")
