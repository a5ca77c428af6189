"""Download buttons whose files are made when they are clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.files import write_error_workbook
from callsheet.validation import Bucket
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Report

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LEFT_BEHIND = (Bucket.ERRORS, Bucket.DUPLICATES, Bucket.LEFT_OUT, Bucket.WITHOUT_CONSENT)
"""Buckets of the rows that an error file contains."""


def show_error_workbook(
    report_of: Callable[[], Report], draft_id: str, name: str, key: str, *, disabled: bool = False
) -> None:
    """Offer the rows that are not sent as a workbook, which can be corrected and dropped on Upload.

    Args:
        report_of: returns the report; called when the button is clicked, outside of the script run.
        draft_id: the draft it belongs to.
        name: of the file.
        key: of the button.
        disabled: True if there is no such row.
    """
    st.download_button(
        steps.ERRORS_WORKBOOK,
        lambda: write_error_workbook(report_of(), LEFT_BEHIND, draft_id),
        name,
        WORKBOOK,
        key=key,
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
        disabled=disabled,
    )
