"""The prompt panel of Match columns: what the agent says, and how the leads of this file fill it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
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


_STRANGE = (HighlightReason.EMPTIEST, HighlightReason.LONGEST, HighlightReason.ALL_CAPS_NAME)
_OPENING = 400
"""Signs of the opening lines that are shown."""


def show_prompt(session: Session) -> None:
    """Show the panel: closed while there is no prompt."""
    prompt = session.choices.prompt
    with st.expander(words.TITLE, expanded=bool(prompt)):
        st.text_area(words.PASTE, prompt, key="prompt", height=110, placeholder=words.EXAMPLE, on_change=_choose_prompt)
        if not prompt or session.mapping.problems():
            return
        report = _report(session)
        for place, each in enumerate(prompt_coverage(report, prompt)):
            _variable(session, report, each, place)
        unused = unused_variables(report, prompt)
        if unused:
            st.caption(escape_markdown(words.unused(unused)))
        _lines(report, prompt)


def _report(session: Session) -> Report:
    """The judgement under the columns as they are now, kept while they are."""
    key = (session.table, session.mapping, session.choices)
    kept = cast("tuple[tuple[object, ...], Report] | None", st.session_state.get("prompt_report"))
    if kept is None or kept[0][0] is not key[0] or kept[0][1:] != key[1:]:
        kept = st.session_state["prompt_report"] = (key, session.validate())
    return kept[1]


def _variable(session: Session, report: Report, variable: PromptVariable, place: int) -> None:
    name, said, action = st.columns([1.6, 3, 3], vertical_alignment="center")
    name.markdown(f"**{escape_markdown('{{' + variable.name + '}}')}**")
    ready = report.counts.ready
    said.caption(
        escape_markdown(words.coverage(variable.filled, known=variable.known, ready=ready, near=variable.near))
    )
    with action:
        if variable.near:
            label = words.rename(variable.near[0], variable.name)
            st.button(
                escape_markdown(label), key=f"near_{place}", on_click=_rename, args=(variable.near[0], variable.name)
            )
        elif variable.known and variable.filled < 1:
            key = f"fallback_{session.draft_id}_{variable.name}"
            st.text_input(
                words.FALLBACK.format(name=variable.name),
                session.choices.fallbacks.get(variable.name, ""),
                key=key,
                placeholder=words.FALLBACK_HINT,
                label_visibility="collapsed",
                on_change=_fall_back,
                args=(variable.name, key),
            )


def _lines(report: Report, prompt: str) -> None:
    """What the agent says to a lead of the operator's choice and to those that sound the strangest."""
    ready = report.frame.index.to_numpy()[report.positions(Bucket.READY)]
    if not len(ready):
        return
    looks = {each.row: each.reason for each in highlight_rows(report, 1) if each.reason in _STRANGE}
    st.markdown(f"**{match.HOW_IT_SOUNDS}**")
    first, last = int(ready[0]), int(ready[-1])
    wanted = st.number_input(match.HEAR_ROW, first, last, first, key=f"hear_{len(ready)}_{first}", width=160)
    nearest = int(ready[min(int(np.searchsorted(ready, wanted)), len(ready) - 1)])
    for row in dict.fromkeys([nearest, *looks]):
        why = f" · {issues.look(looks[row])}" if row in looks else ""
        spoken = " ".join(render_prompt(report, prompt, row).split())[:_OPENING]
        st.markdown(f":gray[:small[{escape_markdown(words.row(row) + why)}]]  \n{escape_markdown(spoken)}")


@on_session
def _choose_prompt(session: Session) -> None:
    said = st.session_state["prompt"].strip()
    if said != session.choices.prompt:
        persistence.save_step(session.with_prompt(said))


@on_session
def _rename(session: Session, old: str, new: str) -> None:
    columns = [column for column, name in session.mapping.variables.items() if name == old] if session else []
    if columns:
        persistence.save_step(session.with_mapping(session.mapping.renamed(columns[0], new)))


@on_session
def _fall_back(session: Session, name: str, key: str) -> None:
    said = st.session_state[key].strip()
    if said != session.choices.fallbacks.get(name, ""):
        persistence.save_step(session.with_fallback(name, said))
