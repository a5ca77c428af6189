"""Options of a send: which duplicate is kept, who is never called, calling numbers again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.sending import ListedNumbers, ListTarget, Schedule, SendRequest, import_suppressed
from callsheet.store import DestinationKind
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.send.batch.fields import batch_of
from callsheet.ui.send.batch.times import has_own_times
from callsheet.ui.send.dashboard_file import show_file_offer
from callsheet.ui.send.press import press
from callsheet.ui.send.schedule import chosen_schedule
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.wording.destinations import PLACES
from callsheet.wording.rules import do_not_call as list_words
from callsheet.wording.sending import call_again_warning
from callsheet.wording.ui import send as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.client import Campaign
    from callsheet.sending import Plan
    from callsheet.validation import Report

_COUNT, _POLICY, _LIST, _AGAIN = "count_before", "duplicates", "suppression", "again_count"
_LIST_MESSAGE = "suppression_message"
_POLICIES = ("first", "last", "fullest")


def send_request(session: Session, report: Report) -> SendRequest:
    """The request to send, with the options chosen on the page.

    Args:
        session: of the draft.
        report: the session's.
    """
    count = st.session_state.get(_COUNT)
    batch = batch_of(session)
    return SendRequest(
        report=report,
        campaign_id=session.campaign_id,
        campaign_name=session.campaign_name,
        draft_id=session.draft_id,
        file_name=session.file_name,
        count_before=None if count is None else int(count),
        schedule=chosen_schedule() if batch is None or not has_own_times() else Schedule(),
        destination=session.target.kind,
        batch=batch,
    )


def show_options(session: Session, report: Report, plan: Plan, campaign: Campaign | None) -> None:
    """Show the options that apply to this send.

    Args:
        session: of the draft.
        report: the session's.
        plan: what the button would send.
        campaign: as the server returns it; None: it does not.
    """
    if not plan.rows_to_send:
        return
    is_campaign = session.target.kind is DestinationKind.CAMPAIGN
    if is_campaign and (campaign is None or "total_leads" not in campaign.model_fields_set):
        st.number_input(words.COUNT_BEFORE, min_value=0, value=None, step=1, key=_COUNT, help=words.COUNT_BEFORE_HELP,
                        width=360)  # fmt: skip
    with st.expander(words.OPTIONS):
        policy = session.choices.duplicates
        st.selectbox(
            words.DUPLICATES,
            _POLICIES,
            index=_POLICIES.index(policy),
            key=_POLICY,
            format_func=lambda policy: words.DUPLICATE_POLICIES[policy],
            width=360,
            on_change=_choose_policy,
        )
        _suppression()
        show_file_offer(send_request(session, report), plan)


@on_session
def _choose_policy(session: Session) -> None:
    if st.session_state[_POLICY] != session.choices.duplicates:
        choices = replace(session.choices, duplicates=st.session_state[_POLICY])
        persistence.save_step(session.with_decisions(choices).go_to(Step.SEND))


def _suppression() -> None:
    store = services().store
    listed = store.suppression.count()
    st.file_uploader(
        words.SUPPRESSION,
        type=["csv", "txt", "xlsx", "xls"],
        key=_LIST,
        help=words.SUPPRESSION_HELP,
        on_change=_suppress,
    )
    st.caption(f"{words.suppression_kept(listed)} {list_words.ON_SETTINGS if listed else ''}")
    message = st.session_state.pop(_LIST_MESSAGE, None)
    if message:
        st.info(message, icon=":material/info:")


@on_session
def _suppress(session: Session) -> None:
    dropped = st.session_state.get(_LIST)
    if dropped is None:
        return
    suppression = services().store.suppression
    target = ListTarget(services().who())
    outcome = import_suppressed(suppression, dropped.name, dropped, target, region=session.region)
    st.session_state[_LIST_MESSAGE] = list_words.imported(*outcome)
    changed = session.with_do_not_call(ListedNumbers(suppression), services().store.consent_rule())
    persistence.set_current(changed.go_to(Step.SEND))


def show_again(session: Session, plan: Plan, show_when: Callable[[SendRequest], bool] | None) -> None:
    """Offer to call numbers again that this destination has already: a separate action that needs the typed count.

    Args:
        session: of the draft.
        plan: what the button Send would do.
        show_when: shows when the leads of a request may leave, and returns whether they may be sent so; None: it is
            shown above already.
    """
    rounds = plan.next_repeats() if plan.previous else {}
    if not rounds:
        return
    place = PLACES[session.target.kind]
    with st.expander(words.call_again(place)):
        st.markdown(call_again_warning(len(rounds), plan.rows_to_send, place))
        report = session.report
        may_send = show_when is None or report is None or show_when(_again_request(session, report))
        st.text_input(words.type_the_count(len(rounds)), key=_AGAIN, width=240)
        typed = str(st.session_state.get(_AGAIN) or "").replace(",", "").strip()
        st.button(
            escape_markdown(words.call_again_button(len(rounds) + plan.rows_to_send, session.campaign_name)),
            key="call_again",
            disabled=not may_send or typed != str(len(rounds)),
            on_click=_call_again,
            args=(session, plan),
        )


def _again_request(session: Session, report: Report) -> SendRequest:
    return replace(send_request(session, report), call_again=True)


@safe_callback
def _call_again(session: Session, plan: Plan) -> None:
    if session.report is None:
        return
    press(_again_request(session, session.report), plan)
