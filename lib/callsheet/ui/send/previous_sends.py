"""Other sends to the campaign that carried numbers of this file, and what is still open of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.store import RowState, SubmissionState
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.send.progress import resume
from callsheet.wording import sending as words
from callsheet.wording.ui.send import OPEN_IN_HISTORY, send_the_other, unfinished

if TYPE_CHECKING:
    from callsheet.sending import Plan
    from callsheet.store import Submission

HISTORY_PAGE = "pages/history.py"


def show_previous(plan: Plan, own: set[str], place: str) -> None:
    """Say which numbers this destination has already, and offer what waits there.

    Args:
        plan: what a press would do.
        own: ids of the draft's own submissions, whose numbers are in its own receipt.
        place: the destination, "this campaign".
    """
    others = [previous for previous in plan.sent_before if previous.submission.id not in own]
    repeat = next((submission for submission in plan.same_file if submission.id not in own), None)
    if repeat is not None:
        st.info(
            escape_markdown(words.same_file(repeat.created_at, repeat.created_by, place)), icon=":material/file_copy:"
        )
    if others:
        latest = others[0].submission
        rows = sum(previous.rows for previous in others)
        sentence = words.already_sent(
            rows, latest.created_at, latest.file_name, latest.created_by, several=len(others) > 1, place=place
        )
        st.info(escape_markdown(sentence), icon=":material/history:")
    waiting = words.already_waiting(*plan.not_sent(*own), place)
    if waiting:
        st.info(waiting, icon=":material/pending:")
    for previous in plan.previous:
        if previous.submission.id not in own and not previous.submission.state.is_settled:
            _offer_unfinished(previous.submission)


def _offer_unfinished(submission: Submission) -> None:
    """Offer what another send to this campaign waits for: the press that sends its rest, or its open question."""
    is_held = submission.state is SubmissionState.HELD
    left = submission.row_counts.get(RowState.READY, 0)
    with st.container(horizontal=True, vertical_alignment="center", key=f"unfinished_{submission.id}"):
        st.markdown(escape_markdown(unfinished(submission.file_name, submission.created_at)), width="content")
        if is_held:
            st.button(send_the_other(left), key=f"release_{submission.id}", on_click=resume, args=(submission.id,))
        if st.button(OPEN_IN_HISTORY, key=f"history_{submission.id}"):
            st.switch_page(HISTORY_PAGE, query_params={"send": submission.id})
