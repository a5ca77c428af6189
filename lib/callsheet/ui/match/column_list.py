"""The columns of the file: those that are sent with their variables, and those that are not, to be switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.option_labels import column_labels
from callsheet.ui.app.untrusted_text import escape_html, escape_markdown, spoken
from callsheet.ui.app.widget_state import has_changed, remember_rendered, set_value
from callsheet.ui.match import columns as model
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import MAX_VARIABLES, ColumnRole, prompt_variables, rename_reason, variable_name
from callsheet.wording import issues
from callsheet.wording.format import percent
from callsheet.wording.ui import match, steps

if TYPE_CHECKING:
    from callsheet.ui.match.columns import ColumnFacts
    from callsheet.ui.session.session import Session

_WIDTHS = [2.1, 2.2, 3, 0.8, 1.1]
_MAX_SAMPLE = 40


def show_columns(session: Session, facts: list[ColumnFacts]) -> None:
    """Show a line for each column that is sent: its variable, first values, and how full it is.

    Args:
        session: at Match columns, without a script.
        facts: of all columns.
    """
    with st.container(key="sent_columns", gap="xxsmall"):
        titles = [steps.COLUMN, steps.VARIABLE, steps.SAMPLES, steps.FILLED, ""]
        for cell, title in zip(st.columns(_WIDTHS, vertical_alignment="center"), titles, strict=True):
            cell.caption(title)
        for index, column in enumerate(facts):
            if column.column in session.mapping.variables:
                _line(session, column, index)
    if session.mapping.left_out and len(session.mapping.variables) == MAX_VARIABLES:
        headers = [column.header for column in facts if column.column in session.mapping.left_out]
        st.info(escape_markdown(match.too_many(headers)), icon=":material/view_column:")


def show_unsent(session: Session, facts: list[ColumnFacts]) -> None:
    """Show the columns that are not sent, or that are sent though the script does not use them, as switches.

    Args:
        session: at Match columns.
        facts: of all columns.
    """
    used = set(prompt_variables(session.choices.prompt))
    variables = session.mapping.variables
    switched_on = [column for column, name in variables.items() if used and name not in used]
    options = [
        column.column for column in facts if column.column in session.mapping.left_out or column.column in switched_on
    ]
    if not options:
        return
    labels = column_labels(session.table)
    title = match.UNUSED_COLUMNS if used else match.UNSENT_COLUMNS
    st.markdown(f"**{title}** &nbsp; :gray[:small[{match.UNSENT_HINT}]]")
    key = f"unsent_{session.draft_id}"
    set_value(key, switched_on)
    st.pills(
        title,
        options,
        selection_mode="multi",
        key=key,
        format_func=lambda column: escape_markdown(labels[column]),
        label_visibility="collapsed",
        on_change=_switch,
        args=(key, tuple(switched_on)),
    )


def _line(session: Session, facts: ColumnFacts, index: int) -> None:
    header, name, samples, filled, action = st.columns(_WIDTHS, vertical_alignment="center")
    header.markdown(f"**{escape_markdown(facts.header or steps.NO_HEADER)}**")
    with name:
        _name(session, facts, index)
    values = " · ".join(value[:_MAX_SAMPLE] for value in facts.samples)
    samples.html(f'<span class="samples" title="{escape_html(values)}">{escape_html(values)}</span>')
    filled.caption(percent(facts.filled))
    label = match.do_not_send(spoken(facts.header or facts.column))
    key = f"leave_out_{session.draft_id}_{index}"
    action.button(
        match.DO_NOT_SEND, key=key, type="tertiary", help=label, on_click=_leave_out, args=(facts.column,)
    )  # fmt: skip


def _name(session: Session, facts: ColumnFacts, index: int) -> None:
    name = session.mapping.variables[facts.column]
    key = f"name_{session.draft_id}_{index}_{name}"
    remember_rendered(key, name)
    typed = st.text_input(
        steps.variable_name_of(spoken(facts.header or facts.column)),
        name,
        key=key,
        label_visibility="collapsed",
        on_change=_rename,
        args=(facts.column, key),
    )
    if _meant(session, typed) != name:  # typed while the connection was down, so no callback was called for it
        _rename(facts.column, key)
        st.rerun()
    problem = model.problem_of(session.mapping, facts.column)
    if problem is not None:
        st.caption(f":red[{issues.mapping_problem(problem)}]")
        return
    others = {variable for column, variable in session.mapping.variables.items() if column != facts.column}
    renamed = rename_reason(facts.header, name, others)
    if renamed is not None:
        st.caption(escape_markdown(match.RENAMED[renamed]))


@on_session
def _switch(session: Session, key: str, before: tuple[str, ...]) -> None:
    if not has_changed(key):
        return
    wanted, mapping = set(st.session_state[key]), session.mapping
    for column in wanted.difference(before):
        mapping = model.with_role(session.table, mapping, column, ColumnRole.VARIABLE)
    for column in set(before) - wanted:
        mapping = model.with_role(session.table, mapping, column, ColumnRole.LEFT_OUT)
    persistence.save_step(session.with_mapping(mapping))


@on_session
def _leave_out(session: Session, column: str) -> None:
    mapping = model.with_role(session.table, session.mapping, column, ColumnRole.LEFT_OUT)
    persistence.save_step(session.with_mapping(mapping))


@on_session
def _rename(session: Session, column: str, key: str) -> None:
    if has_changed(key):
        name = _meant(session, st.session_state[key])
        if name == session.mapping.variables.get(column):
            set_value(key, name)
        persistence.save_step(session.with_mapping(session.mapping.renamed(column, name)))


def _meant(session: Session, typed: str) -> str:
    return variable_name(typed, set(prompt_variables(session.choices.prompt)))
