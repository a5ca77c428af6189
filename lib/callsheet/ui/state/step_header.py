"""The slim header of the four steps: file, steps as links to those already reached, and campaign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_html
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.campaign_dialog import show_campaign, show_campaign_below
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Collection

_REACHED = "steps_reached"
_ORDER = list(Step)


def show_header(step: Step, session: Session | None = None, *, is_blocked: bool = False) -> None:
    """Show the header.

    Args:
        step: the one that is open.
        session: its file and campaign; None on Upload.
        is_blocked: True if no later step may be opened yet.
    """
    reached = _steps_reached(step, session)
    links = {other for other in reached if other is not step and not (is_blocked and _is_after(other, step))}
    with st.container(key="step_header", horizontal=True, vertical_alignment="center", gap=None):
        if session is not None:
            name = escape_html(session.file_name)
            st.html(f'<span class="file" title="{name}">{name}</span>', width="content")
        with st.container(key="steps", horizontal=True, vertical_alignment="center", gap=None, width="content"):
            for other in _ORDER:
                _show_step(other, step, links, is_done=_is_after(step, other))
        if session is not None:
            show_campaign(session)
    if session is not None and step is not Step.REVIEW:  # Review has it in its drawer
        show_campaign_below(session)


def step_title(step: Step, session: Session) -> str:
    """What the browser's tab says of a step: "Review · Leads Oct.xlsx"."""
    return f"{steps.STEPS[step]} · {session.file_name}"


def _steps_reached(step: Step, session: Session | None) -> frozenset[Step]:
    """The steps that this tab has opened for the draft, and all before them."""
    if session is None:
        return frozenset()
    draft_id, furthest = st.session_state.get(_REACHED, ("", step))
    if draft_id != session.draft_id or _is_after(step, furthest):
        furthest = step
    st.session_state[_REACHED] = (session.draft_id, furthest)
    return frozenset(_ORDER[: _ORDER.index(furthest) + 1])


def _is_after(step: Step, other: Step) -> bool:
    return _ORDER.index(step) > _ORDER.index(other)


def _show_step(step: Step, open_step: Step, links: Collection[Step], *, is_done: bool) -> None:
    label = steps.STEPS[step]
    if step in links:
        icon = ":material/check:" if is_done else None
        st.button(label, key=f"step_{step}", type="tertiary", icon=icon, on_click=_go_to, args=(step,))
        return
    state, current = ("open", ' aria-current="step"') if step is open_step else ("ahead", "")
    st.html(f'<span class="step {state}"{current}>{label}</span>', width="content")


@on_session
def _go_to(session: Session, step: Step) -> None:
    if step is Step.UPLOAD:
        persistence.leave()
    else:
        persistence.save_step(session.go_to(step))
