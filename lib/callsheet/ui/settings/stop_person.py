"""Somebody asked us to stop, on Settings: one press lists the number and removes its leads from every campaign."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from callsheet.sending import StopRequest, home_region, number_typed
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording import erasure
from callsheet.wording.rules import do_not_call as words

_NUMBER, _REASON, _MESSAGE = "number_to_stop", "reason_to_stop", "number_stopped"


def show_stop_person() -> None:
    """Show the section."""
    with st.container(gap="xxsmall"):
        st.subheader(words.STOP_TITLE, anchor=False)
        st.caption(words.STOP_INTRO)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(erasure.NUMBER, key=_NUMBER, placeholder=words.NUMBER_PLACEHOLDER, width=220)
        st.text_input(words.REASON, key=_REASON, width=220)
        st.button(words.STOP, key="stop_person", on_click=_stop)
    is_done, message = st.session_state.pop(_MESSAGE, (True, ""))
    if message:
        show, icon = (st.info, ":material/info:") if is_done else (st.warning, ":material/warning:")
        show(escape_markdown(message), icon=icon)


@safe_callback
def _stop() -> None:
    api = services().api_or_none()
    typed = str(st.session_state.get(_NUMBER) or "")
    number = number_typed(typed, home_region(api, services().settings.default_region))
    if number is None:
        st.session_state[_MESSAGE] = (False, erasure.NOT_A_NUMBER)
        return
    request = StopRequest(services().store, services().server, api, services().who())
    done = request.stop(number, str(st.session_state.get(_REASON) or "").strip())
    st.session_state[_MESSAGE] = (done.is_everywhere, words.stopped(**asdict(done)))
    st.session_state[_NUMBER] = st.session_state[_REASON] = ""
