"""The next list on the page of a send: whom to call again, counted before the press that makes an upload of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import CALLABLE_AGAIN, NextChoice, make_next_draft, next_list
from callsheet.store import CallOutcome
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.auth import user
from callsheet.ui.state import persistence
from callsheet.wording import results as words

if TYPE_CHECKING:
    import pandas as pd

    from callsheet.store import Submission

_MOST_HOURS = 9_999


def show_next_list(submission: Submission) -> None:
    """Offer the next list of a send whose upload is there.

    Args:
        submission: its results were read.
    """
    key = f"next_{submission.id}"
    with st.container(key=key, gap="small"):
        if not st.toggle(words.NEXT_LIST, key=f"{key}_shown", help=words.NEXT_HELP):
            return
        choice = _choice(key)
        if choice is None:
            st.caption(words.CHOOSE_A_RESULT)
            return
        chosen = next_list(services().store, submission, choice)
        people = len(chosen.rows)
        st.caption(chosen.sentence)
        if people:
            st.button(
                words.open_next_list(people), key=f"{key}_open", icon=":material/call:",
                on_click=_open_next, args=(submission, choice, chosen.rows),
            )  # fmt: skip


def _choice(key: str) -> NextChoice | None:
    """What is chosen; None: nothing is."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        outcomes = st.multiselect(
            words.NEXT_RESULTS, CALLABLE_AGAIN, [CallOutcome.NO_ANSWER], key=f"{key}_results", width=280,
            format_func=lambda outcome: words.OUTCOMES[outcome.value],
        )  # fmt: skip
        attempts = st.number_input(words.NEXT_ATTEMPTS, min_value=1, value=3, step=1, key=f"{key}_attempts", width=220)
        hours = st.number_input(
            words.NEXT_HOURS, min_value=0, max_value=_MOST_HOURS, value=24, step=1, key=f"{key}_hours", width=250
        )
    return NextChoice(frozenset(outcomes), int(attempts), timedelta(hours=int(hours))) if outcomes else None


@safe_callback
def _open_next(submission: Submission, choice: NextChoice, counted: pd.Index[int]) -> None:
    """Make the draft of those who were counted and are still to be called, and open it."""
    shared = services()
    rows = next_list(shared.store, submission, choice).rows.intersection(counted)
    if len(rows):
        draft_id = make_next_draft(shared.store, submission, rows, user.owner(), shared.who())
        st.query_params.from_dict({persistence.DRAFT: draft_id})
