"""The prompt panel of Match columns: how the columns fill the prompt, and what the agent says to single leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.script_answers import clear_answer, show_near_column, show_ways_to_fill
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import (
    Filled,
    HighlightReason,
    highlight_rows,
    prompt_coverage,
    render_prompt,
    unused_variables,
)
from callsheet.wording import issues
from callsheet.wording.ui import match
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import PromptVariable, Report


_ODD = (HighlightReason.EMPTIEST, HighlightReason.LONGEST, HighlightReason.ALL_CAPS_NAME)
_OPENING = 400
"""Characters of the prompt that are shown for a lead."""


def show_prompt(session: Session) -> None:
    """Show the panel; collapsed while there is no prompt."""
    prompt = session.choices.prompt
    with st.expander(words.TITLE, expanded=bool(prompt)):
        st.text_area(words.PASTE, prompt, key="prompt", height=110, placeholder=words.EXAMPLE, on_change=_choose_prompt)
        if not prompt or session.mapping.problems():
            return
        report = _report(session)
        for index, variable in enumerate(prompt_coverage(report, prompt)):
            _variable(session, report, variable, index)
        unused = unused_variables(report, prompt)
        if unused:
            st.caption(escape_markdown(words.unused(unused)))
        _openings(report, prompt)


def _report(session: Session) -> Report:
    """The report under the current mapping and choices; cached in the tab."""
    return cached("prompt_report", session.table, (session.mapping, session.choices), session.validate)


def _variable(session: Session, report: Report, variable: PromptVariable, index: int) -> None:
    name, coverage, action = st.columns([1.6, 3, 3], vertical_alignment="center")
    name.markdown(f"**{escape_markdown('{{' + variable.name + '}}')}**")
    coverage.caption(escape_markdown(_sentence(report, variable)))
    with action, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if variable.filled_by is Filled.NOTHING:
            if variable.near:
                show_near_column(session, variable.name, variable.near[0], f"near_{index}")
            show_ways_to_fill(session, variable.name, "match")
        elif variable.filled_by not in (Filled.BUILT_IN, Filled.COLUMN):
            key, args = f"change_{index}", (variable.name,)
            st.button(words.CHANGE, key=key, type="tertiary", on_click=clear_answer, args=args)


def _sentence(report: Report, variable: PromptVariable) -> str:
    """What fills a variable, and how many leads it holds back."""
    name, mapping = variable.name, report.mapping
    text = mapping.constants.get(name) or report.choices.fallbacks.get(name, "")
    if variable.filled_by is Filled.NOTHING:
        text = words.empty_in(variable.held_back) if name in mapping.variables.values() else ""
    return words.coverage(
        variable.filled_by.value,
        name,
        held_back=variable.held_back,
        without=variable.by_fallback,
        text=text,
        near=report.table.header_of(variable.near[0]).strip() if variable.near else "",
    )


def _openings(report: Report, prompt: str) -> None:
    """Show what the agent says to a row of the operator's choice, and to ready rows that may sound odd."""
    ready = report.frame.index.to_numpy()[report.callable_positions()]
    if not len(ready):
        return
    odd_rows = {odd.row: odd.reason for odd in highlight_rows(report, 1) if odd.reason in _ODD}
    st.markdown(f"**{match.HOW_IT_SOUNDS}**")
    first, last = int(ready[0]), int(ready[-1])
    row_to_hear = st.number_input(match.HEAR_ROW, first, last, first, key=f"hear_{len(ready)}_{first}", width=160)
    nearest = int(ready[min(int(np.searchsorted(ready, row_to_hear)), len(ready) - 1)])
    for row in dict.fromkeys([nearest, *odd_rows]):
        why = f" · {issues.look(odd_rows[row])}" if row in odd_rows else ""
        spoken = " ".join(render_prompt(report, prompt, row).split())[:_OPENING]
        st.markdown(f":gray[:small[{escape_markdown(words.row(row) + why)}]]  \n{escape_markdown(spoken)}")


@on_session
def _choose_prompt(session: Session) -> None:
    prompt = st.session_state["prompt"].strip()
    if prompt != session.choices.prompt:
        persistence.save_step(session.with_prompt(prompt))
