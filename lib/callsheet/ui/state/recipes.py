"""Mappings and choices are remembered per set of column names and applied to the next file that has them."""

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


def with_recipe(session: Session) -> Session:
    """The session with the mapping and choices of the last file with these column names; unchanged if no file had them.

    Args:
        session: with the suggested mapping and no report.
    """
    remembered = services().store.recipes.find((session.table.as_read or session.table).headers)
    table = session.table.as_read or session.table
    if remembered is None or remembered.recipe.missing(table):
        return session
    recipe = remembered.recipe.fitted(table)
    st.session_state[_RECALLED] = session.draft_id
    mapping = replace(recipe.mapping, candidates=session.mapping.candidates)
    return session.invalidated(mapping=mapping, choices=recipe.choices)


def remember(session: Session) -> None:
    """Remember mapping and choices, once the operator has continued from Match columns."""
    if session.step in (Step.REVIEW, Step.SEND):
        recipe = Recipe.of(session.mapping, session.choices)
        services().store.recipes.save((session.table.as_read or session.table).headers, recipe, session.file_name)


def show_recalled(session: Session, start_over: Callable[[], None]) -> None:
    """Say that the columns are matched as last time, with a button to start from the file instead.

    Args:
        session: at Match columns.
        start_over: callback of that button.
    """
    if st.session_state.get(_RECALLED) != session.draft_id:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/history: {words.AS_LAST_TIME}", width="content")
        st.button(words.START_FROM_FILE, key="start_from_file", type="tertiary", on_click=start_over)


def without_recipe(session: Session) -> Session:
    """The session as the file itself suggests it; edits and left-out rows are kept."""
    st.session_state.pop(_RECALLED, None)
    choices = type(session.choices)(edits=session.choices.edits, left_out_rows=session.choices.left_out_rows)
    return session.invalidated(choices=choices).with_suggestions()
