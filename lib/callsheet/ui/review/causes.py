"""Causes before rows: what lies behind the problems of a file, each with its remedy beside it."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, cast
from weakref import ref

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, set_value
from callsheet.ui.review.charts import charts_html
from callsheet.ui.review.grid import accepted
from callsheet.ui.session.summary import Focus, Summary
from callsheet.ui.session.view import Tab
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import IssueCode, render_prompt
from callsheet.wording import issues
from callsheet.wording.ui import prompt as prompt_words
from callsheet.wording.ui import review as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.ui.session.session import Session
    from callsheet.ui.session.summary import Warned
    from callsheet.validation import Cause, Report

AT_ONCE = 3
"""Causes that are shown without being asked for."""
AT_LEAST = 2
"""Columns with something wrong from which on they are a filter."""
AT_MOST = 5
"""Columns that the filter shows, those with most first."""
_COLUMN, _ALL = "column_in_focus", "all_causes"
_LONGEST_LINE = 200
_LONGEST_LINE = 200
_FRESH_AT = 5_000
"""Rows up to which the summary is drawn up after every edit; beyond, when a filter is applied."""


class _Kept(NamedTuple):
    """A summary, the report it was drawn from while that lives, and the application of the filter at which it was."""

    report: ref[Report]
    drawn_at: tuple[str, int]
    summary: Summary


def summary_of(session: Session) -> Summary:
    """What lies behind the problems, kept for this tab while it holds."""
    report, view = session.report, session.view
    if report is None or view is None:
        return Summary()
    kept = cast("_Kept | None", st.session_state.get("summary"))
    small = report.counts.rows <= _FRESH_AT
    if kept is None or (kept.report() is not report and (small or kept.drawn_at != (session.nonce, view.generation))):
        kept = st.session_state["summary"] = _Kept(ref(report), (session.nonce, view.generation), Summary.of(report))
    return kept.summary


def show_causes(session: Session, summary: Summary) -> None:
    """Show the list; nothing when there is nothing behind anything."""
    lines: list[Callable[[], None]] = [
        *(partial(_cause, session, cause, place) for place, cause in enumerate(summary.causes)),
        *(partial(_warned, session, warned, place) for place, warned in enumerate(summary.warnings)),
    ]
    counts = session.report.counts if session.report else None
    with st.container(gap="xxsmall", key="causes"):
        if counts and counts.ready and counts.ready + counts.blank == counts.rows:
            st.markdown(f":green[:material/check_circle: {steps.ALL_READY}]")
        shown = len(lines) if st.session_state.get(_ALL) else AT_ONCE
        for line in lines[:shown]:
            line()
        if lines[AT_ONCE:]:
            label = words.FEWER_CAUSES if shown > AT_ONCE else words.MORE_CAUSES.format(n=len(lines) - AT_ONCE)
            icon = ":material/expand_less:" if shown > AT_ONCE else ":material/expand_more:"
            st.button(label, key="more_causes", type="tertiary", icon=icon, on_click=_more)


def show_columns(session: Session, summary: Summary) -> None:
    """Show the columns in which something is wrong, each with its rows, as a filter; nothing where it is only one."""
    if len(summary.columns) < AT_LEAST or session.view is None:
        return
    counts = dict(summary.columns[:AT_MOST])
    focus = session.view.focus
    set_value(_COLUMN, focus.column if focus and not focus.code and focus.column in counts else None)
    st.pills(
        words.BY_COLUMN,
        list(counts),
        format_func=lambda column: (
            f"{escape_markdown(session.table.header_of(column).strip() or column)} {counts[column]:,}"
        ),
        key=_COLUMN,
        label_visibility="collapsed",
        on_change=_focus_column,
    )


@on_session
def _focus_column(session: Session) -> None:
    if has_changed(_COLUMN):
        column = st.session_state[_COLUMN]
        persistence.set_current(
            session.filtered(Tab.ALL, focus=Focus("", "", column)) if column else session.filtered(focus=None)
        )


def show_looks(session: Session, summary: Summary) -> None:
    """Show the rows worth a look and the pictures, closed until asked for."""
    report = session.report
    if report is None or summary.statistics is None:
        return
    if summary.looks:
        with st.expander(f"{prompt_words.WORTH} ({len({each.row for each in summary.looks})})"):
            for row, several in groupby(sorted(summary.looks), key=lambda each: each.row):
                why = ", ".join(dict.fromkeys(issues.look(each.reason) for each in several))
                prompt = report.choices.prompt
                values = report.frame.loc[row, list(report.mapping.variables)].astype(str).tolist()
                text = render_prompt(report, prompt, row) if prompt else " · ".join(filter(None, values))
                text = escape_markdown(text[:_LONGEST_LINE])
                st.markdown(f"**{prompt_words.row(row)}** {escape_markdown(why)} &nbsp; :gray[:small[{text}]]")
    with st.expander(prompt_words.PICTURES):
        st.html(charts_html(summary.statistics))


def _more() -> None:
    st.session_state[_ALL] = not st.session_state.get(_ALL)


def _cause(session: Session, cause: Cause, place: int) -> None:
    header = session.table.header_of
    offer = issues.fix_offered(
        cause.fix,
        cause.region,
        country_column=header(cause.country_column) if cause.country_column else None,
        other_phone=header(cause.other_phone) if cause.other_phone else None,
    )
    samples = [words.change(each.before, each.after) for each in cause.preview] if offer else []
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_text(words.cause(cause.code, cause.count, cause.detail), samples), width="stretch")
        tab = Tab.DUPLICATES if cause.code is IssueCode.DUPLICATE else Tab.NEED_FIXING
        focus = Focus(cause.code.value, cause.detail)
        st.button(words.SHOW, key=f"show_cause_{place}", type="tertiary", on_click=_focus, args=(focus, tab))
        if offer:
            st.button(
                escape_markdown(offer),
                key=f"fix_{place}",
                on_click=_fix,
                args=(cause, offer),
                help="  \n".join(map(escape_markdown, samples)) or None,
            )


def _header(session: Session, column: str) -> str:
    return session.table.header_of(column).strip() or column


def _warned(session: Session, warned: Warned, place: int) -> None:
    header = _header(session, warned.focus.column)
    samples = [words.change(*warned.sample)] if warned.sample else []
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_text(words.warned(warned.focus.code, warned.count, header), samples), width="stretch")
        st.button(
            words.SHOW, key=f"show_warned_{place}", type="tertiary", on_click=_focus, args=(warned.focus, Tab.ALL)
        )
        if warned.suggested:
            label = words.ACCEPT_ALL.format(n=f"{warned.suggested:,}")
            st.button(label, key=f"accept_{place}", on_click=_accept, args=(warned.focus,))


def _text(sentence: str, samples: list[str]) -> str:
    head, _, rest = sentence.partition(": ")
    shown = " ".join(samples[0].split())[:90] if samples else ""
    return f"**{escape_markdown(head)}:** {escape_markdown(rest)}" + (
        f" &nbsp; :gray[:small[{escape_markdown(shown)}]]" if shown else ""
    )


@on_session
def _fix(session: Session, cause: Cause, label: str) -> None:
    persistence.save_choices(session, session.with_choices(cause.applied(session.choices), label, refilter=True))


@on_session
def _accept(session: Session, focus: Focus) -> None:
    persistence.save_choices(session, accepted(session, focus))


@on_session
def _focus(session: Session, focus: Focus, tab: Tab) -> None:
    st.session_state["search"] = ""
    persistence.set_current(session.filtered(tab, "", focus))
