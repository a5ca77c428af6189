"""Boxes that show what holds, whoever changed it: the tab, another page, or a proposal that was taken."""

from __future__ import annotations

from typing import Any

import streamlit as st

_NOTHING = object()


def hold(key: str, value: Any) -> None:
    """Let a box show a value. One that shows it already is left alone, so that nobody's typing is written over.

    Args:
        key: of the box.
        value: what holds.
    """
    if st.session_state.get(key, _NOTHING) != value:
        st.session_state[key] = value
