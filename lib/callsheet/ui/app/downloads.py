"""Files that a page offers, drawn up when they are asked for."""

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
LEFT_BEHIND = (Bucket.ERRORS, Bucket.DUPLICATES, Bucket.LEFT_OUT)


def show_error_workbook(report_of: Callable[[], Report], draft_id: str, key: str, *, disabled: bool = False) -> None:
    """Offer the rows that stay behind as a workbook, which can be brought back into its upload.

    Args:
        report_of: draws up the judgement; called when the file is asked for, outside the session.
        draft_id: the upload.
        key: of the button.
        disabled: True when there is no such row.
    """

    def written() -> bytes:
        return write_error_workbook(report_of(), LEFT_BEHIND, draft_id)

    st.download_button(
        steps.ERRORS_WORKBOOK, written, "error-rows.xlsx", WORKBOOK, key=key, type="tertiary",
        icon=":material/download:", on_click="ignore", disabled=disabled,
    )  # fmt: skip
