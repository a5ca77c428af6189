"""The frame of all pages: style, slim header, title, and the action bar at the bottom."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown, visible
from callsheet.wording.ui.pages import APP_NAME, DROP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).parent
ICON = _FOLDER / "icon.png"
"""Shown in the browser's tab; a file of ours, because a named icon would be fetched from a third party."""
_CSS = (_FOLDER / "layout.css").read_text("utf-8")
_SCRIPT = _FOLDER / "frame.js"
_ACCENT_ON_DARK = "#91a7ff"
"""The accent colour of text on a dark page. The button colour has too little contrast as text there."""
_THEME = (
    "primaryColor", "greenTextColor", "redTextColor", "yellowTextColor", "backgroundColor", "secondaryBackgroundColor",
    "textColor", "borderColor",
)  # fmt: skip


def style() -> str:
    """Our own CSS rules, with the theme's colours as variables, which Streamlit sets only inside components."""
    colours = "; ".join(
        f"--{name}: light-dark({st.get_option(f'theme.light.{name}')}, {st.get_option(f'theme.dark.{name}')})"
        for name in _THEME
    )
    accent = f"--accent: light-dark({st.get_option('theme.light.primaryColor')}, {_ACCENT_ON_DARK})"
    return f"<style>:root {{ {colours}; {accent} }} {_CSS}</style>"


def show_title(title: str, below: str = "", *, about: str = "", unseen: bool = False) -> None:
    """Show the title of a page and name the browser's tab; a page that opens starts at its top, at this heading.

    Args:
        title: one of our own words.
        below: shown as text, never as Markdown.
        about: what the page is about, for the browser's tab: a step and a file. "": the title.
        unseen: True where the heading is for screen readers and the keyboard alone.
    """
    name_tab(about or title)
    with st.container(gap="xxsmall", key="unseen_title" if unseen else "page_title"):
        st.title(title, anchor=False)
        if below:
            st.caption(escape_markdown(below))
    open_at_heading(title)


def name_tab(about: str) -> None:
    """Name the browser's tab: "Review · Leads Oct.xlsx · Callsheet".

    Args:
        about: what is open; text of others is allowed.
    """
    st.set_page_config(page_title=f"{visible(about)} · {APP_NAME}")


def open_at_heading(page: str) -> None:
    """Scroll to the top and focus the heading, once for every page that opens.

    Args:
        page: another value than that of the page before.
    """
    with st.container(key="frame"):
        _component()(data={"page": page, "words": DROP_WORDS}, key="frame_script")


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("callsheet_frame", js=_SCRIPT.read_text("utf-8"))


@contextmanager
def bottom_bar() -> Iterator[None]:
    """The bar at the bottom: what happens next on the left, the one primary button on the right."""
    with (
        st.bottom,
        st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small", key="bar"
        ),
    ):
        yield
