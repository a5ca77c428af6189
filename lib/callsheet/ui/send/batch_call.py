"""The fields of a batch call on Send, its title and when calls begin, and what is known of its agent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.client import BatchCalls, list_agents
from callsheet.contract import MAX_TITLE
from callsheet.errors import InvalidArgument, ServerError
from callsheet.sending import TITLE_ROOM, BatchChoice, shortened_title, title_length
from callsheet.store.clock import utc_now
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.wording import destinations as shared_words
from callsheet.wording.ui import destinations as words

if TYPE_CHECKING:
    from callsheet.sending import Plan, SendRequest
    from callsheet.ui.session.session import Session

_TITLE, _BEGIN, _DAY, _CLOCK = "batch_title", "batch_begin", "batch_day", "batch_time"
_HOURS, _FROM, _UNTIL = "batch_hours", "batch_from", "batch_until"
_ANY, _BETWEEN = "any", "between"
_NOW, _AT = "now", "at"
MARK_ROOM = MAX_TITLE - TITLE_ROOM


def batch_of(session: Session) -> BatchChoice | None:
    """Return what is chosen for the batch call; None for another destination. The file's name is the first title.

    Args:
        session: of the draft.
    """
    batch = session.target.batch
    if batch is None:
        return None
    title = batch.title or _first_title(session)
    return replace(batch, title=title, starts_at=_chosen_time(), hours=_chosen_hours())


def _first_title(session: Session) -> str:
    return shortened_title(PurePath(session.file_name).stem)


def _chosen_time() -> datetime | None:
    state = st.session_state
    day, clock = state.get(_DAY), state.get(_CLOCK)
    if state.get(_BEGIN) != _AT or not isinstance(day, date) or not isinstance(clock, time):
        return None
    return datetime.combine(day, clock).astimezone()


def _chosen_hours() -> tuple[str, str] | None:
    state = st.session_state
    begin, end = state.get(_FROM), state.get(_UNTIL)
    if state.get(_HOURS) != _BETWEEN or not isinstance(begin, time) or not isinstance(end, time):
        return None
    return f"{begin:%H:%M}", f"{end:%H:%M}"


def show_agent(session: Session) -> None:
    """Say which agent calls, from which number, and which batch calls come before.

    Args:
        session: with a batch call as its target.
    """
    st.caption(escape_markdown(_agent_line(session)))
    before = _batches_before()
    if before:
        st.caption(before)


def _agent_line(session: Session) -> str:
    wanted = session.target.batch.version if session.target.batch else None
    try:
        agents = list_agents(services().api())
    except ServerError:
        agents = None
    if agents is None:
        return shared_words.AGENTS_NOT_LISTED
    agent = next((agent for agent in agents if agent.id == session.campaign_id), None)
    version = None if agent is None else agent.version(wanted)
    if agent is None or version is None:
        return words.not_published(session.campaign_name, wanted)
    number = readable_number(version.from_number) if version.from_number else None
    return shared_words.agent(agent.name, version.number, number)


def _batches_before() -> str:
    try:
        listed = BatchCalls(services().api()).listed().batches
    except ServerError:
        return ""
    states = [batch.status.lower() for batch in listed]
    return words.batches_before(states.count("running"), states.count("waiting") + states.count("scheduled"))


def show_batch_fields(session: Session, request: SendRequest) -> bool:
    """Show title, beginning and hours of a batch call.

    Args:
        session: with a batch call as its target.
        request: what Send would send.

    Returns:
        False while the fields cannot be used: nothing may be sent then.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = session.target.batch.title if session.target.batch else ""
        st.text_input(
            words.TITLE,
            title or _first_title(session),
            key=_TITLE,
            max_chars=TITLE_ROOM,
            help=words.TITLE_HELP,
            on_change=_choose_title,
            width=300,
        )
        st.selectbox(words.BEGIN, (_NOW, _AT), key=_BEGIN, format_func=words.begin, width=190)
        if st.session_state.get(_BEGIN) == _AT:
            tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - the clock of this computer is meant
            st.date_input(words.BEGIN_DAY, tomorrow, key=_DAY, width=160)
            st.time_input(words.BEGIN_CLOCK, time(10), key=_CLOCK, width=130)
        st.selectbox(words.HOURS, (_ANY, _BETWEEN), key=_HOURS, format_func=words.hours, help=words.HOURS_HELP,
                     width=190)  # fmt: skip
        if st.session_state.get(_HOURS) == _BETWEEN:
            st.time_input(words.FROM, time(9), key=_FROM, width=130)
            st.time_input(words.UNTIL, time(18), key=_UNTIL, width=130)
    batch = batch_of(session)
    title = "" if batch is None else shortened_title(batch.title)
    used = title_length(title) + MARK_ROOM
    st.caption(words.title_counter(escape_markdown(title), used, MAX_TITLE))
    if batch is not None and batch.starts_at is not None and batch.starts_at <= utc_now():
        st.warning(words.BEGIN_IS_OVER, icon=":material/schedule:")
        return False
    return batch is None or batch.hours is None or _may_use(batch.hours, request)


def _may_use(hours: tuple[str, str], request: SendRequest) -> bool:
    """Say why the server's calling hours cannot be used; True where they can."""
    if hours[0] >= hours[1]:
        st.warning(words.HOURS_END_FIRST, icon=":material/schedule:")
        return False
    try:
        services().send_service().check(request)
    except InvalidArgument as error:
        st.warning(str(error), icon=":material/schedule:")
        return False
    return True


@on_session
def _choose_title(session: Session) -> None:
    batch = session.target.batch
    if batch is not None:
        title = shortened_title(str(st.session_state.get(_TITLE) or ""))
        target = replace(session.target, batch=replace(batch, title=title))
        persistence.save_campaign(replace(session, target=target))


def show_number_of_batches(request: SendRequest, plan: Plan) -> None:
    """Say that a set makes several batch calls, which run one after the other.

    Args:
        request: what shall be sent.
        plan: what a press would do.
    """
    if not plan.rows_to_send and not request.call_again:
        return
    batches = len(services().send_service().part_sizes(request, plan))
    if batches > 1:
        st.info(shared_words.several_batches(batches), icon=":material/info:")
