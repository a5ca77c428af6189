"""A file for the provider's dashboard instead of an upload: offered on Send, and its pieces on receipt and History."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import Schedule, dashboard_pieces
from callsheet.store import DestinationKind
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.send.press import press
from callsheet.wording import destinations as shared_words
from callsheet.wording.ui import destinations as words

if TYPE_CHECKING:
    from callsheet.sending import Plan, SendRequest
    from callsheet.store import Submission


def show_file_offer(request: SendRequest, plan: Plan) -> None:
    """Offer to hand the leads over as a file.

    Args:
        request: what Send would send.
        plan: what a press would do.
    """
    st.markdown(words.FILE_MEANS)
    st.button(words.make_file(plan.rows_to_send), key="file_for_dashboard", on_click=_press, args=(request, plan))


@safe_callback
def _press(request: SendRequest, plan: Plan) -> None:
    kind = request.destination
    press(replace(request, destination=DestinationKind.FILE, file_for=kind, schedule=Schedule()), plan)


def show_pieces(submission: Submission) -> None:
    """Show the files of a submission that was handed over, to be downloaded; nothing of another submission.

    Args:
        submission: in any state.
    """
    if submission.destination is not DestinationKind.FILE:
        return
    pieces = dashboard_pieces(services().store.ledger, submission)
    if not pieces:
        return
    st.info(words.upload_it(len(pieces), submission.campaign_name), icon=":material/upload_file:")
    for number, piece in enumerate(pieces):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.download_button(
                words.download_piece(number + 1, len(pieces)), piece.data, piece.name, "text/csv",
                key=f"piece_{submission.id}_{number}", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
            line = shared_words.piece_line(piece.name, piece.rows, len(piece.data), piece.sha256[:12])
            st.caption(escape_markdown(line), width="content")
