"""The summary of the open report, kept in the tab while the report stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast
from weakref import ref

import streamlit as st

from callsheet.ui.session.summary import Summary

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session
    from callsheet.validation import Report

_MAX_ROWS_PER_EDIT = 5_000
"""Rows up to which the summary is computed after every edit; for larger files only when a filter is applied."""


class _CachedSummary(NamedTuple):
    """A summary with the report and the filter it was computed for; does not keep the report alive."""

    report: ref[Report]
    filter_id: tuple[str, int]
    summary: Summary


def has_quick_summary(report: Report) -> bool:
    """True if the summary is computed in a few milliseconds, so that it is computed after every edit."""
    return report.counts.rows <= _MAX_ROWS_PER_EDIT


def summary_of(session: Session) -> Summary:
    """The summary of the session's report; cached in the tab."""
    report, view = session.report, session.view
    if report is None or view is None:
        return Summary()
    cached = cast("_CachedSummary | None", st.session_state.get("summary"))
    filter_id = (session.nonce, view.generation)
    is_outdated = has_quick_summary(report) or (cached is not None and cached.filter_id != filter_id)
    if cached is None or (cached.report() is not report and is_outdated):
        cached = st.session_state["summary"] = _CachedSummary(ref(report), filter_id, Summary.of(report))
    return cached.summary
