"""What lies behind the problems of a file, as tasks: mended by one press, left to the operator, or for information."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from callsheet.ui.app.untrusted_text import escape_html, escape_markdown
from callsheet.ui.auth.user import administrators_only
from callsheet.ui.review.grid import with_suggestions_accepted
from callsheet.ui.session.search import Search
from callsheet.ui.session.summary import Focus, Summary, cause_key, rows_of_warnings
from callsheet.ui.session.view import Tab
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.script_answers import show_near_column, show_ways_to_fill
from callsheet.ui.state.telephony_config import may_switch_on, switch_on
from callsheet.validation import ABOUT_CONSENT, UNUSUAL_NUMBERS, IssueCode, similar_columns
from callsheet.wording import issues
from callsheet.wording.ui import review as words
from callsheet.wording.ui import steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from callsheet.ui.session.session import Session
    from callsheet.ui.session.summary import WarningGroup
    from callsheet.validation import Cause

_MAY_BE_LEFT_OUT = UNUSUAL_NUMBERS.union(ABOUT_CONSENT, [IssueCode.REFUSAL_IN_TEXT])
VISIBLE_CAUSES = 8
"""Causes that are shown before the operator asks for more."""
_ASKS_FOR_NO_CALL = (IssueCode.CONSENT_REFUSED, IssueCode.REFUSAL_IN_TEXT)
_ALL, _ORDER = "all_causes", "order_of_causes"
_MAX_SAMPLE = 60


class Rank(StrEnum):
    """What a cause asks of the operator, in the order in which causes are shown."""

    ONE_PRESS = "one_press"
    NEEDS_YOU = "needs_you"
    INFORMATION = "information"


class _Task(NamedTuple):
    focus: Focus
    rank: Rank
    rows: int
    show: Callable[[], None]


def show_causes(session: Session, summary: Summary) -> None:
    """Show the causes of errors and the warnings as tasks, by rank; a sentence when there are neither."""
    tasks = _tasks(session, summary)
    counts = session.report.counts if session.report else None
    with st.container(gap="xsmall", key="causes"):
        if counts and counts.ready and counts.ready + counts.blank == counts.rows:
            st.markdown(f":green[:material/check_circle: {steps.ALL_READY}]")
        visible = tasks if st.session_state.get(_ALL) else tasks[:VISIBLE_CAUSES]
        for rank in Rank:
            of_rank = [task for task in visible if task.rank is rank]
            if of_rank:
                rows = sum(task.rows for task in tasks if task.rank is rank)
                st.html(f'<h2 class="group {rank}">{words.RANKS[rank]}<b>{rows:,}</b></h2>')
            for task in of_rank:
                task.show()
        if len(tasks) > VISIBLE_CAUSES:
            expanded = len(visible) > VISIBLE_CAUSES
            label = words.FEWER_CAUSES if expanded else words.MORE_CAUSES.format(n=len(tasks) - VISIBLE_CAUSES)
            icon = ":material/expand_less:" if expanded else ":material/expand_more:"
            st.button(label, key="more_causes", type="tertiary", icon=icon, on_click=_toggle_all_causes)


def _tasks(session: Session, summary: Summary) -> list[_Task]:
    """All tasks by rank, and within a rank the one of most rows first."""
    tasks = []
    for index, cause in zip(_numbers(session, "causes", map(_focus_of, summary.causes)), summary.causes, strict=True):
        rank = Rank.NEEDS_YOU
        if _offer(session, cause):
            rank = Rank.ONE_PRESS
        elif cause.code is IssueCode.DUPLICATE:
            rank = Rank.INFORMATION
        tasks.append(_Task(_focus_of(cause), rank, cause.count, partial(_show_cause, session, cause, index, rank)))
    groups = summary.warnings
    for index, group in zip(_numbers(session, "warnings", (group.focus for group in groups)), groups, strict=True):
        rank = Rank.ONE_PRESS if group.suggested else Rank.INFORMATION
        if group.focus.code in _ASKS_FOR_NO_CALL:
            rank = Rank.NEEDS_YOU
        tasks.append(_Task(group.focus, rank, group.count, partial(_show_warnings, session, group, index, rank)))
    ranks, order = list(Rank), _order_of(session, tasks)
    return sorted(tasks, key=lambda task: (ranks.index(task.rank), order[task.focus]))


def _numbers(session: Session, kind: str, focuses: Iterable[Focus]) -> list[int]:
    """The number of each task in the order in which they were first shown: its elements stay its own."""
    key = f"numbers_of_{kind}"
    draft_id, numbers = st.session_state.get(key, ("", {}))
    numbers = dict(numbers) if draft_id == session.draft_id else {}
    for focus in (found := list(focuses)):
        numbers.setdefault(focus, len(numbers))
    st.session_state[key] = (session.draft_id, numbers)
    return [numbers[focus] for focus in found]


def _order_of(session: Session, tasks: list[_Task]) -> dict[Focus, int]:
    """Where each task was first shown: the tab keeps the order, so that no task moves when its number changes."""
    draft_id, order = st.session_state.get(_ORDER, ("", {}))
    order = dict(order) if draft_id == session.draft_id else {}
    for task in sorted(tasks, key=lambda task: -task.rows):
        order.setdefault(task.focus, len(order))
    st.session_state[_ORDER] = (session.draft_id, order)
    return order


def _focus_of(cause: Cause) -> Focus:
    return Focus(cause.code.value, cause.detail, cause=cause_key(cause))


def _toggle_all_causes() -> None:
    st.session_state[_ALL] = not st.session_state.get(_ALL)


def _offer(session: Session, cause: Cause) -> str:
    """What the remedy of a cause does, in a few words; "" without one."""
    header = session.table.header_of
    return issues.fix_offered(
        cause.fixes,
        cause.region,
        reaches=cause.reaches,
        country_column=header(cause.country_column) if cause.country_column else None,
        other_phone=header(cause.other_phone) if cause.other_phone else None,
    )


def _show_cause(session: Session, cause: Cause, index: int, rank: Rank) -> None:
    offer = _offer(session, cause)
    samples = [words.change(change.before, change.after) for change in cause.preview] if offer else []
    what = issues.explanation(cause.code, cause.detail, cause.fixes, cause.region)
    below = samples[0] if samples else issues.advice(cause.code, cause.detail)
    focus = _focus_of(cause)
    with _card(f"cause_{index}", is_open=_is_open(session, focus)):
        st.html(_head(cause.code, what, cause.count, below, rank))
        with _verbs():
            if offer:
                help_text = "  \n".join(map(escape_markdown, [offer, *samples]))
                label = words.fix_all(cause.count) if cause.fixes else offer
                st.button(
                    escape_markdown(label), key=f"fix_{index}", help=help_text, on_click=_apply_fix, args=(cause, offer)
                )
            tab = Tab.DUPLICATES if cause.code is IssueCode.DUPLICATE else Tab.NEED_FIXING
            _show_button(session, focus, tab, f"show_cause_{index}")
            if cause.code is IssueCode.COUNTRY_NOT_ENABLED and cause.detail and may_switch_on(session):
                _show_switch_on(cause.detail, index)
            if cause.code is IssueCode.EMPTY_PROMPT_VARIABLE:
                _show_filling(session, cause.detail, index)
            elif rank is Rank.NEEDS_YOU:
                label = words.leave_out_these(cause.count)
                st.button(label, key=f"leave_out_cause_{index}", on_click=_leave_out_cause, args=(cause, label))


def _show_warnings(session: Session, group: WarningGroup, index: int, rank: Rank) -> None:
    focus = group.focus
    header = session.table.header_of(focus.column).strip() or focus.column
    what = words.warned(issues.reason(focus.code), header)
    below = words.change(*group.sample) if group.sample else issues.advice(focus.code)
    with _card(f"warning_{index}", is_open=_is_open(session, focus)):
        st.html(_head(focus.code, what, group.count, below, rank))
        with _verbs():
            if group.suggested:
                label = words.ACCEPT_ALL.format(n=f"{group.suggested:,}")
                st.button(label, key=f"accept_{index}", on_click=_accept_all, args=(focus,))
            _show_button(session, focus, Tab.ALL, f"show_warned_{index}")
            if focus.code in _MAY_BE_LEFT_OUT:
                label = words.leave_out_these(group.count)
                st.button(label, key=f"leave_out_{index}", on_click=_leave_out_warned, args=(focus, label))


def _card(key: str, *, is_open: bool) -> st.delta_generator.DeltaGenerator:
    return st.container(key=f"{'open' if is_open else 'task'}_{key}", gap=None)


def _verbs() -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, gap="xxsmall")


def _head(code: str, what: str, rows: int, below: str, rank: Rank) -> str:
    """The head of a task: what is wrong, its rows, and in small print a sample or advice."""
    small_print = escape_html(" ".join(below.split())[:_MAX_SAMPLE])
    return (
        f'<div class="task {rank}" data-cause="{escape_html(code)}" data-value="{rows}">'
        f"<span>{escape_html(what[:1].upper() + what[1:])}</span><b>{rows:,}</b><small>{small_print}</small></div>"
    )


def _is_open(session: Session, focus: Focus) -> bool:
    return session.view is not None and session.view.focus == focus


def _show_button(session: Session, focus: Focus, tab: Tab, key: str) -> None:
    is_open = _is_open(session, focus)
    label, target = (words.SHOW_ALL, None) if is_open else (words.SHOW, focus)
    st.button(label, key=key, on_click=_focus, args=(target, tab))


def _show_switch_on(region: str, index: int) -> None:
    """Offer to enable a country; it is asked first, because it is enabled for every campaign."""
    name = issues.country(region)
    with st.popover(words.switch_on(name), key=f"ask_switch_on_{index}"):
        st.markdown(words.switch_on_means(name))
        st.button(words.switch_on(name), key=f"switch_on_{index}", type="primary", on_click=_switch_on, args=(region,))


def _show_filling(session: Session, name: str, index: int) -> None:
    """Show the column that a variable of the script probably means, and all ways to fill it."""
    if name not in session.mapping.variables.values():
        near = similar_columns(session.table, session.mapping, name)
        if near:
            show_near_column(session, name, near[0], f"near_{index}")
    show_ways_to_fill(session, name, "review")


@on_session
@administrators_only
def _switch_on(session: Session, region: str) -> None:
    switch_on(session, region)
    st.toast(words.switched_on(issues.country(region)), icon=":material/check:")


@on_session
def _apply_fix(session: Session, cause: Cause, label: str) -> None:
    persistence.save_choices(session, session.with_choices(cause.applied(session.choices), label, refilter=True))


@on_session
def _accept_all(session: Session, focus: Focus) -> None:
    persistence.save_choices(session, with_suggestions_accepted(session, focus))


@on_session
def _leave_out_cause(session: Session, cause: Cause, label: str) -> None:
    persistence.save_choices(session, session.with_rows_left_out(cause.row_numbers.tolist(), label))


@on_session
def _leave_out_warned(session: Session, focus: Focus, label: str) -> None:
    if session.report is not None:
        rows = rows_of_warnings(session.report, focus)
        persistence.save_choices(session, session.with_rows_left_out(rows.tolist(), label))


@on_session
def _focus(session: Session, focus: Focus | None, tab: Tab) -> None:
    persistence.set_current(session.filtered(tab, Search(), focus))
