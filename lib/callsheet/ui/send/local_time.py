"""What time it is for the people of a send: a sentence where they sleep, and charts to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast
from weakref import ref

import streamlit as st

from callsheet.contract import CALLING_STATUSES
from callsheet.store.clock import utc_now
from callsheet.ui.app.services import services
from callsheet.ui.charts.of_send import send_charts
from callsheet.validation import CallState
from callsheet.wording import schedule as words
from callsheet.wording.ui import schedule as labels

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.contract import Campaign
    from callsheet.sending import Plan, SendRequest, Timetable
    from callsheet.validation import LocalHours, Report

_CACHE = "send_local_hours"
_MINUTE = 60


class _Cached(NamedTuple):
    """Local hours with the report and the question that they answer; does not keep the report alive."""

    report: ref[Report]
    question: tuple[object, ...]
    hours: LocalHours


def show_local_time(request: SendRequest, plan: Plan, campaign: Campaign | None, timetable: Timetable | None) -> None:
    """Say for whom it is night, where no calling hours are chosen, and offer the charts.

    Args:
        request: what shall be sent.
        plan: what the button would send.
        campaign: as the server returns it; None: not known, or the destination is not a campaign.
        timetable: when the leads leave; None: all at once.
    """
    local = _local_hours(request, plan)
    leads = sum(local.awake.values())
    if not leads:
        return
    schedule = request.schedule
    if not schedule.hours:
        night = words.night(local.awake[CallState.LATER], local.awake[CallState.DEPENDS], leads, schedule.at)
        if night:
            _say(f"{night} {labels.BY_DAY}", is_calling=campaign is None or campaign.status in CALLING_STATUSES)
    later = {} if timetable is None else timetable.later
    with st.expander(labels.CHARTS_LATER if later else labels.CHARTS, key="send_charts"):
        now, without_time = (0, 0) if timetable is None else (timetable.now, timetable.without_time)
        st.html(send_charts(local, now, later, without_time))


def _say(sentence: str, *, is_calling: bool) -> None:
    """A warning where the leads may be called at once, else a note: the campaign is started when the operator likes."""
    if is_calling:
        st.warning(sentence, icon=":material/bedtime:")
    else:
        st.caption(sentence)


def _local_hours(request: SendRequest, plan: Plan) -> LocalHours:
    """The leads by their local hour, looked up once a minute while the same rows would be sent."""
    at: datetime = request.schedule.at or utc_now()
    question = (int(at.timestamp()) // _MINUTE, request.call_again, plan.token, len(plan.known))
    cached = cast("_Cached | None", st.session_state.get(_CACHE))
    if cached is None or cached.report() is not request.report or cached.question != question:
        hours = services().send_service().local_hours(request, plan, at)
        cached = st.session_state[_CACHE] = _Cached(ref(request.report), question, hours)
    return cached.hours
