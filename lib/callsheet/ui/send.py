"""Send: the fact on the button, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.files import write_error_workbook
from callsheet.store import State, Submission
from callsheet.ui import keep
from callsheet.ui.boundary import guarded
from callsheet.ui.frame import bottom_bar, plain, show_header, show_title
from callsheet.ui.line import show_line
from callsheet.ui.review import LEFT_BEHIND
from callsheet.ui.services import services
from callsheet.ui.session import Session, Step
from callsheet.wording import screens

if TYPE_CHECKING:
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
    submissions = services().sender().submissions_of(session.draft_id)
    last = submissions[0] if submissions else None
    show_line(report.counts)
    _behind(report)
    if last is not None:
        _outcome(session, last)
    _bar(session, report, last)


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
    words = plain(screens.outcome(last.state.value, last.rows_carried, last.campaign_name, last.message))
    match last.state:
        case State.SENT:
            st.success(words, icon=":material/check_circle:")
        case State.UNKNOWN | State.SENDING | State.READY:
            st.warning(words, icon=":material/help:")
            st.button(screens.LOOK, key="look", on_click=_look, args=(last,))
        case _:
            st.error(words, icon=":material/error:")
            if last.refused_rows:
                st.button(
                    screens.show_refused(len(last.refused_rows)), key="refused", on_click=_fold, args=(session, last)
                )


@guarded
def _look(last: Submission) -> None:
    services().sender().settle(last)


@guarded
def _fold(session: Session, last: Submission) -> None:
    keep.move(session.refused_by({**session.refused, **last.refused_numbers}).at(Step.REVIEW))


def _bar(session: Session, report: Report, last: Submission | None) -> None:
    ready = report.counts.ready
    sent = last is not None and last.state is State.SENT
    blocked = not ready or (last is not None and (last.state in _OPEN or sent))
    with bottom_bar():
        st.markdown(screens.DONE if sent else screens.NOTHING_READY if not ready else screens.ONCE, width="stretch")
        st.button(screens.BACK, key="back", type="tertiary", on_click=_back)
        if sent:
            st.button(screens.START_OVER, key="start_over", type="primary", on_click=keep.forget)
        elif st.button(
            plain(screens.send_button(ready, session.campaign_name)), key="send", type="primary", disabled=blocked
        ):
            _send(session, report)


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
