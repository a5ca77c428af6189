"""What a lead will hear: the script filled with the values of a row, to be stepped through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.spoken_call import call_html
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.match.script import script_report
from callsheet.ui.state.tab_cache import cached
from callsheet.validation import HighlightReason, highlight_rows
from callsheet.wording import issues
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from callsheet.ui.session.session import Session
    from callsheet.validation import Highlight, Report

_HEARD = "heard_row"
_ODD = (HighlightReason.EMPTIEST, HighlightReason.LONGEST, HighlightReason.ALL_CAPS_NAME)


def show_call_preview(session: Session) -> None:
    """Show the call of one row, and rows that may sound odd.

    Args:
        session: with a script, and a mapping without problems.
    """
    report = script_report(session)
    rows = report.frame.index.to_numpy()[report.callable_positions()]
    if not len(rows):
        st.caption(words.NOBODY_TO_CALL)
        return
    index = _index_heard(session, rows)
    row = int(rows[index])
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"**{escape_markdown(words.row_hears(report.table.row_label(row)))}**", width="stretch")
        st.caption(words.position(index + 1, len(rows)), width="content")
        for key, icon, label, step in (
            ("hear_previous", "chevron_left", words.PREVIOUS_ROW, -1),
            ("hear_next", "chevron_right", words.NEXT_ROW, 1),
        ):
            other = rows[(index + step) % len(rows)]
            st.button(
                label, key=key, icon=f":material/{icon}:", help=label, disabled=len(rows) == 1,
                on_click=_hear, args=(session.draft_id, int(other)),
            )  # fmt: skip
    st.html(call_html(report, session.choices.prompt, row))
    _odd_rows(session, report)


def _index_heard(session: Session, rows: NDArray[np.int64]) -> int:
    """The index, among the rows that can be called, of the row that is shown: the one chosen last, or the next."""
    draft, row = st.session_state.get(_HEARD, ("", 0))
    return min(int(np.searchsorted(rows, row)), len(rows) - 1) if draft == session.draft_id else 0


def _odd_rows(session: Session, report: Report) -> None:
    def compute() -> list[Highlight]:
        return [odd for odd in highlight_rows(report, 1) if odd.reason in _ODD]

    odd_rows = cached("odd_rows", report, (), compute)
    if not odd_rows:
        return
    st.markdown(f"**{words.WORTH}**")
    for odd in odd_rows:
        label = escape_markdown(words.odd_row(issues.look(odd.reason), report.table.row_label(odd.row)))
        key, args = f"hear_{odd.reason.value}", (session.draft_id, odd.row)
        st.button(label, key=key, type="tertiary", on_click=_hear, args=args)


@safe_callback
def _hear(draft: str, row: int) -> None:
    st.session_state[_HEARD] = (draft, row)
