"""The sends to one destination that this Callsheet knows, with what became of their calls; each is a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import counts_now, outcome_counts
from callsheet.store import DestinationKind, RowState
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.wording import results
from callsheet.wording.destinations import KINDS
from callsheet.wording.ui import campaigns as words
from callsheet.wording.ui import send

if TYPE_CHECKING:
    from callsheet.store import SubmissionSummary

HISTORY = "pages/history.py"
MOST_SENDS, SHOWN_SENDS = 1_000, 10


def show_sends_to(destination_id: str) -> None:
    """Show the newest sends to a destination.

    Args:
        destination_id: of a campaign, an agent or a workflow.
    """
    sends = [
        summary for summary in services().store.ledger.summaries(MOST_SENDS) if summary.campaign_id == destination_id
    ]
    st.subheader(words.SENDS, anchor=False)
    if not sends:
        st.caption(words.NO_SENDS)
    shown = sends[:SHOWN_SENDS]
    read = services().store.results.states([summary.id for summary in shown])
    for summary in shown:
        with st.container(gap=None):
            link_to_send(summary.id, _label(summary))
            state = read.get(summary.id)
            if state is not None and state.read_at is not None:
                now = counts_now(state.counts, summary.row_counts.get(RowState.SENT, 0))
                counts = {outcome.value: leads for outcome, leads in now.items()}
                st.caption(results.RESULTS.format(counts=results.counts_line(counts)))
    if len(sends) > SHOWN_SENDS:
        st.caption(words.more_sends(len(sends) - SHOWN_SENDS))


def _label(summary: SubmissionSummary) -> str:
    line = send.history_line(summary.created_at, summary.file_name, "", summary.created_by)
    is_file = summary.destination is DestinationKind.FILE
    kind = f" · {KINDS[summary.destination].lower()}" if is_file else ""
    return f"{line}{kind} · {send.counts_in_a_line(outcome_counts(summary))}"


def link_to_send(submission_id: str, label: str, key: str = "send") -> None:
    """Show a link to the page of a send in History.

    Args:
        submission_id: the send.
        label: text of others is allowed.
        key: what the key of the link begins with.
    """
    if st.button(escape_markdown(label), key=f"{key}_{submission_id}", type="tertiary"):
        st.switch_page(HISTORY, query_params={"send": submission_id})
