"""When the calls of a batch call begin and end, and between which hours of a day; stored with the draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.errors import InvalidArgument
from callsheet.store.clock import utc_now
from callsheet.ui.app.services import services
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.wording.ui import destinations as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.sending import BatchChoice, SendRequest
    from callsheet.ui.session.session import Session

_TIMES, _SERVER, _CALLING_HOURS = "batch_times", "server", "hours"
_BEGIN, _DAY, _CLOCK = "batch_begin", "batch_day", "batch_time"
_END, _LAST_DAY, _LAST_CLOCK = "batch_end", "batch_last_day", "batch_last_time"
_HOURS, _FROM, _UNTIL = "batch_hours", "batch_from", "batch_until"
_ANY, _BETWEEN = "any", "between"
_NOW, _ALL, _AT = "now", "all", "at"
_FIRST_CALL, _LAST_CALL = time(10), time(18)
_USUAL_HOURS = (time(9), time(18))


def has_own_times() -> bool:
    """True while a batch call has times of its own; False while its leads are sent in calling hours."""
    return bool(st.session_state.get(_TIMES, _SERVER) == _SERVER)


def show_times(batch: BatchChoice) -> None:
    """Show the fields; what is chosen in them is stored with the draft.

    Args:
        batch: the draft's.
    """
    st.selectbox(
        words.TIMES, (_SERVER, _CALLING_HOURS), key=_TIMES, format_func=words.times, help=words.TIMES_HELP, width=250
    )
    if not has_own_times():
        return
    begins, ends = batch.starts_at, batch.ends_at
    _choose(words.BEGIN, (_NOW, _AT), _BEGIN, words.begin, is_second=begins is not None)
    if st.session_state.get(_BEGIN) == _AT:
        first = _local(begins) or datetime.combine(_tomorrow(), _FIRST_CALL)
        _show_moment((words.BEGIN_DAY, _DAY), (words.BEGIN_CLOCK, _CLOCK), first)
    _choose(words.END, (_ALL, _AT), _END, words.end, is_second=ends is not None)
    if st.session_state.get(_END) == _AT:
        last = _local(ends) or _first_end(begins)
        _show_moment((words.END_DAY, _LAST_DAY), (words.END_CLOCK, _LAST_CLOCK), last)
    _choose(words.HOURS, (_ANY, _BETWEEN), _HOURS, words.hours, is_second=batch.hours is not None,
            about=words.HOURS_HELP)  # fmt: skip
    if st.session_state.get(_HOURS) == _BETWEEN:
        stored = tuple(map(time.fromisoformat, batch.hours)) if batch.hours else _USUAL_HOURS
        for label, key, clock in zip((words.FROM, words.UNTIL), (_FROM, _UNTIL), stored, strict=True):
            st.time_input(label, clock, key=key, width=130, on_change=_store)


def _choose(
    label: str, options: tuple[str, str], key: str, name: Callable[[str], str], *, is_second: bool, about: str = ""
) -> None:
    st.selectbox(
        label, options, int(is_second), key=key, format_func=name, help=about or None, on_change=_store, width=190
    )


def _show_moment(day: tuple[str, str], clock: tuple[str, str], moment: datetime) -> None:
    """Show the day and the time of a moment; of each the label and the key."""
    st.date_input(day[0], moment.date(), key=day[1], width=160, on_change=_store)
    st.time_input(clock[0], moment.time(), key=clock[1], width=130, on_change=_store)


def _tomorrow() -> date:
    return date.today() + timedelta(days=1)  # noqa: DTZ011 - the clock of this computer is meant


def _first_end(begins: datetime | None) -> datetime:
    """The end that is proposed: the evening of the day on which calls begin, else tomorrow's."""
    begin = _local(begins)
    evening = datetime.combine(_tomorrow() if begin is None else begin.date(), _LAST_CALL)
    return evening if begin is None or evening > begin else evening + timedelta(days=1)


def _local(moment: datetime | None) -> datetime | None:
    """A moment on the clock of this computer, without its time zone."""
    return None if moment is None else moment.astimezone().replace(tzinfo=None)


@on_session
def _store(session: Session) -> None:
    """Store what the fields have at this moment; one that appears only now has what it will propose."""
    batch = session.target.batch
    if batch is None:
        return
    state = st.session_state
    begins = _moment(_DAY, _CLOCK, _local(batch.starts_at) or datetime.combine(_tomorrow(), _FIRST_CALL))
    starts_at = begins if state.get(_BEGIN) == _AT else None
    last = _moment(_LAST_DAY, _LAST_CLOCK, _local(batch.ends_at) or _first_end(starts_at))
    ends_at = last if state.get(_END) == _AT else None
    changed = replace(batch, starts_at=starts_at, ends_at=ends_at, hours=_chosen_hours())
    if changed != batch:
        persistence.save_campaign(replace(session, target=replace(session.target, batch=changed)))


def _moment(day_key: str, clock_key: str, proposed: datetime) -> datetime:
    """The moment in two fields, with the time zone of this computer."""
    day, clock = st.session_state.get(day_key), st.session_state.get(clock_key)
    day = day if isinstance(day, date) else proposed.date()
    clock = clock if isinstance(clock, time) else proposed.time()
    return datetime.combine(day, clock).astimezone()


def _chosen_hours() -> tuple[str, str] | None:
    state = st.session_state
    if state.get(_HOURS) != _BETWEEN:
        return None
    begin, end = state.get(_FROM) or _USUAL_HOURS[0], state.get(_UNTIL) or _USUAL_HOURS[1]
    return f"{begin:%H:%M}", f"{end:%H:%M}"


def may_use_times(batch: BatchChoice, request: SendRequest) -> bool:
    """Say why the times cannot be used; True where they can.

    Args:
        batch: what is chosen.
        request: what Send would send.
    """
    now, begins, ends = utc_now(), batch.starts_at, batch.ends_at
    problem = ""
    if begins is not None and begins <= now:
        problem = words.BEGIN_IS_OVER
    elif ends is not None and ends <= now:
        problem = words.END_IS_OVER
    elif begins is not None and ends is not None and ends <= begins:
        problem = words.ENDS_FIRST
    elif batch.hours is not None and batch.hours[0] >= batch.hours[1]:
        problem = words.HOURS_END_FIRST
    elif batch.hours is not None:
        try:
            services().send_service().check(request)
        except InvalidArgument as error:
            problem = str(error)
    if problem:
        st.warning(problem, icon=":material/schedule:")
    return not problem
