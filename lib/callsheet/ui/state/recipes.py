"""Memory: what was decided about a file is remembered by its headers, and the next such file starts from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.services import services
from callsheet.ui.session.session import Step
from callsheet.validation import Recipe
from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.session.session import Session

_RECALLED = "recalled"


def recalled(session: Session) -> Session:
    """A fresh session with what was decided about the last file of its kind; as it is when there was none.

    Args:
        session: with the columns proposed.
    """
    found = services().store.recipes.find(session.table.headers)
    if found is None or found.recipe.missing(session.table):
        return session
    recipe = found.recipe.fitted(session.table)
    st.session_state[_RECALLED] = session.draft_id
    mapping = replace(recipe.mapping, candidates=session.mapping.candidates)
    return replace(session, mapping=mapping, choices=recipe.choices)


def remember(session: Session) -> None:
    """Remember what was decided, once the operator has gone on from Match columns."""
    if session.step in (Step.REVIEW, Step.SEND):
        recipe = Recipe.of(session.mapping, session.current_choices)
        services().store.recipes.save(session.table.headers, recipe, session.file_name)


def show_recalled(session: Session, start_over: Callable[[], None]) -> None:
    """Say that the columns stand as last time, with the way back.

    Args:
        session: at Match columns.
        start_over: called when the operator would rather have the file's own proposal.
    """
    if st.session_state.get(_RECALLED) != session.draft_id:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/history: {words.AS_LAST_TIME}", width="content")
        st.button(words.START_FROM_FILE, key="start_from_file", type="tertiary", on_click=start_over)


def afresh(session: Session) -> Session:
    """The session as the file itself proposes it; edits and left-out rows stay."""
    st.session_state.pop(_RECALLED, None)
    kept = session.current_choices
    choices = type(kept)(edits=kept.edits, left_out_rows=kept.left_out_rows)
    return replace(session, choices=choices, report=None, view=None).proposed()
