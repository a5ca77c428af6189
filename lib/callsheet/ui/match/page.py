"""Match columns: one row a column, filled in, one press to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.layout import bottom_bar, show_title
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, remember_rendered
from callsheet.ui.match import columns as model
from callsheet.ui.match.header_row import show_header_row
from callsheet.ui.match.hidden import TOLD_HERE, show_hidden
from callsheet.ui.match.phones import show_phone_choices
from callsheet.ui.match.prompt import show_prompt
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.recipes import show_recalled, without_recipe
from callsheet.ui.state.step_header import show_header
from callsheet.validation import MAX_VARIABLES, ColumnRole, MappingProblem, rename_reason
from callsheet.wording import issues, notes
from callsheet.wording.format import count, percent
from callsheet.wording.ui import match, steps

if TYPE_CHECKING:
    from callsheet.ui.match.columns import ColumnFacts

_WIDTHS = [2.1, 2.8, 0.8, 2.0, 2.2]


def show_match(session: Session) -> None:
    """Show the step."""
    show_header(Step.MATCH)
    rows = len(session.table.frame)
    show_title(steps.MATCH_TITLE, steps.file_line(session.file_name, rows, session.campaign_name))
    show_recalled(session, _start_afresh)
    with st.container(gap="xsmall"):
        show_header_row(session)
        show_hidden(session)
    _notes(session)
    _too_many(session)
    facts = _facts(session)
    _head()
    for place, each in enumerate(facts):
        _row(session, each, place)
    show_phone_choices(session)
    show_prompt(session)
    _bar(session)


@on_session
def _start_afresh(session: Session) -> None:
    persistence.save_step(without_recipe(session))


def _facts(session: Session) -> list[ColumnFacts]:
    kept = st.session_state.get("column_facts")
    if kept is None or kept[0] is not session.table:
        kept = st.session_state["column_facts"] = (session.table, model.facts_of(session.table))
    return list(kept[1])


def _notes(session: Session) -> None:
    others = [each for each in session.table.notes if each.code not in TOLD_HERE]
    told = [notes.note(each.code, each.rows, each.columns, each.facts) for each in others]
    if told:
        st.info("  \n".join(escape_markdown(sentence) for sentence in told), icon=":material/info:")


def _too_many(session: Session) -> None:
    columns = len(session.table.frame.columns) - len(session.mapping.phone)
    if columns > MAX_VARIABLES and session.mapping.left_out:
        kept = len(session.mapping.variables)
        st.info(steps.too_many(kept, len(session.mapping.left_out)), icon=":material/view_column:")


def _head() -> None:
    titles = [steps.COLUMN, steps.SAMPLES, steps.FILLED, steps.TARGET, ""]
    for cell, title in zip(st.columns(_WIDTHS, vertical_alignment="center"), titles, strict=True):
        cell.caption(title)


def _row(session: Session, facts: ColumnFacts, place: int) -> None:
    header, samples, filled, target, name = st.columns(_WIDTHS, vertical_alignment="center")
    header.markdown(f"**{escape_markdown(facts.header or steps.NO_HEADER)}**")
    samples.caption(escape_markdown(" · ".join(value[:40] for value in facts.samples)) or " ")
    filled.caption(percent(facts.filled))
    now = session.mapping.role_of(facts.column)
    options, key = list(ColumnRole), f"becomes_{session.draft_id}_{place}_{now}"
    remember_rendered(key, now)
    target.selectbox(
        f"{facts.header or facts.column} becomes",
        options,
        index=options.index(now),
        key=key,
        format_func=lambda each: steps.BECOMES[each],
        label_visibility="collapsed",
        on_change=_retarget,
        args=(facts.column, key),
    )
    with name:
        if now is ColumnRole.PHONE:
            candidate = next((each for each in session.mapping.candidates if each.column == facts.column), None)
            if candidate is not None:
                st.caption(steps.phone_reason(candidate.share, named=candidate.named))
        elif now is ColumnRole.VARIABLE:
            _name(session, facts, place)


def _name(session: Session, facts: ColumnFacts, place: int) -> None:
    name = session.mapping.variables[facts.column]
    key = f"name_{session.draft_id}_{place}_{name}"
    remember_rendered(key, name)
    said = st.text_input(
        f"Variable name of {facts.header or facts.column}",
        name,
        key=key,
        label_visibility="collapsed",
        on_change=_rename,
        args=(facts.column, key),
    )
    if said.strip() != name:  # typed while the server was away: it never saw this box, nor its change
        _rename(facts.column, key)
        st.rerun()
    problem = model.problem_of(session.mapping, facts.column)
    if problem is not None:
        st.caption(f":red[{issues.mapping_problem(problem)}]")
        return
    others = {each for column, each in session.mapping.variables.items() if column != facts.column}
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
    with bottom_bar():
        if MappingProblem.NO_PHONE_COLUMN in problems:
            st.markdown(issues.mapping_problem(MappingProblem.NO_PHONE_COLUMN), width="stretch")
        elif problems:
            st.markdown(issues.mapping_problem(next(iter(problems))), width="stretch")
        else:
            st.markdown(count(len(session.mapping.variables), "variable") + " for the agent", width="stretch")
        st.button(steps.START_OVER, key="start_over", type="tertiary", on_click=persistence.leave)
        st.button("Continue", key="continue", type="primary", disabled=bool(problems), on_click=_go_on)


@on_session
def _go_on(session: Session) -> None:
    persistence.save_step(session.go_to(Step.REVIEW))
