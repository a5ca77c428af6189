"""The rail beside the grid: causes as tasks, who will not be called, files, rows worth a look, charts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_html
from callsheet.ui.charts.of_file import charts_html
from callsheet.ui.corrections.merge_report import show_merge_report
from callsheet.ui.review.causes import show_causes
from callsheet.ui.review.files import show_files
from callsheet.ui.review.not_called import show_not_called
from callsheet.validation import render_prompt
from callsheet.wording import issues
from callsheet.wording.ui import prompt as prompt_words
from callsheet.wording.ui import review as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.ui.session.summary import Summary
    from callsheet.validation import Report

_MAX_LINE = 120
_PREVIEW = f'<h2 class="group information">{words.PREVIEW}</h2><p class="preview" data-callsheet="preview"></p>'
"""Filled by the grid's script with the call to the row under the cursor."""


def show_rail(session: Session, report: Report, summary: Summary) -> None:
    """Show the rail."""
    show_merge_report(session)
    show_causes(session, summary)
    show_not_called(report)
    show_files(session, report)
    if report.choices.prompt:
        st.html(_PREVIEW)
    _show_highlights(report, summary)
    if summary.statistics is not None:
        with st.expander(prompt_words.PICTURES):
            st.html(charts_html(summary.statistics))


def _show_highlights(report: Report, summary: Summary) -> None:
    """Show the ready rows that a person should look at before they are called, closed at first."""
    if not summary.highlights:
        return
    rows = len({highlight.row for highlight in summary.highlights})
    with st.expander(f"{prompt_words.WORTH} ({rows})"):
        for row, highlights in groupby(sorted(summary.highlights), key=lambda highlight: highlight.row):
            reasons = dict.fromkeys(issues.look(highlight.reason) for highlight in highlights)
            label = escape_html(prompt_words.row(report.table.row_label(row)))
            link = f'<button type="button" data-callsheet="row" data-row="{row}">{label}</button>'
            why, text = escape_html(", ".join(reasons)), escape_html(_opening(report, row))
            st.html(f'<p class="worth-a-look">{link} {why} <small>{text}</small></p>')


def _opening(report: Report, row: int) -> str:
    """What the agent says to a row, or its values where there is no prompt; cut off."""
    if report.choices.prompt:
        return render_prompt(report, report.choices.prompt, row)[:_MAX_LINE]
    values = report.page([row], list(report.mapping.variables)).values
    return " · ".join(filter(None, values[0]))[:_MAX_LINE]
