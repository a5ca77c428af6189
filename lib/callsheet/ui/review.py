"""Review: see every problem in place, fix it there. The only fragment: an edit repaints this step and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from callsheet.files import write_clean_csv, write_error_csv, write_error_workbook
from callsheet.ui import keep
from callsheet.ui.boundary import boundary, guarded
from callsheet.ui.frame import bottom_bar, show_header, show_title
from callsheet.ui.grid import lead_grid, page_payload, unseen
from callsheet.ui.line import show_line
from callsheet.ui.session import Session, Step
from callsheet.ui.view import Tab, View
from callsheet.validation import Bucket, Report
from callsheet.wording import screens

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEFT_BEHIND = (Bucket.ERRORS, Bucket.DUPLICATES, Bucket.LEFT_OUT)


def show_review(session: Session) -> None:
    """Show the step."""
    show_header(Step.REVIEW)
    rows = len(session.table.frame)
    show_title(screens.REVIEW_TITLE, screens.file_line(session.file_name, rows, session.campaign_name))
    _review()


@st.fragment
def _review() -> None:
    with boundary():
        _show()


def _show() -> None:
    session = keep.current()
    if session is None or session.step is not Step.REVIEW or session.report is None or session.view is None:
        st.rerun()
    report, view = session.report, session.view
    show_line(report.counts)
    _filters(report, view)
    empty = screens.NOTHING_FOUND if view.search else screens.NO_ROWS
    if view.tab is Tab.NEED_FIXING and not view.search:
        empty = screens.ALL_READY
    payload = page_payload(report, view.page_rows, view=view.name, empty=empty, acknowledged=session.acknowledged)
    lead_grid(payload, key="grid", on_edits=_edited)
    _pages(view)
    _downloads(report)
    _bar(report)


@guarded
def _edited(sent: Sequence[dict[str, Any]]) -> None:
    session = keep.current()
    if session is not None:
        keep.take_edits(session, *unseen(sent, session.acknowledged))


def _filters(report: Report, view: View) -> None:
    counts = report.counts
    numbers = {Tab.NEED_FIXING: counts.errors, Tab.ALL: counts.rows, Tab.READY: counts.ready}
    st.session_state["tab"] = view.tab
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.segmented_control(
            "Show",
            list(Tab),
            format_func=lambda tab: screens.tab(tab, numbers[tab]),
            key="tab",
            required=True,
            label_visibility="collapsed",
            on_change=_filter,
        )
        st.text_input(
            screens.SEARCH,
            placeholder=screens.SEARCH,
            key="search",
            icon=":material/search:",
            type="search",
            label_visibility="collapsed",
            width=280,
            on_change=_filter,
        )


@guarded
def _filter() -> None:
    session = keep.current()
    if session is not None:
        st.session_state.pop("page", None)
        keep.put(session.shown(Tab(st.session_state["tab"]), st.session_state["search"] or ""))


def _pages(view: View) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"{screens.span(*view.span, len(view.rows))} · {screens.GRID_HINT}", width="content")
        if view.pages > 1:
            st.session_state["page"] = view.page
            st.pagination(view.pages, key="page", on_change=_turn)


@guarded
def _turn() -> None:
    session = keep.current()
    if session is not None:
        keep.put(session.turned(st.session_state["page"]))


def _downloads(report: Report) -> None:
    counts = report.counts
    left = not (counts.errors or counts.duplicates or counts.left_out)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            screens.ERRORS_WORKBOOK, lambda: write_error_workbook(report, LEFT_BEHIND), "error-rows.xlsx", _WORKBOOK,
            key="download_errors_xlsx", type="tertiary", icon=":material/download:", on_click="ignore", disabled=left,
        )  # fmt: skip
        st.download_button(
            screens.ERRORS_CSV, lambda: write_error_csv(report, LEFT_BEHIND), "error-rows.csv", "text/csv",
            key="download_errors_csv", type="tertiary", icon=":material/download:", on_click="ignore", disabled=left,
        )  # fmt: skip
        st.download_button(
            screens.CLEAN, lambda: write_clean_csv(report.clean), "clean-leads.csv", "text/csv",
            key="download_clean", type="tertiary", icon=":material/download:", on_click="ignore",
            disabled=not counts.ready,
        )  # fmt: skip


def _bar(report: Report) -> None:
    ready = report.counts.ready
    with bottom_bar():
        st.markdown(screens.still_to_fix(report.counts.errors), width="stretch")
        st.button(screens.BACK, key="back", type="tertiary", on_click=_go, args=(Step.MATCH,))
        st.button(
            screens.continue_with(ready),
            key="continue",
            type="primary",
            disabled=not ready,
            on_click=_go,
            args=(Step.SEND,),
        )


@guarded
def _go(step: Step) -> None:
    session = keep.current()
    if session is not None:
        keep.move(session.at(step))
