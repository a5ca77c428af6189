"""What all steps share: the header with the steps, the title, the bar at the bottom."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.session import Step
from callsheet.wording import screens

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLE = f"<style>{(Path(__file__).parent / 'frame.css').read_text('utf-8')}</style>"


def show_header(step: Step) -> None:
    """Show the name of the app and the four steps."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown("**Callsheet**", width="content")
        st.html(_STYLE, width="content")
        st.markdown("&nbsp;&nbsp;&nbsp;".join(_step(each, step) for each in Step), width="content")


def _step(each: Step, open_step: Step) -> str:
    order, name = list(Step), screens.STEPS[each]
    if each is open_step:
        return f"**:primary[:material/radio_button_checked: {name}]**"
    if order.index(each) < order.index(open_step):
        return f":green[:material/check_circle: {name}]"
    return f":gray[:material/radio_button_unchecked: {name}]"


def show_title(title: str, below: str) -> None:
    """Show what this step is about; `below` is shown as text, never as Markdown."""
    with st.container(gap="xxsmall"):
        st.title(title, anchor=False)
        st.caption(plain(below))


def plain(text: str) -> str:
    r"""Text of a file as Markdown that shows it as it is: every sign that means something is escaped."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()<>#+-.!|~$:&" else sign for sign in text)


@contextmanager
def bottom_bar() -> Iterator[None]:
    """The bar at the bottom: a consequence at its left, the one primary button at its right."""
    with (
        st.bottom,
        st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"),
    ):
        yield
