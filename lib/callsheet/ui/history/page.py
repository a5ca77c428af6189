"""History: a table of everything that was sent; a send opens with its receipt, its question and what happened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import StoreError
from callsheet.sending import outcome_counts
from callsheet.store import DestinationKind
from callsheet.ui.app.downloads import show_error_workbook
from callsheet.ui.app.error_boundary import error_boundary, safe_callback
from callsheet.ui.app.layout import show_title
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth import user
from callsheet.ui.corrections.drop_box import show_drop_box
from callsheet.ui.history.results import show_results
from callsheet.ui.history.sends import SEND, show_sends
from callsheet.ui.send.batch.made_batches import show_made_batches
from callsheet.ui.send.dashboard_file import show_pieces
from callsheet.ui.send.progress import show_take_back, show_under_way
from callsheet.ui.send.receipt import show_receipt_files
from callsheet.ui.send.restored_ledger import show_restored
from callsheet.ui.state import persistence
from callsheet.ui.state.attention import show_attention
from callsheet.ui.upload.open_drafts import show_open_drafts
from callsheet.wording import sending
from callsheet.wording.destinations import NAMES, SENT
from callsheet.wording.ui import history as words
from callsheet.wording.ui import send as send_words
from callsheet.wording.ui import steps
from callsheet.wording.ui.destinations import in_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.store import Event, Submission
    from callsheet.validation import Report

MOST_SENDS = 1_000
"""The newest sends, which the table searches; they are read in two queries. Chosen by hand."""
IMPORT, CAMPAIGNS = "pages/import_leads.py", "pages/campaigns.py"
_CSS = (Path(__file__).parent / "history.css").read_text("utf-8")


def show_history() -> None:
    """Show the page."""
    draft = persistence.draft_id()
    if draft:
        st.switch_page(IMPORT, query_params=st.query_params.to_dict())
    with error_boundary():
        st.html(f"<style>{_CSS}</style>")
        open_id = st.query_params.get(SEND)
        if open_id:
            _show_send(open_id)
        else:
            _show_all()


def _show_all() -> None:
    show_title(words.TITLE, words.INTRO)
    show_restored()
    show_drop_box()
    show_attention()
    ledger = services().store.ledger
    summaries = ledger.summaries(MOST_SENDS)
    if not summaries:
        st.info(words.EMPTY, icon=":material/info:")
    unsettled = [summary.id for summary in summaries if not summary.state.is_settled]
    with st.container(gap="small", key="unsettled"):
        for submission_id in unsettled:
            _unsettled(ledger.get(submission_id))
    if summaries:
        show_sends(summaries)
    show_open_drafts(user.owner_of_history())


def _unsettled(submission: Submission) -> None:
    counts = escape_markdown(send_words.counts_in_a_line(outcome_counts(submission)))
    label = send_words.history_line(
        submission.created_at, submission.file_name, _where(submission), submission.created_by
    )
    label = f"{escape_markdown(label)} · **{counts}**"
    with st.expander(label, expanded=True, key=f"open_send_{submission.id}", icon=":material/pending:"):
        _details(submission)


def _where(submission: Submission) -> str:
    """The destination of a send with its kind, unless it is a campaign."""
    return in_header(submission.campaign_name, submission.destination)


def _show_send(submission_id: str) -> None:
    """Show one send: its counts, what is open, its files, and one line per kind of event."""
    try:
        submission = services().store.ledger.get(submission_id)
    except StoreError:
        show_title(words.TITLE)
        st.info(words.NO_SUCH_SEND, icon=":material/info:")
        st.button(words.BACK_TO_ALL, key="all_sends", icon=":material/arrow_back:", on_click=_close)
        return
    show_title(submission.file_name, about=f"{submission.file_name} · {words.TITLE}")
    st.button(words.BACK_TO_ALL, key="all_sends", icon=":material/arrow_back:", on_click=_close)
    line = send_words.history_line(
        submission.created_at, submission.file_name, _where(submission), submission.created_by
    )
    st.markdown(escape_markdown(line))
    show_attention(submission.id)
    _details(submission)


def _details(submission: Submission) -> None:
    is_settled = submission.state.is_settled
    st.markdown(sending.tally(outcome_counts(submission), NAMES[submission.destination], SENT[submission.destination]))
    if not is_settled:
        show_under_way(submission)
    elif message := send_words.server_said(submission.message):
        st.caption(escape_markdown(message))
    show_made_batches(submission)
    show_pieces(submission)
    show_results(submission)
    show_receipt_files(submission)
    with st.container(horizontal=True, gap="small"):
        if submission.draft_id in services().store.drafts.ids(user.owner_of_history()):
            st.button(
                send_words.OPEN_DRAFT, key=f"open_{submission.id}", type="tertiary", icon=":material/open_in_new:",
                on_click=_open, args=(submission.draft_id,),
            )  # fmt: skip
            _error_rows(submission)
        if submission.destination is DestinationKind.CAMPAIGN and st.button(
            words.OPEN_CAMPAIGN, key=f"campaign_{submission.id}", type="tertiary", icon=":material/campaign:"
        ):
            st.switch_page(CAMPAIGNS, query_params={"campaign": submission.campaign_id})
        if submission.rows_sent and is_settled:
            show_take_back(submission)
    _events(services().store.ledger.events(submission.id))


def _error_rows(submission: Submission) -> None:
    """Offer the rows that are not sent, as the draft is now; the file is made when its button is clicked."""
    shared, draft_id = services(), submission.draft_id

    def report_now() -> Report:
        return persistence.session_of_draft(shared.store.drafts.load(draft_id), shared).validate()

    name = steps.rows_not_sent_file(submission.file_name)
    show_error_workbook(report_now, draft_id, f"{name}.xlsx", f"errors_{submission.id}")


def _events(events: Sequence[Event]) -> None:
    told = [(event.kind.value, event.at, event.who, int(event.facts.get("rows") or 0)) for event in events]
    lines = words.events_by_kind(told)
    if lines:
        st.caption(send_words.EVENTS)
        st.caption("  \n".join(map(escape_markdown, lines)))


@safe_callback
def _open(draft_id: str) -> None:
    st.query_params[persistence.DRAFT] = draft_id


@safe_callback
def _close() -> None:
    st.query_params.pop(SEND, None)
