"""The first calls of a send, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.spoken_call import call_html
from callsheet.ui.app.untrusted_text import escape_html
from callsheet.validation import PHONE_NUMBER
from callsheet.wording.ui import prompt
from callsheet.wording.ui import send as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation import Report

FIRST = 3
"""Calls that are shown."""
_MOST_VARIABLES = 3
"""Of a lead, shown where no script says which matter."""


def show_first_calls(report: Report, rows: Sequence[int], *, is_done: bool) -> None:
    """Show what the first leads will hear; without a script, what the agent knows of them.

    Args:
        report: of the file.
        rows: row numbers of leads that are sent, in the order of the file.
        is_done: True after the send, when the calls are shown on request.
    """
    first = list(rows[:FIRST])
    if not first:
        return
    with st.expander(words.first_calls(len(first)), expanded=not is_done, key="first_calls"):
        for column, row in zip(st.columns(FIRST), first, strict=False):
            column.html(_call(report, row))


def _call(report: Report, row: int) -> str:
    lead = report.clean.loc[row]
    number = escape_html(readable_number(str(lead[PHONE_NUMBER])))
    head = f'<p class="call-of"><b>{number}</b> <span>{escape_html(prompt.row(report.table.row_label(row)))}</span></p>'
    script = report.choices.prompt
    if script:
        return head + call_html(report, script, row)
    known = [(name, str(value)) for name, value in lead.items() if name != PHONE_NUMBER and str(value)]
    lines = "<br>".join(
        f"{escape_html(str(name))}: <b>{escape_html(value)}</b>" for name, value in known[:_MOST_VARIABLES]
    )
    return f'{head}<div class="call">{lines or escape_html(words.ONLY_A_NUMBER)}</div>'
