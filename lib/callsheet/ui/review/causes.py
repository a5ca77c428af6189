"""What lies behind the problems of a file, each cause with its remedy; columns as a filter, and rows worth a look."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, cast
from weakref import ref

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, set_value
from callsheet.ui.review.charts import charts_html
from callsheet.ui.review.grid import with_suggestions_accepted
from callsheet.ui.session.summary import Focus, Summary
from callsheet.ui.session.view import Tab
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.script_answers import show_near_column, show_ways_to_fill
from callsheet.validation import UNUSUAL_NUMBERS, IssueCode, render_prompt, similar_columns
from callsheet.wording import issues
from callsheet.wording.ui import prompt as prompt_words
from callsheet.wording.ui import review as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.session.session import Session
    from callsheet.ui.session.summary import WarningGroup
    from callsheet.validation import Cause, Report

VISIBLE_CAUSES = 3
"""Causes that are shown before the operator asks for more."""
MIN_COLUMNS, MAX_COLUMNS = 2, 5
"""Columns with problems from which on they are offered as a filter, and how many are offered."""
_COLUMN, _ALL = "column_in_focus", "all_causes"
_MAX_SAMPLE, _MAX_LINE = 90, 200
_MAX_ROWS_PER_EDIT = 5_000
"""Rows up to which the summary is computed after every edit; for larger files only when a filter is applied."""


class _CachedSummary(NamedTuple):
    """A summary with the report and the filter it was computed for; does not keep the report alive."""

    report: ref[Report]
    filter_id: tuple[str, int]
    summary: Summary


def summary_of(session: Session) -> Summary:
    """The summary of the session's report; cached in the tab."""
    report, view = session.report, session.view
    if report is None or view is None:
        return Summary()
    cached = cast("_CachedSummary | None", st.session_state.get("summary"))
    filter_id = (session.nonce, view.generation)
    small = report.counts.rows <= _MAX_ROWS_PER_EDIT
    if cached is None or (cached.report() is not report and (small or cached.filter_id != filter_id)):
        cached = st.session_state["summary"] = _CachedSummary(ref(report), filter_id, Summary.of(report))
    return cached.summary


def show_causes(session: Session, summary: Summary) -> None:
    """Show the causes of errors and the warnings; nothing when there are neither."""
    lines: list[Callable[[], None]] = [
        *(partial(_show_cause, session, cause, index) for index, cause in enumerate(summary.causes)),
        *(partial(_show_warnings, session, warnings, index) for index, warnings in enumerate(summary.warnings)),
    ]
    counts = session.report.counts if session.report else None
    with st.container(gap="xxsmall", key="causes"):
        if counts and counts.ready and counts.ready + counts.blank == counts.rows:
            st.markdown(f":green[:material/check_circle: {steps.ALL_READY}]")
        visible = len(lines) if st.session_state.get(_ALL) else VISIBLE_CAUSES
        for show_line in lines[:visible]:
            show_line()
        hidden = len(lines) - VISIBLE_CAUSES
        if hidden > 0:
            expanded = visible > VISIBLE_CAUSES
            label = words.FEWER_CAUSES if expanded else words.MORE_CAUSES.format(n=hidden)
            icon = ":material/expand_less:" if expanded else ":material/expand_more:"
            st.button(label, key="more_causes", type="tertiary", icon=icon, on_click=_toggle_all_causes)


def show_column_filter(session: Session, summary: Summary) -> None:
    """Show the columns with problems, each with its count, as a filter; nothing if it is only one column."""
    if len(summary.columns) < MIN_COLUMNS or session.view is None:
        return
    counts = dict(summary.columns[:MAX_COLUMNS])
    focus = session.view.focus
    set_value(_COLUMN, focus.column if focus and not focus.code and focus.column in counts else None)
    st.pills(
        words.BY_COLUMN,
        list(counts),
        format_func=lambda column: f"{escape_markdown(_header(session, column))} {counts[column]:,}",
        key=_COLUMN,
        label_visibility="collapsed",
        on_change=_focus_column,
    )


def show_highlights(session: Session, summary: Summary) -> None:
    """Show the ready rows worth a look, and the charts, both closed at first."""
    report = session.report
    if report is None or summary.statistics is None:
        return
    if summary.highlights:
        with st.expander(f"{prompt_words.WORTH} ({len({highlight.row for highlight in summary.highlights})})"):
            for row, highlights in groupby(sorted(summary.highlights), key=lambda highlight: highlight.row):
                reasons = dict.fromkeys(issues.look(highlight.reason) for highlight in highlights)
                why, text = escape_markdown(", ".join(reasons)), escape_markdown(_opening(report, row))
                st.markdown(f"**{prompt_words.row(row)}** {why} &nbsp; :gray[:small[{text}]]")
    with st.expander(prompt_words.PICTURES):
        st.html(charts_html(summary.statistics))


