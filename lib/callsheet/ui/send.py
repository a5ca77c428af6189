"""Send: the fact on the button, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import ServerError
from callsheet.files import write_error_workbook
from callsheet.store import State, Submission
from callsheet.ui import keep
from callsheet.ui.boundary import guarded
from callsheet.ui.frame import bottom_bar, plain, show_header, show_title
from callsheet.ui.line import show_line
from callsheet.ui.receipt import show_receipt, show_receipt_files
from callsheet.ui.review import LEFT_BEHIND
from callsheet.ui.services import services
from callsheet.ui.session import Session, Step
from callsheet.wording import screens
from callsheet.wording import sending as words

if TYPE_CHECKING:
    from callsheet.sending import Plan
    from callsheet.validation import Report

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPEN = (State.READY, State.SENDING, State.UNKNOWN)


def show_send(session: Session) -> None:
    """Show the step.

    Raises:
        ServerError: the embedded backend does not start.
        SettingsError: no server can be used.
    """
    report = session.report
    if report is None:
        return
    show_header(Step.SEND)
    show_title(screens.SEND_TITLE, screens.file_line(session.file_name, report.counts.rows, session.campaign_name))
    sender = services().sender()
    submissions = sender.submissions_of(session.draft_id)
    last = submissions[0] if submissions else None
    plan = sender.plan(session.campaign_id, report)
    show_line(report.counts)
    _behind(report)
    _campaign(session)
    _already_sent(plan, {each.id for each in submissions})
    if last is not None:
        _outcome(session, last)
    _bar(session, report, plan, last)


def _campaign(session: Session) -> None:
    try:
        campaign = services().api().campaign(session.campaign_id)
    except ServerError:
        st.caption(words.STATUS_UNKNOWN)
        return
    leads = campaign.total_leads if "total_leads" in campaign.model_fields_set else None
    status = screens.STATUS.get(campaign.status, "") if "status" in campaign.model_fields_set else ""
    st.caption(plain(words.campaign_facts(status, campaign.from_phone_number, leads)))


def _already_sent(plan: Plan, own: set[str]) -> None:
    """Say which numbers went to this campaign before; those of this draft are told by its receipt."""
    others = [claim for claim in plan.already_claimed.values() if claim.submission_id not in own]
    if others:
        latest = max(others, key=lambda claim: claim.claimed_at)
        several = len({claim.submission_id for claim in others}) > 1
        said = words.already_sent(len(others), latest.claimed_at, latest.file_name, several=several)
        st.info(plain(said), icon=":material/history:")


def _behind(report: Report) -> None:
    counts = report.counts
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(screens.left_out(counts.to_json()), width="content")
        if counts.rows != counts.ready:
            st.download_button(
                screens.ERRORS_WORKBOOK, lambda: write_error_workbook(report, LEFT_BEHIND), "error-rows.xlsx",
                _WORKBOOK, key="download_errors_xlsx", type="tertiary", icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def _outcome(session: Session, last: Submission) -> None:
    if last.state is State.SENT:
        show_receipt(last)
        return
    said = plain(screens.outcome(last.state.value, last.rows_carried, last.campaign_name, last.message))
    if last.state in _OPEN:
        st.warning(said, icon=":material/help:")
        st.button(screens.LOOK, key="look", on_click=_look, args=(last,))
        return
    st.error(said, icon=":material/error:")
    if last.refused_rows:
        st.button(screens.show_refused(len(last.refused_rows)), key="refused", on_click=_fold, args=(session, last))
    show_receipt_files(last)


@guarded
def _look(last: Submission) -> None:
    services().sender().settle(last)


@guarded
def _fold(session: Session, last: Submission) -> None:
    keep.move(session.refused_by({**session.refused, **last.refused_numbers}).at(Step.REVIEW))


def _bar(session: Session, report: Report, plan: Plan, last: Submission | None) -> None:
    leads = plan.rows_to_send
    waits = last is not None and last.state in _OPEN
    done = last is not None and last.state is State.SENT and not leads
    with bottom_bar():
        st.markdown(_consequence(report, plan, done=done), width="stretch")
        st.button(screens.BACK, key="back", type="tertiary", on_click=_back)
        if done:
            st.button(screens.START_OVER, key="start_over", type="primary", on_click=keep.forget)
            return
        label = plain(screens.send_button(leads, session.campaign_name))
        if st.button(label, key="send", type="primary", disabled=not leads or waits):
            _send(session, report)


def _consequence(report: Report, plan: Plan, *, done: bool) -> str:
    if done:
        return screens.DONE
    if not report.counts.ready:
        return screens.NOTHING_READY
    return screens.ONCE if plan.rows_to_send else words.ALL_ALREADY_SENT


@guarded
def _back() -> None:
    session = keep.current()
    if session is not None:
        keep.move(session.at(Step.REVIEW))


def _send(session: Session, report: Report) -> None:
    with st.spinner(screens.SENDING):
        submission = (
            services()
            .sender()
            .send(
                session.draft_id,
                report,
                campaign_id=session.campaign_id,
                campaign_name=session.campaign_name,
                file_name=session.file_name,
            )
        )
    if submission.refused_rows:
        keep.put(session.refused_by({**session.refused, **submission.refused_numbers}).at(Step.SEND))
    st.rerun()
