"""The audit on the Settings page, for administrators: who did what, when."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from callsheet.ui.app.services import services
from callsheet.wording.ui import pages as words

_SHOWN = 200
"""Entries; the export has all of them."""
_HEIGHT = 300


def show_activity() -> None:
    """Show the latest entries of the audit, the newest first."""
    with st.container(gap="xxsmall"):
        st.subheader(words.ACTIVITY, anchor=False)
        st.caption(words.ACTIVITY_INTRO)
    entries = services().store.audit.latest(_SHOWN)
    if not entries:
        st.caption(words.NO_ACTIVITY)
        return
    rows = [
        (
            entry.at.strftime("%Y-%m-%d %H:%M:%S"),
            entry.who,
            words.ACTIVITIES.get(entry.what, entry.what),
            entry.subject,
            words.activity_facts(entry.facts),
        )
        for entry in entries
    ]
    frame = pd.DataFrame(rows, columns=list(words.ACTIVITY_COLUMNS), dtype="str")
    columns = {title: st.column_config.TextColumn(title) for title in words.ACTIVITY_COLUMNS}  # never as links
    st.dataframe(frame, hide_index=True, height=_HEIGHT, column_config=columns, key="activity")
