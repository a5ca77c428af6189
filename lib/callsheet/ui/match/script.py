"""The agent's script on Match columns: its variables are a form of what fills each of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from callsheet.ui.app.option_labels import column_labels
from callsheet.ui.app.untrusted_text import escape_html, escape_markdown
from callsheet.ui.app.widget_state import has_changed, remember_rendered
from callsheet.ui.state import persistence
from callsheet.ui.state.agent_script import show_script_origin
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.script_answers import clear_answer, show_near_column, show_ways_to_fill
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import Filled, prompt_coverage
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from callsheet.ui.match.columns import ColumnFacts
    from callsheet.ui.session.session import Session
    from callsheet.validation import PromptVariable, Report

_WIDTHS = [1.5, 2, 3.6]
_MAX_SAMPLE = 24
_TYPED = "script_typed"
"""Key of the draft whose script is typed on this page."""
_SCRIPT = Path(__file__).with_name("script_typing.js")


def show_script(session: Session, facts: list[ColumnFacts]) -> None:
    """Show the script, and what fills its variables.

    Args:
        session: at Match columns.
        facts: of all columns.
    """
    script = session.choices.prompt
    with st.container(key="script", gap="xxsmall"):
        st.markdown(f"**{words.TITLE}**")
        show_script_origin(session)
        with st.container() if is_typed_here(session) else st.expander(words.SHOW_SCRIPT):
            st.text_area(
                words.PASTE, script, key="prompt", height=96, placeholder=words.EXAMPLE, on_change=_choose_script
            )
        with st.container(key="script_typing"):
            _component()(key="script_typing_script")
    if not script or session.mapping.problems():
        return
    samples = {column.column: " · ".join(value[:_MAX_SAMPLE] for value in column.samples) for column in facts}
    with st.container(key="script_variables", gap="xxsmall"):
        for index, variable in enumerate(script_coverage(session)):
            _variable(session, variable, samples, index)


def is_typed_here(session: Session) -> bool:
    """True from when the page is shown without a script until it is left: the box must not move while it is typed in.

    Args:
        session: at Match columns.
    """
    if not session.choices.prompt:
        st.session_state[_TYPED] = session.draft_id
    return st.session_state.get(_TYPED) == session.draft_id


def leave_script() -> None:
    """Let the script be folded when the page is opened again."""
    st.session_state.pop(_TYPED, None)


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("callsheet_script_typing", js=_SCRIPT.read_text("utf-8"))


def script_report(session: Session) -> Report:
    """The report under the present mapping and choices; cached in the tab."""
    return cached("prompt_report", session.table, (session.mapping, session.choices), session.validate)


def script_coverage(session: Session) -> list[PromptVariable]:
    """How the leads fill each variable of the script; cached in the tab.

    Args:
        session: with a script, and a mapping without problems.
    """
    script = session.choices.prompt
    key = (session.mapping, session.choices)
    return cached("script_coverage", session.table, key, lambda: prompt_coverage(script_report(session), script))


def _variable(session: Session, variable: PromptVariable, samples: dict[str, str], index: int) -> None:
    column = next((column for column, name in session.mapping.variables.items() if name == variable.name), None)
    is_missing = variable.filled_by is Filled.NOTHING
    name, choice, facts = st.columns(_WIDTHS, vertical_alignment="center")
    state = "unfilled" if is_missing else "filled"
    name.html(f'<code class="variable {state}">{{{{{escape_html(variable.name)}}}}}</code>')
    if variable.filled_by is not Filled.BUILT_IN:
        with choice:
            _choose_column_for(session, variable.name, column, index)
    sentence = escape_markdown(_sentence(session, variable))
    with facts, st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if column is not None and samples.get(column):
                st.html(f'<span class="samples">{escape_html(samples[column])}</span>', width="content")
            if not is_missing:
                st.caption(sentence, width="content")
            _actions(session, variable, index)
        if is_missing:
            st.caption(f":red[{sentence}]")


def _choose_column_for(session: Session, name: str, column: str | None, index: int) -> None:
    options = [other for other in session.table.frame.columns if other not in session.mapping.phone]
    key = f"column_of_{session.draft_id}_{index}_{column}"
    remember_rendered(key, column)
    st.selectbox(
        words.column_for(name),
        options,
        index=options.index(column) if column in options else None,
        key=key,
        placeholder=words.CHOOSE_COLUMN,
        format_func=column_labels(session.table).__getitem__,
        label_visibility="collapsed",
        on_change=_choose_column,
        args=(name, key),
    )


def _actions(session: Session, variable: PromptVariable, index: int) -> None:
    if variable.filled_by is Filled.NOTHING:
        if variable.near:
            show_near_column(session, variable.name, variable.near[0], f"near_{index}")
        show_ways_to_fill(session, variable.name, "match")
    elif variable.filled_by not in (Filled.BUILT_IN, Filled.COLUMN):
        key, args = f"change_{index}", (variable.name,)
        st.button(words.CHANGE, key=key, type="tertiary", on_click=clear_answer, args=args)


def _sentence(session: Session, variable: PromptVariable) -> str:
    """What fills a variable, and how many leads it holds back."""
    name, mapping = variable.name, session.mapping
    text = mapping.constants.get(name) or session.choices.fallbacks.get(name, "")
    if variable.filled_by is Filled.NOTHING:
        text = words.empty_in(variable.held_back) if name in mapping.variables.values() else ""
    return words.coverage(
        variable.filled_by.value,
        name,
        held_back=variable.held_back,
        without=variable.by_fallback,
        text=text,
        near="",  # the button beside it asks
    )


@on_session
def _choose_column(session: Session, name: str, key: str) -> None:
    if has_changed(key):
        persistence.save_step(session.with_column_for(name, st.session_state[key]))


@on_session
def _choose_script(session: Session) -> None:
    script = st.session_state["prompt"].strip()
    if script != session.choices.prompt:
        persistence.save_step(session.with_prompt(script))