def _opening(report: Report, row: int) -> str:
    """What the agent says to a row, or its values where there is no prompt; cut off."""
    if report.choices.prompt:
        return render_prompt(report, report.choices.prompt, row)[:_MAX_LINE]
    values = report.page([row], list(report.mapping.variables)).values
    return " · ".join(filter(None, values[0]))[:_MAX_LINE]


def _toggle_all_causes() -> None:
    st.session_state[_ALL] = not st.session_state.get(_ALL)


def _show_cause(session: Session, cause: Cause, index: int) -> None:
    header = session.table.header_of
    offer = issues.fix_offered(
        cause.fixes,
        cause.region,
        reaches=cause.reaches,
        country_column=header(cause.country_column) if cause.country_column else None,
        other_phone=header(cause.other_phone) if cause.other_phone else None,
    )
    samples = [words.change(change.before, change.after) for change in cause.preview] if offer else []
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        sentence = words.cause(cause.code, cause.count, cause.detail, cause.fixes, cause.region)
        st.markdown(_line(sentence, samples, issues.advice(cause.code, cause.detail)), width="stretch")
        tab = Tab.DUPLICATES if cause.code is IssueCode.DUPLICATE else Tab.NEED_FIXING
        focus = Focus(cause.code.value, cause.detail)
        st.button(words.SHOW, key=f"show_cause_{index}", type="tertiary", on_click=_focus, args=(focus, tab))
        if cause.code is IssueCode.EMPTY_PROMPT_VARIABLE:
            _show_filling(session, cause.detail, index)
        if offer:
            help_text = "  \n".join(map(escape_markdown, samples)) or None
            label, args = escape_markdown(offer), (cause, offer)
            st.button(label, key=f"fix_{index}", on_click=_apply_fix, args=args, help=help_text)


def _show_filling(session: Session, name: str, index: int) -> None:
    """Show the column that a variable of the script probably means, and all ways to fill it."""
    if name not in session.mapping.variables.values():
        near = similar_columns(session.table, session.mapping, name)
        if near:
            show_near_column(session, name, near[0], f"near_{index}")
    show_ways_to_fill(session, name, "review")


def _header(session: Session, column: str) -> str:
    return session.table.header_of(column).strip() or column


def _show_warnings(session: Session, warnings: WarningGroup, index: int) -> None:
    focus, samples = warnings.focus, [words.change(*warnings.sample)] if warnings.sample else []
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        sentence = words.warned(focus.code, warnings.count, _header(session, focus.column))
        st.markdown(_line(sentence, samples, issues.advice(focus.code)), width="stretch")
        st.button(words.SHOW, key=f"show_warned_{index}", type="tertiary", on_click=_focus, args=(focus, Tab.ALL))
        if warnings.suggested:
            label = words.ACCEPT_ALL.format(n=f"{warnings.suggested:,}")
            st.button(label, key=f"accept_{index}", on_click=_accept_all, args=(focus,))
        if focus.code in UNUSUAL_NUMBERS:
            label = words.LEAVE_OUT_ALL.format(n=f"{warnings.count:,}")
            st.button(label, key=f"leave_out_{index}", on_click=_leave_out_all, args=(focus, label))


def _line(sentence: str, samples: list[str], advice: str) -> str:
    """A cause as Markdown; in small print what its remedy does, or without one, what the operator can do."""
    count, _, reason = sentence.partition(": ")
    small_print = " ".join(samples[0].split())[:_MAX_SAMPLE] if samples else advice
    return (
        f"**{escape_markdown(count)}:** {escape_markdown(reason)} &nbsp; :gray[:small[{escape_markdown(small_print)}]]"
    )


@on_session
def _focus_column(session: Session) -> None:
    if has_changed(_COLUMN):
        column = st.session_state[_COLUMN]
        focused = session.filtered(Tab.ALL, focus=Focus("", "", column)) if column else session.filtered(focus=None)
        persistence.set_current(focused)


@on_session
def _apply_fix(session: Session, cause: Cause, label: str) -> None:
    persistence.save_choices(session, session.with_choices(cause.applied(session.choices), label, refilter=True))


@on_session
def _accept_all(session: Session, focus: Focus) -> None:
    persistence.save_choices(session, with_suggestions_accepted(session, focus))


@on_session
def _leave_out_all(session: Session, focus: Focus, label: str) -> None:
    if session.report is not None:
        found = session.report.issues
        rows = found["row"][(found["code"] == focus.code) & (found["column"] == focus.column)].tolist()
        persistence.save_choices(session, session.with_rows_left_out(rows, label))


@on_session
def _focus(session: Session, focus: Focus, tab: Tab) -> None:
    st.session_state["search"] = ""
    persistence.set_current(session.filtered(tab, "", focus))
