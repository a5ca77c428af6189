"""The smallest possible page: an empty fragment with one button. The review grid is compared with it."""

import streamlit as st


@st.fragment
def _count_presses() -> None:
    presses = st.session_state.get("pressed", 0)
    if st.button("Press", key="press"):
        presses = st.session_state["pressed"] = presses + 1
    st.html(f'<i data-pressed="{presses}"></i>')


_count_presses()
