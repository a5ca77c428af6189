"""Tools for columns: what was done, each with an undo, and a form with a preview for the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.option_labels import column_labels
from callsheet.ui.app.untrusted_text import escape_html, escape_markdown
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import ColumnStep, NoteCode, Tool, phone_columns, preview_step
from callsheet.validation.model.steps import CREATES_COLUMNS
from callsheet.wording import notes
from callsheet.wording.ui import match as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import StepPreview

STEP_NOTES = (NoteCode.COLUMN_STEP, NoteCode.COLUMN_STEP_SKIPPED)
"""Notes that are shown here with an undo, and therefore not among the others."""
_TOOL = "tidy_tool"
_MOST_SHOWN = 60


def show_tools(session: Session) -> None:
    """Show the steps that were done, and the folded form."""
    with st.container(key="tidy", gap="xxsmall"):
        done = [note for note in session.table.notes if note.code in STEP_NOTES]
        for index, note in enumerate(done):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                icon = "check" if note.code is NoteCode.COLUMN_STEP else "warning"
                sentence = escape_markdown(notes.note(note.code, (), note.columns, note.facts))
                st.markdown(f":material/{icon}: {sentence}", width="content")
                st.button(words.UNDO_STEP, key=f"undo_step_{index}", type="tertiary", on_click=_undo, args=(index,))
        with st.expander(words.TIDY):
            _form(session)


def _form(session: Session) -> None:
    chosen = st.selectbox(words.TOOL, list(Tool), format_func=lambda tool: words.TOOLS[tool.value], key=_TOOL)
    tool = Tool(chosen or Tool.JOIN)
    phones = phone_columns(session.mapping, session.choices)
    columns = [column for column in session.table.frame.columns if tool in CREATES_COLUMNS or column not in phones]
    labels = column_labels(session.table)
    most = 1 if tool is Tool.SPLIT else None
    st.multiselect(
        words.TOOL_COLUMNS[tool.value], columns, format_func=labels.__getitem__, key=f"tidy_columns_{tool}",
        placeholder=words.CHOOSE_COLUMN, max_selections=most,
    )  # fmt: skip
    _parameters(tool)
    if phones and tool not in CREATES_COLUMNS:
        st.caption(words.PHONES_STAY)
    step = _step()
    if step is None:
        return
    preview = cached("step_preview", session.table, (step, phones), lambda: preview_step(session.table, step, phones))
    _show_preview(preview)
    st.button(words.do_step(preview.cells), key="do_step", type="secondary", disabled=not preview.cells, on_click=_do)


def _parameters(tool: Tool) -> None:
    """The boxes that a tool needs besides its columns."""
    defaults = {"text": " " if tool in CREATES_COLUMNS else "", "into_0": "", "into_1": "", "replacement": ""}
    fields = {
        Tool.JOIN: ("text", "into_0"),
        Tool.SPLIT: ("text", "into_0", "into_1"),
        Tool.FILL_BLANKS: ("text",),
        Tool.REPLACE: ("text", "replacement"),
    }.get(tool, ())
    flags = {Tool.SPLIT: ("from_end",), Tool.REPLACE: ("match_case", "whole_cell")}.get(tool, ())
    if not fields:
        return
    with st.container(horizontal=True, gap="small"):
        for field in fields:
            key = f"tidy_{field}_{tool}"
            st.session_state.setdefault(key, defaults[field])
            st.text_input(words.TOOL_FIELDS[tool.value][field], key=key, width=220)
    with st.container(horizontal=True, gap="small"):
        for flag in flags:
            st.checkbox(words.TOOL_FLAGS[flag], key=f"tidy_{flag}_{tool}")


def _step() -> ColumnStep | None:
    """The step that the form says; None while something is missing."""
    tool = Tool(st.session_state.get(_TOOL, Tool.JOIN))

    def value(field: str) -> str:
        return str(st.session_state.get(f"tidy_{field}_{tool}", ""))

    columns = tuple(st.session_state.get(f"tidy_columns_{tool}", ()))
    into = {Tool.JOIN: 1, Tool.SPLIT: 2}.get(tool, 0)
    names = tuple(value(f"into_{index}").strip() for index in range(into))
    is_complete = len(columns) > (tool is Tool.JOIN) and all(names) and len(set(names)) == into
    if not is_complete or (tool in (Tool.FILL_BLANKS, Tool.REPLACE) and not value("text")):
        return None
    flags = {flag: bool(st.session_state.get(f"tidy_{flag}_{tool}")) for flag in words.TOOL_FLAGS}
    return ColumnStep(tool, columns, names, value("text"), value("replacement"), **flags)


def _show_preview(preview: StepPreview) -> None:
    if not preview.cells:
        st.caption(escape_markdown(words.nothing_to_do(notes.step_problem(preview.note.facts))))
        return
    lines = [
        f"<tr><td>{escape_html(' · '.join(sample.before)[:_MOST_SHOWN])}</td><td>→</td>"
        f"<td>{escape_html(' · '.join(sample.after)[:_MOST_SHOWN])}</td></tr>"
        for sample in preview.samples
    ]
    st.html(f'<table class="before-after">{"".join(lines)}</table>')


@on_session
def _do(session: Session) -> None:
    step = _step()
    if step is not None:
        for key in [key for key in st.session_state if str(key).startswith("tidy_") and key != _TOOL]:
            del st.session_state[key]
        persistence.save_step(session.with_steps((*session.choices.steps, step)))


@on_session
def _undo(session: Session, index: int) -> None:
    steps = session.choices.steps
    persistence.save_step(session.with_steps((*steps[:index], *steps[index + 1 :])))
