"""A line that reads as a sentence: words, then what is chosen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def sentence(opening: str) -> Iterator[None]:
    """Show words, and beside them what the block shows.

    Args:
        opening: the words.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(escape_markdown(opening), width="content")
        yield
