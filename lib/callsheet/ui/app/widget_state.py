"""Boxes that show what holds, whoever changed it: the tab, another page, or a proposal that was taken.

A browser reports every box it shows with every press, and for a moment also one that the page has already replaced.
The server, which has let go of that box, takes the report for a change. So each box says what it was drawn with, and
only what differs from that, and from what it said before, is news.
"""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

_TOLD = "boxes_told"


def hold(key: str, value: Any) -> None:
    """Let a box of choices show a value.

    It is said in every run: one that another overtakes may never have reached the browser, whose empty box would then
    be taken for a choice.

    Args:
        key: of the box.
        value: what holds.
    """
    st.session_state[key] = value
    drawn(key, value)


def drawn(key: str, value: Any) -> None:
    """Remember what a box is drawn with.

    Args:
        key: of the box.
        value: what holds.
    """
    _told()[key] = value


def is_news(key: str) -> bool:
    """Whether a box says something else than what it was drawn with, or has said before.

    Args:
        key: of the box.
    """
    told, says = _told(), st.session_state.get(key)
    if key in told and told[key] == says:
        return False
    told[key] = says
    return True


def _told() -> dict[str, Any]:
    return cast("dict[str, Any]", st.session_state.setdefault(_TOLD, {}))
