"""Match columns: which column is called, what fills the agent's script, and how a call will sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.layout import bottom_bar, show_title
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.match import columns as model
from callsheet.ui.match.call_preview import show_call_preview
from callsheet.ui.match.column_list import show_columns, show_unsent
from callsheet.ui.match.consent import show_consent, show_consent_columns
from callsheet.ui.match.country import open_doubt, show_country_question
from callsheet.ui.match.files import show_add_file, show_files
from callsheet.ui.match.header_row import show_header_row
from callsheet.ui.match.hidden import SHOWN_WITH_A_CHOICE, is_hidden_row_question_open, show_hidden
from callsheet.ui.match.phone_columns import show_phone_question
from callsheet.ui.match.phones import show_phone_card
from callsheet.ui.match.script import leave_script, script_coverage, show_script
from callsheet.ui.match.tools import STEP_NOTES, show_tools
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.recipes import show_recalled, without_recipe
from callsheet.ui.state.step_header import show_header, step_title
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import MappingProblem, NoteCode
from callsheet.wording import issues, notes
from callsheet.wording.format import count
from callsheet.wording.ui import match, steps
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from callsheet.ui.match.columns import ColumnFacts

_CSS = (Path(__file__).parent / "match.css").read_text("utf-8")
_SHOWN_ELSEWHERE = (*SHOWN_WITH_A_CHOICE, *STEP_NOTES, NoteCode.ENCODING_GUESSED)
_WIDTHS = [2.7, 1]
"""Of the work and of the preview beside it."""


def show_match(session: Session) -> None:
    """Show the step."""
    st.html(f"<style>{_CSS}</style>")
    show_header(Step.MATCH, session, is_blocked=hindrance(session) is not None)
    show_title(steps.MATCH_TITLE, about=step_title(Step.MATCH, session), unseen=True)
    facts = cached("column_facts", session.table, (), lambda: model.facts_of(session.table))
    script = session.choices.prompt
    # the same columns with and without a script: the box in which it is typed must not be drawn anew
    work, preview = st.columns(_WIDTHS, gap="medium")
    with work, st.container(gap="small"):
        _work(session, facts)
    with preview, st.container(key="call_preview", gap="small"):
        if script and not session.mapping.problems():
            show_call_preview(session)
        else:
            st.caption(words.PREVIEW_HERE)
    _bar(session)


def _work(session: Session, facts: list[ColumnFacts]) -> None:
    show_recalled(session, _start_from_file)
    show_phone_card(session)
    show_phone_question(session)
    show_country_question(session)
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            show_header_row(session)
            show_add_file(session)
            show_consent_columns(session)
        show_files(session)
        show_hidden(session)
        show_consent(session)
    show_tools(session)
    _notes(session)
    show_script(session, facts)
    if not session.choices.prompt:
        show_columns(session, facts)
    show_unsent(session, facts)


@on_session
def _start_from_file(session: Session) -> None:
    persistence.save_step(without_recipe(session))


def _notes(session: Session) -> None:
    table = session.table
    shown = [note for note in table.notes if note.code not in _SHOWN_ELSEWHERE]
    if any(note.code is NoteCode.ENCODING_GUESSED for note in table.notes):
        samples = cached("accents", table, (), lambda: model.accented_words(table))
        if samples:
            st.info(escape_markdown(match.accents(samples)), icon=":material/spellcheck:")
    sentences = [notes.note(note.code, note.rows, note.columns, note.facts) for note in shown]
    if sentences:
        st.info("  \n".join(map(escape_markdown, sentences)), icon=":material/info:")


def hindrance(session: Session) -> str | None:
    """Why there is no way on yet, in a sentence; None if nothing is in the way."""
    problems = session.mapping.problems()
    if problems:
        most_urgent = MappingProblem.NO_PHONE_COLUMN
        problem = most_urgent if most_urgent in problems else next(iter(problems))
        return issues.mapping_problem(problem)
    if open_doubt(session) is not None:
        return match.CHOOSE_COUNTRY
    return match.HIDDEN_ROWS_UNANSWERED if is_hidden_row_question_open(session) else None


def _bar(session: Session) -> None:
    reason = hindrance(session)
    with bottom_bar():
        st.markdown(escape_markdown(reason) if reason else _summary(session), width="stretch")
        st.button(steps.START_OVER, key="start_over", on_click=persistence.leave)
        st.button("Continue", key="continue", type="primary", disabled=reason is not None, on_click=_continue)


def _summary(session: Session) -> str:
    """How many columns the agent gets, and how many leads a variable of the script holds back."""
    sent = count(len(session.mapping.variables) + len(session.mapping.constants), "variable") + " for the agent"
    if not session.choices.prompt:
        return f"{count(len(session.table.frame), 'row')} · {sent}"
    held_back = {item.name: item.held_back for item in script_coverage(session) if item.held_back}
    if not held_back:
        return f"{count(len(session.table.frame), 'row')} · {sent}"
    return f"{count(len(session.table.frame), 'row')} · :red[{escape_markdown(words.held_back(held_back))}]"


@on_session
def _continue(session: Session) -> None:
    leave_script()
    persistence.save_step(session.go_to(Step.REVIEW))
