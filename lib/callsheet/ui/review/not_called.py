"""Who will not be called: the rows that are not sent although nothing is wrong with their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.session.search import Search
from callsheet.ui.session.summary import WITHOUT_CONSENT, Focus
from callsheet.ui.session.view import Tab
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import IssueCode
from callsheet.wording.ui import review as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import Report


def show_not_called(report: Report) -> None:
    """Show each kind with its rows; nothing when every row is called or needs fixing."""
    counts = report.counts
    kinds = {Tab.DUPLICATES: counts.duplicates, Tab.LEFT_OUT: counts.left_out}
    total = sum(kinds.values()) + counts.without_consent + counts.blank
    if not total:
        return
    with st.container(key="not_called", gap=None):
        st.html(f'<h2 class="group">{words.NOT_CALLED}<b>{total:,}</b></h2>')
        for tab, rows in kinds.items():
            if rows:
                st.button(
                    f"{words.NOT_CALLED_KINDS[tab]} **{rows:,}**", key=f"not_called_{tab}", type="tertiary",
                    width="stretch", on_click=_show, args=(tab,),
                )  # fmt: skip
        for code, positions in report.without_consent.items():
            label = f"{words.WITHOUT_CONSENT[code.value]} **{len(positions):,}**"
            st.button(
                label, key=f"not_called_{code.value}", type="tertiary", width="stretch",
                on_click=_show_without_consent, args=(code,),
            )  # fmt: skip
        if counts.blank:
            st.html(f'<div class="kind"><span>{words.BLANK_ROWS}</span><b>{counts.blank:,}</b></div>')


@on_session
def _show_without_consent(session: Session, code: IssueCode) -> None:
    persistence.set_current(session.filtered(Tab.LEFT_OUT, Search(), Focus(code.value, cause=WITHOUT_CONSENT)))


@on_session
def _show(session: Session, tab: Tab) -> None:
    focus = Focus(IssueCode.DUPLICATE.value, cause="") if tab is Tab.DUPLICATES else None
    persistence.set_current(session.filtered(tab, Search(), focus))
