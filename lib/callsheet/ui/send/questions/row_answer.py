"""The answer row by row about an upload that arrived only in part: by a pasted list, or by marks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zlib import crc32

import pandas as pd
import streamlit as st

from callsheet.errors import FileRefused
from callsheet.sending import find_listed
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.send.questions.hint import forget_hint, hint_at
from callsheet.wording.sending import PHONE_NUMBER, ROW
from callsheet.wording.ui import question as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.sending import Question
    from callsheet.store import PartRow

HEIGHT = 260
"""Pixels of the list of leads; the other leads scroll."""


def show_row_answer(question: Question) -> None:
    """Show the leads with a mark for each that arrived; a pasted list of the campaign's numbers sets the marks.

    Args:
        question: about a part in state UNKNOWN.
    """
    part_id = question.part.id
    with st.expander(words.SOME_ARRIVED, key=f"some_{part_id}"):
        pasted = st.text_area(words.PASTE_LIST, key=f"pasted_{part_id}", help=words.PASTE_LIST_HELP, height=90)
        rows = services().store.ledger.part_rows(part_id)
        listed = _listed(part_id, rows, pasted or "")
        st.caption(words.MARK_ROWS)
        marked = st.data_editor(
            pd.DataFrame(
                {
                    words.ARRIVED: [row in listed for row, _, _ in rows],
                    ROW: [row for row, _, _ in rows],
                    PHONE_NUMBER: [number for _, number, _ in rows],
                }
            ),
            key=f"marks_{part_id}_{crc32((pasted or '').encode())}",
            disabled=[ROW, PHONE_NUMBER],
            hide_index=True,
            height=HEIGHT,
            width="stretch",
        )
        arrived = frozenset(int(row) for row in marked.loc[marked[words.ARRIVED], ROW])
        st.button(
            words.row_answer(len(arrived), len(rows) - len(arrived)),
            key=f"rows_answer_{part_id}",
            on_click=_answer,
            args=(part_id, arrived, len(rows)),
        )


def _listed(part_id: str, rows: Sequence[PartRow], pasted: str) -> frozenset[int]:
    """The leads that are on a pasted list; it says what of the list could not be used."""
    if not pasted.strip():
        return frozenset()
    if services().send_service().answers.rows_sent_elsewhere(part_id):
        st.warning(words.LIST_PROVES_NOTHING, icon=":material/info:")
        return frozenset()
    try:
        listed = find_listed(rows, "list.csv", io.BytesIO(pasted.encode()))
    except FileRefused:
        st.warning(words.unreadable_list(len(pasted.split("\n"))), icon=":material/info:")
        return frozenset()
    if listed.unreadable:
        st.warning(words.unreadable_list(listed.unreadable), icon=":material/info:")
    return listed.rows


@safe_callback
def _answer(part_id: str, arrived: frozenset[int], leads: int) -> None:
    forget_hint(part_id)
    answers = services().send_service().answers
    if len(arrived) < leads and not answers.can_miss(part_id):
        hint_at(part_id, words.MISSING_TOO_EARLY)
        return
    answers.answer_rows(part_id, arrived)
    services().wake_sender()
