"""Boxes of choices that show what holds, whoever changed it: the tab, another page, or a proposal that was taken."""

from __future__ import annotations

from typing import Any

import streamlit as st


def hold(key: str, value: Any) -> None:
    """Let a box of choices show a value.

    It is said in every run: one that another overtakes may never have reached the browser, whose empty box would then
    be taken for a choice.

    Args:
        key: of the box.
        value: what holds.
    """
    st.session_state[key] = value
