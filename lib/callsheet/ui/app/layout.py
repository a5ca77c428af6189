"""Parts of the layout that pages share: style, title, and the bar at the bottom."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

ICON = Path(__file__).parent / "icon.png"
"""Shown in the browser's tab; a file of ours, because a named icon would be fetched from a third party."""
_CSS = (Path(__file__).parent / "layout.css").read_text("utf-8")
_ACCENT_ON_DARK = "#91a7ff"
"""The accent colour of text on a dark page. The button colour has too little contrast as text there."""
_THEME = ("primaryColor", "greenTextColor", "redTextColor", "backgroundColor", "textColor", "borderColor")


def style() -> str:
    """Our own CSS rules, with the theme's colours as variables, which Streamlit sets only inside components."""
    colours = "; ".join(
        f"--{name}: light-dark({st.get_option(f'theme.light.{name}')}, {st.get_option(f'theme.dark.{name}')})"
        for name in _THEME
    )
    accent = f"--accent: light-dark({st.get_option('theme.light.primaryColor')}, {_ACCENT_ON_DARK})"
    return f"<style>:root {{ {colours}; {accent} }} {_CSS}</style>"


def show_title(title: str, below: str) -> None:
    """Show the title of a page.

    Args:
        title: one of our own words.
        below: shown as text, never as Markdown.
    """
    with st.container(gap="xxsmall"):
        st.title(title, anchor=False)
        st.caption(escape_markdown(below))


@contextmanager
def bottom_bar() -> Iterator[None]:
    """The bar at the bottom: what happens next on the left, the one primary button on the right."""
    with (
        st.bottom,
        st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"),
    ):
        yield
