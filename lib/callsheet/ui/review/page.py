"""Review: every problem is shown in place and fixed there. A fragment, so that an edit redraws this step alone."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING, Any

import streamlit as st

from callsheet.files import write_clean_csv, write_error_csv
from callsheet.ui.app.downloads import LEFT_BEHIND, show_error_workbook
from callsheet.ui.app.error_boundary import CONFLICT, error_boundary
from callsheet.ui.app.layout import bottom_bar, show_title
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, set_value
from callsheet.ui.corrections.apply import show_import_result
from callsheet.ui.review.causes import show_causes, show_column_filter, show_highlights, summary_of
from callsheet.ui.review.count_line import show_count_line
from callsheet.ui.review.grid import grid_columns, grid_entries, lead_grid, page_payload, with_entries
from callsheet.ui.session.session import Session, Step
from callsheet.ui.session.view import Tab, View
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.step_header import show_header
from callsheet.ui.state.tab_cache import cached
from callsheet.wording import issues
from callsheet.wording.ui import review as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.delta_generator import DeltaGenerator

    from callsheet.validation import Report

_HEAD_START = 0.025
"""Seconds in which the browser renders the grid before it gets the rest of the page; chosen by hand, on a laptop."""
_PIXELS_PER_PAGE_NUMBER, _MAX_PAGINATION_WIDTH = 56, 460


def show_review(session: Session) -> None:
    """Show the step."""
    show_header(Step.REVIEW)
    rows = len(session.table.frame)
    show_title(steps.REVIEW_TITLE, steps.file_line(session.file_name, rows, session.campaign_name))
    show_import_result()
    _review()


@st.fragment
def _review() -> None:
    with error_boundary():
        _show()


def _show() -> None:
    session = persistence.current()
    if session is None or session.step is not Step.REVIEW:
        st.rerun()
    if st.session_state.get(CONFLICT):
        st.rerun()
    session = _with_missed_entries(session if session.report else persistence.set_current(session.go_to(Step.REVIEW)))
    report, view = session.report, session.view
    if report is None or view is None:
        return
    columns = cached("grid_columns", report.table, (report.mapping,), lambda: grid_columns(report))
    payload = page_payload(session, columns, empty=_empty(view))
    line, above, filters = st.container(), st.container(), st.container()
    lead_grid(payload, key="grid", on_entries=_apply_entries)  # first, because the operator waits for its colours
    sleep(_HEAD_START)
    with line:
        show_count_line(report.counts)
    with filters:
        column_filter = _filters(session, report, view)
    _pages(view)
    _downloads(report, session.draft_id)
    below = st.container()
    _bar(report)
    summary = summary_of(session)
    with above:
        show_causes(session, summary)
    with column_filter:
        show_column_filter(session, summary)
    with below:
        show_highlights(session, summary)


def _with_missed_entries(session: Session) -> Session:
    """With grid entries whose callback never ran, because another run superseded theirs."""
    after = with_entries(session, grid_entries("grid"))
    return session if after is session else persistence.save_choices(session, after)


def _empty(view: View) -> str:
    if view.search or view.focus is not None:
        return steps.NOTHING_FOUND
    return steps.ALL_READY if view.tab is Tab.NEED_FIXING else steps.NO_ROWS


@on_session
def _apply_entries(session: Session, entries: Sequence[dict[str, Any]]) -> None:
    persistence.save_choices(session, with_entries(session, entries))


def _filters(session: Session, report: Report, view: View) -> DeltaGenerator:
    """Show the filters; returns an empty container for the filter by column, whose counts take longer to compute."""
    counts = report.counts
    rows_by_tab = {
        Tab.NEED_FIXING: counts.errors,
        Tab.ALL: counts.rows,
        Tab.READY: counts.ready,
        Tab.DUPLICATES: counts.duplicates,
        Tab.LEFT_OUT: counts.left_out,
    }
    only_when_filled = (Tab.DUPLICATES, Tab.LEFT_OUT)
    st.session_state["tab"] = view.tab
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(horizontal=True, width="content", vertical_alignment="center", gap="small"):
            st.segmented_control(
                "Show",
                [tab for tab in Tab if tab not in only_when_filled or rows_by_tab[tab] or tab is view.tab],
                format_func=lambda tab: steps.tab(tab, rows_by_tab[tab]),
                key="tab",
                required=True,
                label_visibility="collapsed",
                on_change=_filter,
            )
            column_filter = st.container(width="content")
        with st.container(horizontal=True, width="content", vertical_alignment="center", gap="small"):
            _undo_buttons(session)
            st.text_input(
                steps.SEARCH,
                placeholder=steps.SEARCH,
                key="search",
                icon=":material/search:",
                type="search",
                label_visibility="collapsed",
                width=240,
                on_change=_filter,
            )
    if view.focus is not None and view.focus.code:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            reason = issues.reason(view.focus.code, view.focus.detail)
            st.markdown(escape_markdown(words.ONLY.format(what=reason)), width="content")
            st.button(words.SHOW_ALL, key="unfocus", type="tertiary", on_click=_unfocus)
    return column_filter


def _undo_buttons(session: Session) -> None:
    history = session.undo_history
    st.button(
        words.UNDO,
        key="undo",
        type="tertiary",
        icon=":material/undo:",
        help=escape_markdown(words.undo_help(history.undo_label)) if history.done else None,
        disabled=not history.done,
        on_click=_undo,
    )
    st.button(
        words.REDO,
        key="redo",
        type="tertiary",
        icon=":material/redo:",
        help=escape_markdown(words.redo_help(history.redo_label)) if history.undone else None,
        disabled=not history.undone,
        on_click=_redo,
    )


@on_session
def _undo(session: Session) -> None:
    persistence.save_choices(session, session.undo())


@on_session
def _redo(session: Session) -> None:
    persistence.save_choices(session, session.redo())


@on_session
def _unfocus(session: Session) -> None:
    persistence.set_current(session.filtered(focus=None))


@on_session
def _filter(session: Session) -> None:
    persistence.set_current(session.filtered(Tab(st.session_state["tab"]), st.session_state["search"] or "", None))


def _pages(view: View) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"{steps.span(*view.span, len(view.rows))} · {steps.GRID_HINT}", width="content")
        if view.pages > 1:
            key = f"page_{view.generation}"
            set_value(key, view.page)
            st.pagination(view.pages, key=key, width=_pagination_width(view.pages), on_change=_turn_page, args=(key,))


def _pagination_width(pages: int) -> int:
    """Pixels for the page numbers; left to itself the widget measures too early and shows one number only."""
    return min(_MAX_PAGINATION_WIDTH, _PIXELS_PER_PAGE_NUMBER * (pages + 2))


@on_session
def _turn_page(session: Session, key: str) -> None:
    if has_changed(key):
        persistence.set_current(session.with_page(st.session_state[key]))


def _downloads(report: Report, draft_id: str) -> None:
    counts = report.counts
    no_error_rows = not (counts.errors or counts.duplicates or counts.left_out)
    with st.container(horizontal=True, gap="small"):
        show_error_workbook(lambda: report, draft_id, "download_errors_xlsx", disabled=no_error_rows)
        st.download_button(
            steps.ERRORS_CSV,
            lambda: write_error_csv(report, LEFT_BEHIND, draft_id),
            "error-rows.csv",
            "text/csv",
            key="download_errors_csv",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
            disabled=no_error_rows,
        )
        st.download_button(
            steps.CLEAN,
            lambda: write_clean_csv(report.clean),
            "clean-leads.csv",
            "text/csv",
            key="download_clean",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
            disabled=not counts.ready,
        )


def _bar(report: Report) -> None:
    ready = report.counts.ready
    with bottom_bar():
        st.markdown(steps.still_to_fix(report.counts.errors), width="stretch")
        st.button(steps.BACK, key="back", type="tertiary", on_click=_go_to, args=(Step.MATCH,))
        st.button(
            steps.continue_with(ready),
            key="continue",
            type="primary",
            disabled=not ready,
            on_click=_go_to,
            args=(Step.SEND,),
        )


@on_session
def _go_to(session: Session, step: Step) -> None:
    persistence.save_step(session.go_to(step))
