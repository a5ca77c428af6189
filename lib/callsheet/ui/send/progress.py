"""Submissions on the Send page: progress of those under way, receipt of finished ones, and their questions."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import ServerError
from callsheet.sending import is_sender_running
from callsheet.store import WAITING, DestinationKind, Hold, PartState, Recall, RowState, SubmissionState
from callsheet.ui.app.error_boundary import error_boundary, safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.auth.user import sent_from
from callsheet.ui.charts.of_send import send_charts
from callsheet.ui.send.batch.made_batches import have_all_ended
from callsheet.ui.send.press import is_stopping, stop_submission
from callsheet.ui.send.questions.question import show_question
from callsheet.ui.send.receipt import show_receipt, show_receipt_files
from callsheet.ui.session.session import Step
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.wording import schedule as schedule_words
from callsheet.wording.destinations import NAMES
from callsheet.wording.ui import send as words
from callsheet.wording.ui import steps
from callsheet.wording.ui.destinations import REST_WAITS, TAKE_BACK_WARNING, take_back
from callsheet.wording.ui.schedule import LEAVING

if TYPE_CHECKING:
    from callsheet.store import Submission
    from callsheet.ui.session.session import Session

_DONE = (RowState.SENT, RowState.REFUSED, RowState.TAKEN_BACK, RowState.HELD_BACK, RowState.WITHDRAWN)


def show_under_way(submission: Submission, *, has_bar: bool = False) -> None:
    """Show a submission that is not settled, updated every second; sending continues when the page is left.

    Args:
        submission: the submission.
        has_bar: True where the bar of the page has the button that sends the rest.
    """
    _follow(submission.id, was_held=submission.state is SubmissionState.HELD, has_bar=has_bar)


@st.fragment(run_every=1.0)
def _follow(submission_id: str, *, was_held: bool, has_bar: bool) -> None:
    with error_boundary(repeats=True):
        with suppress(ServerError):
            services().address()  # restarts an embedded backend that has died
        services().wake_sender()
        services().store.ledger.expire_leases()
        services().store.ledger.withdraw_abandoned()
        submission = services().store.ledger.get(submission_id)
        if submission.state.is_settled or (submission.state is SubmissionState.HELD) is not was_held:
            st.rerun()
        _show_open(submission, has_bar=has_bar)


def _show_open(submission: Submission, *, has_bar: bool) -> None:
    counts = submission.row_counts
    done = sum(counts.get(state, 0) for state in _DONE)
    total = submission.rows_carried
    with st.container(key=f"under_way_{submission.id}", gap="small"):
        st.progress(
            done / total if total else 1.0, escape_markdown(words.progress(done, total, submission.campaign_name))
        )
        st.caption(words.tally_of_rows(_rows_by_state(submission)))
        later = submission.waiting_until(services().store.clock.now())
        if later:
            must_run = schedule_words.must_run(next(iter(later)), sent_from())
            st.info(f"{schedule_words.waiting(later)} {must_run}", icon=":material/schedule:")
        if len(later) > 1:
            with st.expander(LEAVING, key=f"leaving_{submission.id}"):
                st.html(send_charts(None, 0, later))
        match submission.state:
            case SubmissionState.UNKNOWN:
                for question in services().send_service().answers.questions(submission):
                    show_question(question)
            case SubmissionState.HELD:
                _show_held(submission, has_bar=has_bar)
            case _ if not is_sender_running(services().store, submission.server):
                st.caption(words.SENDER_STARTS)
        _show_stop(submission)


def _show_held(submission: Submission, *, has_bar: bool) -> None:
    left = submission.row_counts.get(RowState.READY, 0)
    if submission.hold is Hold.TRIAL and submission.rows_sent:
        rest = f" {REST_WAITS}" if submission.destination is DestinationKind.BATCH_CALL else ""
        st.info(f"{words.trial_sent(submission.rows_sent, left)}{rest}", icon=":material/hearing:")
    else:
        reason = words.held(submission.hold.value, submission.message)
        st.warning(escape_markdown(reason), icon=":material/pause_circle:")
    if not has_bar:
        st.button(words.send_the_other(left), key=f"release_{submission.id}", on_click=resume, args=(submission.id,))


@safe_callback
def resume(submission_id: str) -> None:
    """Send the rest of a submission that waits for the operator."""
    services().send_service().resume(submission_id)
    services().wake_sender()


def _rows_by_state(submission: Submission) -> dict[str, int]:
    """Leads by state; those that are still being prepared are counted apart from those that wait to be sent."""
    rows = {state.value: number for state, number in submission.row_counts.items()}
    planned = sum(part.rows for part in submission.in_state(PartState.PLANNED))
    waiting = RowState.READY.value
    return rows | {waiting: rows[waiting] - planned, words.PLANNED: planned} if planned else rows


def _show_stop(submission: Submission) -> None:
    is_held = submission.state is SubmissionState.HELD
    if is_stopping(submission.id) or not submission.in_state(*WAITING):
        on_their_way = submission.row_counts.get(RowState.SENDING, 0)
        if is_stopping(submission.id) or submission.row_counts.get(RowState.WITHDRAWN, 0):
            st.caption(words.stopping(on_their_way))
        return
    st.button(words.CANCEL_REST if is_held else words.STOP, key=f"stop_{submission.id}", icon=":material/stop_circle:",
              on_click=_stop, args=(submission.id,))  # fmt: skip


@safe_callback
def _stop(submission_id: str) -> None:
    stop_submission(submission_id)


def show_submission(submission: Submission, *, is_newest: bool) -> None:
    """Show a submission that is settled.

    Args:
        submission: a settled one.
        is_newest: True for the last one of its draft, which alone can be taken back or have its rows fixed.
    """
    if submission.rows_sent or submission.state is SubmissionState.SENT:
        show_receipt(submission)
    else:
        sentence = words.nothing_sent(submission.state.value, submission.rows_carried, submission.message)
        st.error(escape_markdown(sentence), icon=":material/error:")
        show_receipt_files(submission)
    if not is_newest:
        return
    if submission.refused:
        st.button(steps.show_refused(len(submission.refused)), key="refused", on_click=_fix)
    if submission.rows_sent:
        show_take_back(submission)


def show_take_back(submission: Submission) -> None:
    """Offer to remove the leads that were not called yet, where the server supports it.

    Args:
        submission: one with sent leads.
    """
    if submission.recall is Recall.ASKED:
        services().wake_sender()
        _wait_for_take_back(submission.id)
        return
    removed = submission.row_counts.get(RowState.TAKEN_BACK, 0)
    kind = submission.destination
    is_campaign = kind is DestinationKind.CAMPAIGN
    if submission.recall is Recall.DONE:
        st.caption(words.taken_back(removed, submission.rows_sent, NAMES[kind]))
    if submission.erased_at is None and _can_be_taken_back(submission):
        label = words.take_back(submission.rows_sent) if is_campaign else take_back(kind, submission.rows_sent)
        with st.popover(label, type="tertiary", icon=":material/undo:"):
            st.markdown(words.TAKE_BACK_WARNING if is_campaign else TAKE_BACK_WARNING[kind])
            st.button(label, key=f"take_back_{submission.id}", on_click=_take_back, args=(submission.id,))


def _can_be_taken_back(submission: Submission) -> bool:
    if submission.destination is DestinationKind.CAMPAIGN:
        return services().can_recall()
    return not have_all_ended(submission)


@st.fragment(run_every=1.0)
def _wait_for_take_back(submission_id: str) -> None:
    submission = services().store.ledger.get(submission_id)
    if submission.recall is Recall.DONE:
        st.rerun()
    removed = submission.row_counts.get(RowState.TAKEN_BACK, 0)
    total = removed + submission.rows_sent
    st.progress(removed / total if total else 1.0, words.removing(removed, total, NAMES[submission.destination]))
    st.button(words.STOP_REMOVING, key=f"stop_removing_{submission_id}", icon=":material/stop_circle:",
              on_click=_stop_removing, args=(submission_id,))  # fmt: skip


@safe_callback
def _stop_removing(submission_id: str) -> None:
    services().send_service().stop_recall(submission_id)


@safe_callback
def _take_back(submission_id: str) -> None:
    services().send_service().request_recall(submission_id)
    services().wake_sender()


@on_session
def _fix(session: Session) -> None:
    persistence.save_step(session.go_to(Step.REVIEW))
