"""How often one person may be called, on Settings: only tell, leave the lead out, or so many calls in so many days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.auth.user import administrators_only
from callsheet.ui.settings.locks import why_locked
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from callsheet.store import CallCap

_POLICY, _CALLS, _DAYS = "call_cap_policy", "call_cap_calls", "call_cap_days"
_TELL, _ONCE, _MOST = "tell", "once", "most"
_LABELS = {_TELL: words.CALL_CAP_TELL, _ONCE: words.CALL_CAP_ONCE, _MOST: words.CALL_CAP_MOST}
_FIELD = "call_cap"


def show_call_cap() -> None:
    """Show the section."""
    cap = services().store.ledger.call_cap()
    with st.container(gap="xxsmall"):
        st.subheader(words.CALL_CAP, anchor=False)
        st.caption(words.CALL_CAP_INTRO)
    locked = why_locked(_FIELD)
    policies = list(_LABELS)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        policy = st.selectbox(
            words.CALL_CAP_POLICY, policies, index=policies.index(_policy(cap)), key=_POLICY, width=240,
            format_func=lambda choice: _LABELS[choice], disabled=locked is not None, on_change=_save,
        )  # fmt: skip
        if policy == _MOST:
            st.number_input(words.CALL_CAP_CALLS, 2, 99, max(cap.calls or 2, 2), key=_CALLS, width=140,
                            disabled=locked is not None, on_change=_save)  # fmt: skip
        if policy != _TELL:
            st.number_input(words.CALL_CAP_DAYS, 1, 999, cap.days, key=_DAYS, width=140,
                            disabled=locked is not None, on_change=_save)  # fmt: skip
    if locked:
        st.caption(locked)


def _policy(cap: CallCap) -> str:
    if cap.calls is None:
        return _TELL
    return _ONCE if cap.calls == 1 else _MOST


@safe_callback
@administrators_only
def _save() -> None:
    state = st.session_state
    policy, days = state[_POLICY], int(state.get(_DAYS) or services().store.ledger.call_cap().days)
    calls = 1 if policy == _ONCE else int(state.get(_CALLS) or 2)
    value = _TELL if policy == _TELL else f"{calls}/{days}"
    services().store.saved_settings.save(_FIELD, value, by=services().who())
    st.toast(words.SAVED, icon=":material/check:")
