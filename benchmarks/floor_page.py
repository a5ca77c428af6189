"""The least a page can do: an empty fragment with one button. The floor that the review grid is held against."""

import streamlit as st


@st.fragment
def _nothing() -> None:
    pressed = st.session_state.get("pressed", 0)
    if st.button("Press", key="press"):
        pressed = st.session_state["pressed"] = pressed + 1
    st.html(f'<i data-pressed="{pressed}"></i>')


_nothing()
