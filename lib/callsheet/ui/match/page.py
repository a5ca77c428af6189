"""Match columns: one line per column with a suggested role, to be checked and continued from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.layout import bottom_bar, show_title
from callsheet.ui.app.untrusted_text import escape_markdown, spoken
from callsheet.ui.app.widget_state import has_changed, remember_rendered
from callsheet.ui.match import columns as model
from callsheet.ui.match.header_row import show_header_row
from callsheet.ui.match.hidden import SHOWN_WITH_A_CHOICE, show_hidden
from callsheet.ui.match.phone_columns import phone_leads, show_phone_question
from callsheet.ui.match.phones import open_doubt, show_country_question, show_phone_choices
from callsheet.ui.match.prompt import show_prompt
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.recipes import show_recalled, without_recipe
from callsheet.ui.state.step_header import show_header, step_title
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import MAX_VARIABLES, ColumnRole, MappingProblem, rename_reason
from callsheet.wording import issues, notes
from callsheet.wording.format import count, percent
from callsheet.wording.ui import match, steps

if TYPE_CHECKING:
    from callsheet.ui.match.columns import ColumnFacts

_WIDTHS = [2.1, 2.8, 0.8, 2.0, 2.2]


def show_match(session: Session) -> None:
    """Show the step."""
    is_blocked = bool(session.mapping.problems()) or open_doubt(session) is not None
    show_header(Step.MATCH, session, is_blocked=is_blocked)
    show_title(steps.MATCH_TITLE, about=step_title(Step.MATCH, session))
    show_recalled(session, _start_from_file)
    with st.container(gap="xsmall"):
        show_header_row(session)
        show_hidden(session)
    show_phone_question(session)
    show_country_question(session)
    _notes(session)
    _too_many(session)
    _heading()
    facts = cached("column_facts", session.table, (), lambda: model.facts_of(session.table))
    for index, column in enumerate(facts):
        _row(session, column, index)
    show_phone_choices(session)
    show_prompt(session)
    _bar(session)


@on_session
def _start_from_file(session: Session) -> None:
    persistence.save_step(without_recipe(session))


def _notes(session: Session) -> None:
    shown = [note for note in session.table.notes if note.code not in SHOWN_WITH_A_CHOICE]
    sentences = [notes.note(note.code, note.rows, note.columns, note.facts) for note in shown]
    if sentences:
        st.info("  \n".join(map(escape_markdown, sentences)), icon=":material/info:")


def _too_many(session: Session) -> None:
    columns = len(session.table.frame.columns) - len(session.mapping.phone)
    if columns > MAX_VARIABLES and session.mapping.left_out:
        variables = len(session.mapping.variables)
        st.info(steps.too_many(variables, len(session.mapping.left_out)), icon=":material/view_column:")


def _heading() -> None:
    titles = [steps.COLUMN, steps.SAMPLES, steps.FILLED, steps.TARGET, ""]
    for cell, title in zip(st.columns(_WIDTHS, vertical_alignment="center"), titles, strict=True):
        cell.caption(title)


def _row(session: Session, facts: ColumnFacts, index: int) -> None:
    header, samples, filled, target, name = st.columns(_WIDTHS, vertical_alignment="center")
    header.markdown(f"**{escape_markdown(facts.header or steps.NO_HEADER)}**")
    samples.caption(escape_markdown(" · ".join(value[:40] for value in facts.samples)) or " ")
    filled.caption(percent(facts.filled))
    now = session.mapping.role_of(facts.column)
    options, key = list(ColumnRole), f"becomes_{session.draft_id}_{index}_{now}"
    remember_rendered(key, now)
    target.selectbox(
        steps.becomes(spoken(facts.header or facts.column)),
        options,
        index=options.index(now),
        key=key,
        format_func=lambda role: steps.BECOMES[role],
        label_visibility="collapsed",
        on_change=_retarget,
        args=(facts.column, key),
    )
    with name:
        if now is ColumnRole.PHONE:
            leads = next((leads for leads in phone_leads(session) if leads.column == facts.column), None)
            if leads is not None:
                st.caption(match.phone_found(leads.numbers, leads.repairable, len(session.table.frame)))
        elif now is ColumnRole.VARIABLE:
            _name(session, facts, index)


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
    if typed.strip() != name:  # typed while the connection was down, so no callback was called for it
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
def _retarget(session: Session, column: str, key: str) -> None:
    if has_changed(key):
        target = st.session_state[key]
        persistence.save_step(session.with_mapping(model.with_role(session.table, session.mapping, column, target)))


@on_session
def _rename(session: Session, column: str, key: str) -> None:
    if has_changed(key):
        persistence.save_step(session.with_mapping(session.mapping.renamed(column, st.session_state[key])))


def _bar(session: Session) -> None:
    problems = session.mapping.problems()
    is_in_doubt = not problems and open_doubt(session) is not None
    with bottom_bar():
        if MappingProblem.NO_PHONE_COLUMN in problems:
            st.markdown(issues.mapping_problem(MappingProblem.NO_PHONE_COLUMN), width="stretch")
        elif problems:
            st.markdown(issues.mapping_problem(next(iter(problems))), width="stretch")
        elif is_in_doubt:
            st.markdown(match.CHOOSE_COUNTRY, width="stretch")
        else:
            st.markdown(count(len(session.mapping.variables), "variable") + " for the agent", width="stretch")
        st.button(steps.START_OVER, key="start_over", on_click=persistence.leave)
        is_blocked = bool(problems) or is_in_doubt
        st.button("Continue", key="continue", type="primary", disabled=is_blocked, on_click=_continue)


@on_session
def _continue(session: Session) -> None:
    persistence.save_step(session.go_to(Step.REVIEW))
