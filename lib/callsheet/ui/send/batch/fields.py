"""The fields of a batch call on Send: its title, when it calls, and how many batch calls a set makes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.contract import MAX_TITLE
from callsheet.sending import TITLE_ROOM, TRIAL, BatchChoice, shortened_title, title_length
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.send.batch.times import has_own_times, may_use_times, show_times
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.wording import destinations as shared_words
from callsheet.wording.ui import destinations as words

if TYPE_CHECKING:
    from callsheet.sending import Plan, SendRequest
    from callsheet.ui.session.session import Session

_TITLE = "batch_title"
MARK_ROOM = MAX_TITLE - TITLE_ROOM


def batch_of(session: Session) -> BatchChoice | None:
    """Return what is chosen for the batch call; None for another destination. The file's name is the first title.

    Its times are those of the draft, unless leads are sent in calling hours: then it has none.

    Args:
        session: of the draft.
    """
    batch = session.target.batch
    if batch is None:
        return None
    batch = replace(batch, title=batch.title or _first_title(session))
    return batch if has_own_times() else replace(batch, starts_at=None, ends_at=None, hours=None)


def _first_title(session: Session) -> str:
    return shortened_title(PurePath(session.file_name).stem)


def show_batch_fields(session: Session, request: SendRequest) -> bool:
    """Show title, beginning, end and hours of a batch call.

    Args:
        session: its target may be another destination: nothing is shown then.
        request: what Send would send.

    Returns:
        False while the fields cannot be used: nothing may be sent then.
    """
    batch, stored = batch_of(session), session.target.batch
    if batch is None or stored is None:
        return True
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words.TITLE, batch.title, key=_TITLE, max_chars=TITLE_ROOM, help=words.TITLE_HELP, on_change=_choose_title,
            width=300,
        )  # fmt: skip
        show_times(stored)
    title = shortened_title(batch.title)
    used = title_length(title) + MARK_ROOM
    st.caption(words.title_counter(escape_markdown(title), used, MAX_TITLE))
    return may_use_times(batch, request)


@on_session
def _choose_title(session: Session) -> None:
    batch = session.target.batch
    if batch is not None:
        title = shortened_title(str(st.session_state.get(_TITLE) or ""))
        target = replace(session.target, batch=replace(batch, title=title))
        persistence.save_campaign(replace(session, target=target))


def show_number_of_batches(request: SendRequest, plan: Plan) -> None:
    """Say that a set makes several batch calls, and that sending a few leads first makes one of its own.

    Args:
        request: what shall be sent.
        plan: what a press would do.
    """
    if not plan.rows_to_send and not request.call_again:
        return
    batches = len(services().send_service().part_sizes(request, plan))
    if batches > 1:
        st.info(shared_words.several_batches(batches), icon=":material/info:")
    if plan.rows_to_send > TRIAL:
        st.info(shared_words.trial_batches(TRIAL, batches + 1), icon=":material/info:")
