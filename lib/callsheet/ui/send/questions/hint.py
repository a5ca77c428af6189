"""Why an answer about a part was not accepted: shown below the question until the next answer.

The page is drawn again every second while the question is open, so the sentence is not shown once only.
"""

from __future__ import annotations

import streamlit as st


def hint_at(part_id: str, sentence: str) -> None:
    """Show a sentence below the question about a part."""
    st.session_state[_key(part_id)] = sentence


def forget_hint(part_id: str) -> None:
    """Take the sentence away: another answer was given."""
    st.session_state.pop(_key(part_id), None)


def show_hint(part_id: str) -> None:
    """Show the sentence, if there is one."""
    sentence = st.session_state.get(_key(part_id))
    if sentence:
        st.info(sentence, icon=":material/info:")


def _key(part_id: str) -> str:
    return f"hint_{part_id}"
