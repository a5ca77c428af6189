"""The question that only the operator can answer: did these leads arrive? There is deliberately no retry button."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.send.row_answer import show_row_answer
from callsheet.wording.sending import PHONE_NUMBER, ROW
from callsheet.wording.ui import send as words

if TYPE_CHECKING:
    from callsheet.sending import Question


PAYMENT_REQUIRED = 402


def show_question(question: Question) -> None:
    """Show what happened, what to look up, and the inputs for it.

    Args:
        question: about a part in state UNKNOWN.
    """
    part, before, left = question.part, question.count_before, question.quarantine_left
    with st.container(border=True, key=f"question_{part.id}", gap="small"):
        name = question.submission.campaign_name
        st.markdown(escape_markdown(words.what_happened(part.rows, name, question.attempt.left_at, part.message)))
        if part.status == PAYMENT_REQUIRED:
            st.warning(words.WALLET_EMPTY, icon=":material/account_balance_wallet:")
        st.markdown(escape_markdown(words.what_to_look_up(name)))
        columns = st.columns(2)
        if before is None:
            columns[0].number_input(words.COUNT_WAS, min_value=0, value=None, step=1, key=f"before_{part.id}")
        else:
            columns[0].markdown(words.count_was(before))
        columns[1].number_input(words.COUNT_IS, min_value=0, value=None, step=1, key=f"now_{part.id}")
        expected = None if before is None else before + question.sent_since
        st.caption(words.what_counts_mean(expected, part.rows, left))
        if question.inconclusive_answer is not None:
            st.warning(words.on_hold(*question.inconclusive_answer, leads=part.rows), icon=":material/pause_circle:")
        with st.container(horizontal=True):
            st.button(words.SAVE_COUNT, key=f"answer_{part.id}", type="primary", on_click=_answer,
                      args=(part.id, before))  # fmt: skip
            st.download_button(
                words.LIST_OF_LEADS, lambda: _list_of(part.id), f"leads-{part.id[:8]}.csv", "text/csv",
                key=f"list_{part.id}", type="tertiary", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
        show_row_answer(question)
        hint = st.session_state.pop(f"hint_{part.id}", None)
        if hint:
            st.info(hint, icon=":material/info:")


@safe_callback
def _answer(part_id: str, before: int | None) -> None:
    count_before = st.session_state.get(f"before_{part_id}") if before is None else before
    count_now = st.session_state.get(f"now_{part_id}")
    if count_before is None or count_now is None:
        st.session_state[f"hint_{part_id}"] = words.BOTH_COUNTS
        return
    send_service = services().send_service()
    if not send_service.answers.can_answer(part_id, count_before=int(count_before), count_now=int(count_now)):
        st.session_state[f"hint_{part_id}"] = words.TOO_EARLY
        return
    send_service.answers.answer(part_id, count_before=int(count_before), count_now=int(count_now))
    services().wake_sender()


def _list_of(part_id: str) -> bytes:
    target = io.StringIO()
    lines = csv.writer(target, lineterminator="\r\n")
    lines.writerow([ROW, PHONE_NUMBER])
    lines.writerows([row, number] for row, number, _ in services().store.ledger.part_rows(part_id))
    return b"\xef\xbb\xbf" + target.getvalue().encode()
