"""The prompt panel of Match columns: how the columns fill the prompt, and what the agent says to single leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import (
    Bucket,
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
    ready = report.counts.ready
    sentence = words.coverage(variable.filled, known=variable.known, ready=ready, near=variable.near)
    coverage.caption(escape_markdown(sentence))
    with action:
        if variable.near:
            label = words.rename(variable.near[0], variable.name)
            st.button(
                escape_markdown(label), key=f"near_{index}", on_click=_rename, args=(variable.near[0], variable.name)
            )
        elif variable.known and variable.filled < 1:
            key = f"fallback_{session.draft_id}_{variable.name}"
            st.text_input(
                words.FALLBACK.format(name=variable.name),
                session.choices.fallbacks.get(variable.name, ""),
                key=key,
                placeholder=words.FALLBACK_HINT,
                label_visibility="collapsed",
                on_change=_set_fallback,
                args=(variable.name, key),
            )


def _openings(report: Report, prompt: str) -> None:
    """Show what the agent says to a row of the operator's choice, and to ready rows that may sound odd."""
    ready = report.frame.index.to_numpy()[report.positions(Bucket.READY)]
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


@on_session
def _rename(session: Session, old: str, new: str) -> None:
    columns = [column for column, name in session.mapping.variables.items() if name == old]
    if columns:
        persistence.save_step(session.with_mapping(session.mapping.renamed(columns[0], new)))


@on_session
def _set_fallback(session: Session, name: str, key: str) -> None:
    text = st.session_state[key].strip()
    if text != session.choices.fallbacks.get(name, ""):
        persistence.save_step(session.with_fallback(name, text))
