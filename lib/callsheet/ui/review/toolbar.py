"""The toolbar above the grid: which rows it shows, search, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.option_labels import column_labels
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, set_value
from callsheet.ui.session.summary import Focus
from callsheet.ui.session.view import Tab
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import IssueCode
from callsheet.wording import issues
from callsheet.wording.ui import review as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.ui.session.summary import Summary
    from callsheet.ui.session.view import View
    from callsheet.validation import Report

MIN_COLUMNS, MAX_COLUMNS = 2, 5
"""Columns with problems from which on they are offered as a filter, and how many are offered."""
_COLUMN = "column_in_focus"
_ONLY_WHEN_FILLED = (Tab.DUPLICATES, Tab.LEFT_OUT)
_POSITION = (
    f'<input class="position" data-callsheet="position" type="text" inputmode="numeric" autocomplete="off" '
    f'aria-label="{words.GO_TO_ROW}" title="{words.GO_TO_ROW_HELP}">'
)
"""Filled by the grid's script with the rows in view; a number typed into it is the row to go to."""
_SEARCH_WIDTH = 210
"""Pixels; less where the toolbar is narrow."""
_SEARCH = (
    f'<input class="search" data-callsheet="search" type="search" autocomplete="off" spellcheck="false" '
    f'placeholder="{steps.SEARCH}" aria-label="{steps.SEARCH}" title="{words.SEARCH_HELP}">'
)
"""Read by the grid's script at each key, which also shows what the search has found and the way to replace it."""


def show_toolbar(session: Session, report: Report, view: View, summary: Summary) -> None:
    """Show the toolbar."""
    st.html(
        f'<button type="button" class="rail-fold" title="{words.FOLD}" aria-label="{words.FOLD}"></button>',
        width="content",
    )
    _tabs(report, view)
    if view.focus is not None and view.focus.code:
        reason = issues.reason(view.focus.code, view.focus.detail)
        is_duplicates = view.focus.code == IssueCode.DUPLICATE.value
        label = words.SIDE_BY_SIDE if is_duplicates else escape_markdown(words.only(reason, len(view.rows)))
        st.button(label, key="unfocus", icon=":material/close:", help=words.SHOW_ALL, on_click=_unfocus)
    else:
        _column_filter(session, summary)
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        st.html(_POSITION, width="content")
        _undo_buttons(session)
        with st.container(key="search", width=_SEARCH_WIDTH):
            st.html(_SEARCH)


def _tabs(report: Report, view: View) -> None:
    counts = report.counts
    rows_by_tab = view.rows_found(report) or {
        Tab.NEED_FIXING: counts.errors,
        Tab.ALL: counts.rows,
        Tab.READY: counts.ready,
        Tab.DUPLICATES: counts.duplicates,
        Tab.LEFT_OUT: counts.left_out + counts.without_consent,
    }
    st.session_state["tab"] = view.tab
    st.segmented_control(
        "Show",
        [tab for tab in Tab if tab not in _ONLY_WHEN_FILLED or rows_by_tab[tab] or tab is view.tab],
        format_func=lambda tab: steps.tab(tab, rows_by_tab[tab]),
        key="tab",
        required=True,
        label_visibility="collapsed",
        width="content",
        on_change=_filter,
    )


def _column_filter(session: Session, summary: Summary) -> None:
    """Show the columns with problems, each with its count, as a filter; nothing if it is only one column."""
    if len(summary.columns) < MIN_COLUMNS or session.view is None:
        return
    counts = dict(summary.columns[:MAX_COLUMNS])
    focus = session.view.focus
    set_value(_COLUMN, focus.column if focus and not focus.code and focus.column in counts else None)
    labels = column_labels(session.table)
    st.selectbox(
        words.BY_COLUMN,
        list(counts),
        index=None,
        format_func=lambda column: f"{labels[column]} {counts[column]:,}",
        key=_COLUMN,
        placeholder=words.ANY_COLUMN,
        label_visibility="collapsed",
        width=170,
        on_change=_focus_column,
    )


def _undo_buttons(session: Session) -> None:
    history = session.undo_history
    st.button(
        words.UNDO,
        key="undo",
        type="tertiary",
        icon=":material/undo:",
        help=escape_markdown(words.undo_help(history.undo_label)) if history.done else None,
        disabled=not history.done,
        on_click=undo,
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
def undo(session: Session) -> None:
    """Widget callback: take the last step back."""
    persistence.save_choices(session, session.undo())


@on_session
def _redo(session: Session) -> None:
    persistence.save_choices(session, session.redo())


@on_session
def _unfocus(session: Session) -> None:
    persistence.set_current(session.filtered(focus=None))


@on_session
def _filter(session: Session) -> None:
    persistence.set_current(session.filtered(Tab(st.session_state["tab"]), focus=None))


@on_session
def _focus_column(session: Session) -> None:
    if has_changed(_COLUMN):
        column = st.session_state[_COLUMN]
        focused = session.filtered(Tab.ALL, focus=Focus("", "", column)) if column else session.filtered(focus=None)
        persistence.set_current(focused)
