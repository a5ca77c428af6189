"""The receipt of a submission: where the leads went, counts that add up, and the files to download."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import make_receipt, outcome_counts
from callsheet.store import DestinationKind
from callsheet.ui.app.downloads import WORKBOOK
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.send.batch.made_batches import show_made_batches
from callsheet.ui.send.dashboard_file import show_pieces
from callsheet.wording import sending as words
from callsheet.wording.destinations import NAMES, SENT, handed_over

if TYPE_CHECKING:
    from callsheet.store import Submission


def show_receipt(submission: Submission) -> None:
    """Show the receipt of a submission.

    Args:
        submission: in any state.
    """
    counts = outcome_counts(submission)
    with st.container(key=f"receipt_{submission.id}", gap="small"):
        st.subheader(escape_markdown(_first_line(submission)), anchor=False)
        st.markdown(words.tally(counts, NAMES[submission.destination], SENT[submission.destination]))
        facts = [
            submission.file_name,
            words.sent_by(submission.created_at, submission.created_by),
        ]
        st.caption(" · ".join(map(escape_markdown, facts)))
        show_made_batches(submission)
        show_pieces(submission)
        show_receipt_files(submission)


def _first_line(submission: Submission) -> str:
    if submission.destination is DestinationKind.FILE:
        return handed_over(submission.rows_sent, submission.campaign_name)
    return words.sent_to(submission.rows_sent, submission.campaign_name)


def show_receipt_files(submission: Submission) -> None:
    """Show the downloads of a receipt; each file is made when its button is clicked."""
    ledger, name = services().store.ledger, f"receipt-{submission.id[:8]}"
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            words.RECEIPT_WORKBOOK, lambda: make_receipt(ledger, submission).as_workbook(), f"{name}.xlsx", WORKBOOK,
            key=f"receipt_xlsx_{submission.id}", type="tertiary", icon=":material/receipt_long:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            words.RECEIPT_CSV, lambda: make_receipt(ledger, submission).as_csv(), f"{name}.csv", "text/csv",
            key=f"receipt_csv_{submission.id}", type="tertiary", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            words.RECEIPT_JSON, lambda: make_receipt(ledger, submission).as_json(), f"{name}.json", "application/json",
            key=f"receipt_json_{submission.id}", type="tertiary", icon=":material/data_object:", on_click="ignore",
        )  # fmt: skip
