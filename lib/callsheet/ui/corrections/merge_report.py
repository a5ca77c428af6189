"""What the import of a corrected error file did, in one box of Review until it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_html
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.wording.ui import corrections as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.ui.corrections.merge import MergeResult
    from callsheet.ui.session.session import Session
    from callsheet.validation import Edit

_REPORT = "merge_report"


@dataclass(frozen=True)
class _MergeReport:
    """A merge without the session that it made, which would be held as long as the report is shown.

    Args:
        draft_id: the draft it was merged into.
        lines: what is said.
        file_edits: the file's values in rows that were changed in the app as well.
        conflicts: how many rows that are.
    """

    draft_id: str
    lines: tuple[str, ...]
    file_edits: tuple[Edit, ...]
    conflicts: int


def remember_report(result: MergeResult) -> None:
    """Have the result shown at Review."""
    lines = [words.fixed(result.fixed), words.still_open(result.open_after)]
    lines += [words.missing(result.missing)] if result.missing else []
    lines += [words.conflicts(result.conflicts)] if result.conflicts else []
    lines += [words.unknown(result.unknown)] if result.unknown else []
    st.session_state[_REPORT] = _MergeReport(
        result.session.draft_id, tuple(lines), result.file_edits, len(result.conflicts)
    )


def show_merge_report(session: Session) -> None:
    """Show the result of the last import into this draft; nothing when it was closed."""
    report: _MergeReport | None = st.session_state.get(_REPORT)
    if report is None or report.draft_id != session.draft_id:
        return
    with st.container(key="merge_report", gap="xsmall"):
        first, *others = report.lines
        items = "".join(f"<li>{escape_html(line)}</li>" for line in others)
        st.html(f'<div role="status"><strong>{escape_html(first)}</strong><ul>{items}</ul></div>')
        with st.container(horizontal=True, gap="xxsmall"):
            if report.file_edits:
                label = words.take_theirs(report.conflicts)
                st.button(label, key="take_file_values", on_click=_use_file_values, args=(report.file_edits,))
            st.button(words.CLOSE, key="close_merge_report", on_click=_close)


@on_session
def _use_file_values(session: Session, edits: Sequence[Edit]) -> None:
    persistence.save_choices(session, session.with_edits(edits, words.STEP).filtered())
    _close()


def _close() -> None:
    st.session_state.pop(_REPORT, None)
