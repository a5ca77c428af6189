"""The question that only the operator can answer: did these leads arrive? There is deliberately no retry button."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import batch_title
from callsheet.store import DestinationKind
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.send.questions.hint import forget_hint, hint_at, show_hint
from callsheet.ui.send.questions.row_answer import show_row_answer
from callsheet.wording.destinations import NAMES
from callsheet.wording.sending import PHONE_NUMBER, ROW
from callsheet.wording.ui import question as words

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
        there = NAMES[question.submission.destination]
        is_batch = question.submission.destination is DestinationKind.BATCH_CALL
        look_up = words.what_to_look_up(name)
        if is_batch:
            look_up = words.what_to_look_up_batch(batch_title(question.submission, question.attempt))
        st.markdown(escape_markdown(look_up))
        before_column, now_column = st.columns(2)
        if is_batch:
            now_column = before_column  # a batch call is made by the upload: it had no leads before
        elif before is None:
            before_column.number_input(
                words.leads_before(there), min_value=0, value=None, step=1, key=f"before_{part.id}"
            )
        else:
            before_column.markdown(words.count_was(before, there))
        label = words.COUNT_IN_BATCH if is_batch else words.leads_now(there)
        now_column.number_input(label, min_value=0, value=None, step=1, key=f"now_{part.id}")
        expected = None if before is None else before + question.sent_since
        st.caption(words.what_counts_mean(expected, part.rows, left))
        if question.inconclusive_answer is not None:
            sentence = words.on_hold(*question.inconclusive_answer, leads=part.rows, destination=there)
            st.warning(sentence, icon=":material/pause_circle:")
        with st.container(horizontal=True):
            st.button(words.SAVE_COUNT, key=f"answer_{part.id}", type="primary", on_click=_answer,
                      args=(part.id, before))  # fmt: skip
            st.download_button(
                words.LIST_OF_LEADS, lambda: _list_of(part.id), f"leads-{part.id[:8]}.csv", "text/csv",
                key=f"list_{part.id}", type="tertiary", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
        show_row_answer(question)
        show_hint(part.id)


@safe_callback
def _answer(part_id: str, before: int | None) -> None:
    forget_hint(part_id)
    count_before = st.session_state.get(f"before_{part_id}") if before is None else before
    count_now = st.session_state.get(f"now_{part_id}")
    if count_before is None or count_now is None:
        hint_at(part_id, words.BOTH_COUNTS)
        return
    send_service = services().send_service()
    if not send_service.answers.can_answer(part_id, count_before=int(count_before), count_now=int(count_now)):
        hint_at(part_id, words.TOO_EARLY)
        return
    send_service.answers.answer(part_id, count_before=int(count_before), count_now=int(count_now))
    services().wake_sender()


def _list_of(part_id: str) -> bytes:
    target = io.StringIO()
    lines = csv.writer(target, lineterminator="\r\n")
    lines.writerow([ROW, PHONE_NUMBER])
    lines.writerows([row, number] for row, number, _ in services().store.ledger.part_rows(part_id))
    return b"\xef\xbb\xbf" + target.getvalue().encode()
