"""The files of Review: rows to fix and ready leads as downloads, named after the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.files import write_clean_csv, write_error_csv
from callsheet.ui.app.downloads import LEFT_BEHIND, show_error_workbook
from callsheet.ui.corrections.drop_box import show_drop_box
from callsheet.wording.ui import review as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import Report


def show_files(session: Session, report: Report) -> None:
    """Show the downloads."""
    counts, draft_id = report.counts, session.draft_id
    no_error_rows = not counts.not_sent
    name = steps.error_file(session.file_name, counts.errors, counts.not_sent)
    with st.container(key="files", gap=None):
        st.html(f'<h2 class="group">{words.FILES}</h2>')
        show_error_workbook(lambda: report, draft_id, f"{name}.xlsx", "download_errors_xlsx", disabled=no_error_rows)
        st.download_button(
            steps.ERRORS_CSV,
            lambda: write_error_csv(report, LEFT_BEHIND, draft_id),
            f"{name}.csv",
            "text/csv",
            key="download_errors_csv",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
            disabled=no_error_rows,
        )
        st.download_button(
            steps.CLEAN,
            lambda: write_clean_csv(report.clean),
            f"{steps.clean_file(session.file_name, counts.ready)}.csv",
            "text/csv",
            key="download_clean",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
            disabled=not counts.ready,
        )
    if not no_error_rows:
        show_drop_box()
