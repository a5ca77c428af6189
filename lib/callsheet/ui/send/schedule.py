"""When the leads of a send leave: at once, at a time, or while calling hours are open where the people are."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.contract import ASSUMED_CALLS_AT_ONCE
from callsheet.errors import InvalidArgument
from callsheet.sending import Schedule
from callsheet.store.clock import utc_now
from callsheet.ui.app.services import services
from callsheet.ui.auth.user import sent_from
from callsheet.ui.send.local_time import show_local_time
from callsheet.validation import PRESETS, calling_rule
from callsheet.wording import schedule as words
from callsheet.wording.rules.calling_hours import hours_line
from callsheet.wording.ui import schedule as labels

if TYPE_CHECKING:
    from callsheet.contract import Campaign
    from callsheet.sending import Plan, SendRequest, Timetable

_HOURS, _OWN, _UNKNOWN, _AT_ONCE, _WHEN, _DAY, _CLOCK = (
    "calling_hours", "own_hours", "send_unknown", "calls_at_once", "send_when", "send_day", "send_time",
)  # fmt: skip
_ANY, _OWN_HOURS = "", "own"
_NOW, _AT = "now", "at"


def chosen_schedule() -> Schedule:
    """Return when the leads shall leave by the fields of the page; at once where they are not shown."""
    state = st.session_state
    hours = state.get(_HOURS) or _ANY
    if hours == _OWN_HOURS:
        hours = str(state.get(_OWN) or "").strip() or _OWN_HOURS
    at_once = state.get(_AT_ONCE) if hours else None
    return Schedule(
        hours, _chosen_time(), bool(hours and state.get(_UNKNOWN)), None if at_once is None else int(at_once)
    )


def _chosen_time() -> datetime | None:
    if st.session_state.get(_WHEN) != _AT:
        return None
    day, clock = st.session_state.get(_DAY), st.session_state.get(_CLOCK)
    if not isinstance(day, date) or not isinstance(clock, time):
        return None
    return datetime.combine(day, clock).astimezone()


def show_schedule(request: SendRequest, plan: Plan, campaign: Campaign | None = None) -> bool:
    """Show the fields, and how many leads leave when.

    Args:
        request: what shall be sent, with `chosen_schedule`.
        plan: what the button would send.
        campaign: as the server returns it; None: not known, or the destination is not a campaign.

    Returns:
        False while the fields cannot be used: nothing may be sent then.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            labels.HOURS, (_ANY, *PRESETS, _OWN_HOURS), key=_HOURS, format_func=labels.hours, help=labels.HOURS_HELP,
            width=300,
        )  # fmt: skip
        if st.session_state.get(_HOURS) == _OWN_HOURS:
            st.text_input(labels.OWN, key=_OWN, placeholder=labels.OWN_EXAMPLE, width=300)
        if st.session_state.get(_HOURS) and (campaign is None or not campaign.max_concurrent_calls):
            st.number_input(labels.AT_ONCE, min_value=1, value=None, step=1, key=_AT_ONCE, help=labels.AT_ONCE_HELP,
                            placeholder=str(ASSUMED_CALLS_AT_ONCE), width=160)  # fmt: skip
        st.selectbox(labels.WHEN, (_NOW, _AT), key=_WHEN, format_func=labels.when, width=160)
        if st.session_state.get(_WHEN) == _AT:
            tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - the clock of this computer is meant
            st.date_input(labels.DAY, tomorrow, key=_DAY, width=160)
            st.time_input(labels.CLOCK, time(10), key=_CLOCK, width=130)
    schedule = request.schedule
    timetable = None
    try:
        if schedule != Schedule():
            timetable = _show_timetable(request, plan, campaign)
    except InvalidArgument as error:
        st.warning(labels.TYPE_HOURS if schedule.hours == _OWN_HOURS else str(error), icon=":material/schedule:")
        return False
    if schedule.at is not None and schedule.at <= utc_now():
        st.warning(labels.TIME_IS_OVER, icon=":material/schedule:")
        return False
    show_local_time(request, plan, campaign, timetable)
    return True


def _show_timetable(request: SendRequest, plan: Plan, campaign: Campaign | None) -> Timetable:
    schedule = request.schedule
    if schedule.hours:
        rule = calling_rule(schedule.hours)
        st.caption(hours_line(rule.id, rule.week, rule.holidays, rule.source, rule.checked))
    service = services().send_service()
    timetable = service.timetable(request, plan, campaign)
    with st.container(key="timetable", gap="small"):
        st.markdown(words.timetable(timetable.now, timetable.later, timetable.without_time))
        if timetable.without_time or st.session_state.get(_UNKNOWN):
            st.checkbox(labels.SEND_UNKNOWN, key=_UNKNOWN)
        notes = [words.must_run(next(iter(timetable.later)), sent_from())] if timetable.later else []
        if schedule.hours:
            queue = service.queue(request, campaign)
            st.caption(words.call_queue(*queue.figures(), is_stated=queue.is_stated))
            notes += [words.NOT_THE_CALLS]
        st.caption(" ".join(notes))
    return timetable
