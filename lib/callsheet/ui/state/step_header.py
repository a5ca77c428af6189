"""The header with the four steps."""

from __future__ import annotations

import streamlit as st

from callsheet.ui.app.layout import style
from callsheet.ui.session.session import Step
from callsheet.wording.ui import steps


def show_header(step: Step) -> None:
    """Show the four steps.

    Args:
        step: the one that is open.
    """
    st.html(style() + _steps_html(step))


def _steps_html(open_step: Step) -> str:
    order = list(Step)
    items = []
    for step in order:
        state = "open" if step is open_step else "done" if order.index(step) < order.index(open_step) else "ahead"
        current = ' aria-current="step"' if state == "open" else ""
        unseen = f'<span class="unseen">, {steps.STEP_DONE}</span>' if state == "done" else ""
        items.append(f'<li class="{state}"{current}>{steps.STEPS[step]}{unseen}</li>')
    return f'<nav class="steps" aria-label="{steps.STEPS_LABEL}"><ol>{"".join(items)}</ol></nav>'
