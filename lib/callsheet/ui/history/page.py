"""History: every submission with its counts, events, receipt and open question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import outcome_counts
from callsheet.ui.app.downloads import show_error_workbook
from callsheet.ui.app.error_boundary import error_boundary, safe_callback
from callsheet.ui.app.layout import show_title
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth import user
from callsheet.ui.send.progress import show_take_back, show_under_way
from callsheet.ui.send.receipt import show_receipt_files
from callsheet.ui.send.restored_ledger import show_restored
from callsheet.ui.state import persistence
from callsheet.ui.upload.open_drafts import show_open_drafts
from callsheet.wording import sending
from callsheet.wording.ui import send as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.store import Event, Submission
    from callsheet.validation import Report

PAGE = 20
_SHOWN = "history_shown"
IMPORT = "pages/import_leads.py"


def show_history() -> None:
    """Show the page."""
    draft = persistence.draft_id()
    if draft:
        st.switch_page(IMPORT, query_params={persistence.DRAFT: draft})
    with error_boundary():
        show_title(words.HISTORY_TITLE, words.HISTORY_INTRO)
        show_restored()
        shown = int(st.session_state.get(_SHOWN, PAGE))
        submissions = services().store.ledger.latest(shown + 1)
        if not submissions:
            st.info(words.HISTORY_EMPTY, icon=":material/info:")
        drafts = frozenset(services().store.drafts.ids(user.owner()))
        unsettled = [submission for submission in submissions[:shown] if not submission.state.is_settled]
        settled = [submission for submission in submissions[:shown] if submission.state.is_settled]
        with st.container(gap="small", key="past"):
            for submission in [*unsettled, *settled]:
                _submission(submission, has_draft=submission.draft_id in drafts)
        if len(submissions) > shown:
            st.button(words.MORE, key="more", on_click=_more, args=(shown,))
        show_open_drafts()


def _submission(submission: Submission, *, has_draft: bool) -> None:
    counts = outcome_counts(submission)
    label = words.history_line(
        submission.created_at, submission.file_name, submission.campaign_name, submission.created_by
    )
    unsettled = not submission.state.is_settled
    icon = ":material/pending:" if unsettled else ":material/done:" if submission.rows_sent else ":material/block:"
    label = f"{escape_markdown(label)} · **{escape_markdown(words.counts_in_a_line(counts))}**"
    with st.expander(label, expanded=unsettled, key=f"past_{submission.id}", icon=icon):
        st.markdown(sending.tally(counts))
        if unsettled:
            show_under_way(submission)
        elif message := words.server_said(submission.message):
            st.caption(escape_markdown(message))
        show_receipt_files(submission)
        with st.container(horizontal=True, gap="small"):
            if has_draft:
                st.button(
                    words.OPEN_DRAFT, key=f"open_{submission.id}", type="tertiary", icon=":material/open_in_new:",
                    on_click=_open, args=(submission.draft_id,),
                )  # fmt: skip
                _error_rows(submission)
            if submission.rows_sent and not unsettled:
                show_take_back(submission)
        _events(services().store.ledger.events(submission.id))


def _error_rows(submission: Submission) -> None:
    """Offer the rows that are not sent, as the draft is now; the file is made when its button is clicked."""
    shared, draft_id = services(), submission.draft_id

    def report_now() -> Report:
        return persistence.session_of_draft(shared.store.drafts.load(draft_id), shared).validate()

    name = steps.rows_not_sent_file(submission.file_name)
    show_error_workbook(report_now, draft_id, f"{name}.xlsx", f"errors_{submission.id}")


def _events(events: list[Event]) -> None:
    lines = [words.event_line(event.at, event.kind, event.who) for event in events if event.kind in words.EVENT_WORDS]
    if lines:
        st.caption(words.EVENTS)
        st.caption("  \n".join(map(escape_markdown, lines)))


@safe_callback
def _open(draft_id: str) -> None:
    st.query_params[persistence.DRAFT] = draft_id


@safe_callback
def _more(shown: int) -> None:
    st.session_state[_SHOWN] = shown + PAGE
