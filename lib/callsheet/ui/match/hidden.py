"""Hidden rows, columns and sheets of a workbook: reported, and kept or left out as the operator chooses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, remember_rendered, set_value
from callsheet.ui.match import columns as model
from callsheet.ui.state import draft_files, persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import (
    ColumnRole,
    NoteCode,
    hidden_columns,
    hidden_rows,
    with_hidden_rows,
    without_hidden_columns,
    without_hidden_rows,
)
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session

SHOWN_WITH_A_CHOICE = (NoteCode.HIDDEN_ROWS, NoteCode.HIDDEN_COLUMNS, NoteCode.HIDDEN_SHEETS, NoteCode.PREAMBLE_SKIPPED)
"""Notes that are shown here with a choice, and therefore not among the others."""


def show_hidden(session: Session) -> None:
    """Ask whether hidden rows are called, and say that hidden columns are not sent; nothing for most files."""
    rows, columns = hidden_rows(session.table), hidden_columns(session.table)
    if rows:
        left_out = words.LEAVE_OUT if rows <= session.choices.left_out_rows else words.CALL_THEM
        chosen = None if is_hidden_row_question_open(session) else left_out
        _choice(words.hidden_rows(len(rows)), "hidden_rows", (words.CALL_THEM, words.LEAVE_OUT), chosen)
    if columns:
        names = [session.table.header_of(column) or column for column in columns]
        chosen = words.DO_NOT_SEND if set(columns) <= set(session.mapping.left_out) else words.SEND_THEM
        _choice(words.hidden_columns(names), "hidden_columns", (words.DO_NOT_SEND, words.SEND_THEM), chosen)


def is_hidden_row_question_open(session: Session) -> bool:
    """True while the operator has not said whether the rows hidden in the workbook are called."""
    rows = hidden_rows(session.table)
    choices = session.choices
    return bool(rows) and not (choices.calls_hidden_rows or choices.edits or rows & choices.left_out_rows)


def _choice(sentence: str, key: str, options: tuple[str, str], chosen: str | None) -> None:
    set_value(key, chosen)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/visibility_off: {escape_markdown(sentence)}", width="content")
        st.segmented_control(
            escape_markdown(sentence), options, key=key, label_visibility="collapsed", on_change=_CALLBACKS[key]
        )


def show_sheets(session: Session) -> None:
    """Show which sheet is used, if several have rows; hidden sheets can be chosen as well."""
    source = session.table.source
    sheets = {sheet.name: sheet for sheet in source.sheets if sheet.rows}
    if len(sheets) < 2 or source.sheet not in sheets:  # noqa: PLR2004 - a choice needs two
        return
    key = f"other_sheet_{source.sheet}"
    remember_rendered(key, source.sheet)
    st.selectbox(
        words.SHEET,
        list(sheets),
        index=list(sheets).index(source.sheet),
        format_func=lambda name: words.sheet(name, sheets[name].rows, visible=sheets[name].visible),
        key=key,
        label_visibility="collapsed",
        width=260,
        on_change=_choose_sheet,
        args=(key,),
    )


@on_session
def _choose_rows(session: Session) -> None:
    if has_changed("hidden_rows") and st.session_state["hidden_rows"] is not None:
        leave_out = st.session_state["hidden_rows"] == words.LEAVE_OUT
        choose = without_hidden_rows if leave_out else with_hidden_rows
        choices = replace(choose(session.table, session.choices), calls_hidden_rows=not leave_out)
        persistence.save_step(session.with_decisions(choices))


@on_session
def _choose_columns(session: Session) -> None:
    if not has_changed("hidden_columns") or st.session_state["hidden_columns"] is None:
        return
    mapping = session.mapping
    if st.session_state["hidden_columns"] == words.DO_NOT_SEND:
        mapping = without_hidden_columns(session.table, mapping)
    else:
        for column in hidden_columns(session.table):
            if column in mapping.left_out:
                mapping = model.with_role(session.table, mapping, column, ColumnRole.VARIABLE)
    persistence.save_step(session.with_mapping(mapping))


@on_session
def _choose_sheet(session: Session, key: str) -> None:
    if has_changed(key):
        draft_files.reread_file(session, sheet=str(st.session_state[key]))


_CALLBACKS = {"hidden_rows": _choose_rows, "hidden_columns": _choose_columns}
