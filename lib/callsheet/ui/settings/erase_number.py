"""Erasing a number on Settings: found in open uploads, in what was sent and at the server, then erased for good."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import NumberEraser, home_region, number_typed
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth.user import administrators_only
from callsheet.wording import erasure as words

if TYPE_CHECKING:
    from callsheet.sending import NumberUse

_NUMBER, _FOUND, _MESSAGE = "number_to_erase", "number_found", "number_erased"


def show_erase_number() -> None:
    """Show the section."""
    with st.container(gap="xxsmall"):
        st.subheader(words.TITLE, anchor=False)
        st.caption(words.INTRO)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.NUMBER, key=_NUMBER, placeholder=words.NUMBER_PLACEHOLDER, width=360)
        st.button(words.FIND, key="find_number", on_click=_find)
    use: NumberUse | None = st.session_state.get(_FOUND)
    if use is not None:
        names = list(use.drafts.values())
        sentence = words.found(
            names, use.sent, use.under_way, use.waiting, use.called, past=use.past, ringing=use.ringing
        )
        st.warning(escape_markdown(sentence), icon=":material/warning:")
        if use.can_be_erased:
            st.button(words.ERASE, key="erase_number", on_click=_erase, args=(use,))
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.info(escape_markdown(message), icon=":material/info:")


@safe_callback
@administrators_only
def _find() -> None:
    st.session_state.pop(_FOUND, None)
    api, settings = services().api_or_none(), services().settings
    number = number_typed(st.session_state[_NUMBER], home_region(api, settings.default_region))
    if number is None:
        st.session_state[_MESSAGE] = words.NOT_A_NUMBER
        return
    use = NumberEraser(services().store, api, services().who(), services().server).find(number)
    if use.is_anywhere:
        st.session_state[_FOUND] = use
    else:
        st.session_state[_MESSAGE] = " ".join([words.NOWHERE, *([words.NOT_ASKED] if use.waiting is None else [])])


@safe_callback
@administrators_only
def _erase(use: NumberUse) -> None:
    opened = services()
    done = NumberEraser(opened.store, opened.api_or_none(), opened.who(), opened.server).erase(use)
    st.session_state.pop(_FOUND, None)
    st.session_state[_NUMBER] = ""
    st.session_state[_MESSAGE] = words.erased(**asdict(done))
