"""Send: the button names what it sends; sends under way and finished ones are shown above it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from callsheet.contract import ASSUMED_CALL_MINUTES, ASSUMED_CALLS_AT_ONCE, CLOSED_STATUSES
from callsheet.errors import ServerError
from callsheet.sending import TRIAL, ListedNumbers
from callsheet.store import DestinationKind, Hold, RowState, SubmissionState
from callsheet.ui.app.downloads import show_error_workbook
from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.layout import bottom_bar, show_title
from callsheet.ui.app.phone_format import readable_number
from callsheet.ui.app.services import services
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.corrections.drop_box import show_drop_box
from callsheet.ui.review.count_line import show_count_line
from callsheet.ui.send.at_server import numbers_at_server
from callsheet.ui.send.batch.agent import show_agent
from callsheet.ui.send.batch.fields import show_batch_fields, show_number_of_batches
from callsheet.ui.send.batch.times import has_own_times
from callsheet.ui.send.first_calls import FIRST, show_first_calls
from callsheet.ui.send.options import send_request, show_again, show_options
from callsheet.ui.send.press import press, show_ended_press, show_preparing, show_presses_at_once, unstored_press
from callsheet.ui.send.previous_sends import show_previous
from callsheet.ui.send.progress import resume, show_submission, show_under_way
from callsheet.ui.send.restored_ledger import show_restored
from callsheet.ui.send.schedule import show_schedule
from callsheet.ui.send.workflow import show_workflow
from callsheet.ui.session.session import Session, Step
from callsheet.ui.state import persistence
from callsheet.ui.state.agent_script import show_changed_script
from callsheet.ui.state.callbacks import on_session
from callsheet.ui.state.campaign_status import show_start
from callsheet.ui.state.step_header import show_header, step_title
from callsheet.validation import Bucket
from callsheet.wording import sending as words
from callsheet.wording.destinations import ALL_IN_FILES, PLACES
from callsheet.wording.ui import steps
from callsheet.wording.ui.campaigns import calling_time
from callsheet.wording.ui.destinations import once, send_title
from callsheet.wording.ui.send import (
    GOES_ON,
    OPEN_CAMPAIGN,
    TRY_FIRST,
    TRY_FIRST_HELP,
    WAITS_FOR_ANSWER,
    fix_left,
    list_changed,
    send_the_other,
)

if TYPE_CHECKING:
    from callsheet.client import Campaign
    from callsheet.sending import Plan, SendRequest
    from callsheet.store import Submission
    from callsheet.validation import Report


CAMPAIGNS_PAGE = "pages/campaigns.py"


def show_send(session: Session) -> None:
    """Show the step.

    Raises:
        ServerError: the embedded backend does not start.
        SettingsError: no server is configured completely.
    """
    # asked first: a press that is stored between the two questions is then in the ledger's answer
    is_preparing = unstored_press(session.draft_id) is not None
    submissions = services().store.ledger.of_draft(session.draft_id)
    session = _with_current_list(_with_refusals(session, submissions))
    report = session.report
    if report is None:
        return
    show_header(Step.SEND, session)
    show_title(send_title(session.target.kind), about=step_title(Step.SEND, session))
    show_presses_at_once()
    unsettled = [submission for submission in submissions if not submission.state.is_settled]
    is_under_way = is_preparing or bool(unsettled)
    if is_preparing:
        show_count_line(report.counts)
        show_preparing(session.draft_id)
        _show_bar_under_way(None, session, GOES_ON)
    elif unsettled:
        show_count_line(report.counts)
        show_restored(session.campaign_id)
        for submission in unsettled:
            show_under_way(submission, has_bar=True)
        waits = all(submission.state is SubmissionState.UNKNOWN for submission in unsettled)
        held = next((s for s in unsettled if s.state is SubmissionState.HELD), None)
        _show_bar_under_way(held, session, WAITS_FOR_ANSWER if waits else GOES_ON)
    else:
        show_ended_press(session.draft_id)
    for submission in submissions:
        if submission not in unsettled:
            show_submission(submission, is_newest=submission is submissions[0])
    if not is_under_way:
        _show_before_press(session, report, submissions)


def _show_before_press(session: Session, report: Report, submissions: list[Submission]) -> None:
    """What a press would send, and the options of it. Nothing of this is computed while leads are being sent."""
    plan = services().send_service().plan(send_request(session, report), numbers_at_server(session, report))
    already, place = len(plan.known), PLACES[session.target.kind]
    own = {submission.id for submission in submissions}
    is_done = bool(submissions) and not plan.rows_to_send
    if not is_done:  # the receipt says it
        show_count_line(report.counts, already - len(plan.capped), len(plan.capped), session.target.kind)
    _show_left_out(report, session, already, is_done=is_done)
    campaign = _destination(session, report, plan, is_done=is_done)
    if plan.rows_to_send:
        show_changed_script(session)
    show_first_calls(report, _first_rows(report, plan, own), is_done=is_done)
    show_previous(plan, own, place)
    if len(plan.in_campaign):
        st.info(words.in_campaign(len(plan.in_campaign), place), icon=":material/person_check:")
    _show_called_lately(plan)
    show_restored(session.campaign_id)
    may_send = not plan.rows_to_send or _show_when(session, send_request(session, report), plan, campaign)
    show_options(session, report, plan, campaign)
    if may_send:
        show_again(
            session, plan, None if plan.rows_to_send else lambda again: _show_when(session, again, plan, campaign)
        )
    if report.counts.errors:
        show_drop_box()
    _bar(session, report, plan, submissions, may_send=may_send)


def _show_when(session: Session, request: SendRequest, plan: Plan, campaign: Campaign | None) -> bool:
    """Show the fields of a batch call, and when leads are sent; False while nothing may be sent."""
    may_send = show_batch_fields(session, request)
    is_batch = session.target.batch is not None
    if not (is_batch and has_own_times()):
        may_send = show_schedule(request, plan, campaign) and may_send
    if is_batch:
        show_number_of_batches(request, plan)
    return may_send


def _destination(session: Session, report: Report, plan: Plan, *, is_done: bool) -> Campaign | None:
    """Say what is known of the destination; a campaign is returned."""
    match session.target.kind:
        case DestinationKind.BATCH_CALL:
            if not is_done:
                show_agent(session)
        case DestinationKind.WORKFLOW:
            show_workflow(session, report)
        case _:
            return _campaign(session, plan, is_done=is_done)
    return None


def _show_called_lately(plan: Plan) -> None:
    """Say who is left out because of other calls lately, and who is sent all the same."""
    cap = services().store.ledger.call_cap()
    if len(plan.capped) and cap.calls is not None:
        st.info(words.capped(len(plan.capped), cap.calls, cap.days), icon=":material/person_check:")
    elsewhere = words.called_elsewhere(plan.elsewhere, cap.days)
    if elsewhere:
        st.info(escape_markdown(elsewhere), icon=":material/campaign:")


def _with_refusals(session: Session, submissions: list[Submission]) -> Session:
    """The session with the rows that the server refused as errors; they are no longer ready."""
    refused = dict(session.refused)
    for submission in reversed(submissions):
        refused |= submission.refused_numbers
    changed = session.with_refusals(refused)
    return session if changed is session else persistence.set_current(changed.go_to(Step.SEND))


def _with_current_list(session: Session) -> Session:
    """The session checked against the do-not-call list as it is now; the sender checks it once more."""
    suppression = services().store.suppression
    rule = services().store.consent_rule()
    if suppression.revision() == session.list_revision and rule == session.consent:
        return session
    before = _ready_rows(session)
    changed = session.with_do_not_call(ListedNumbers(suppression), rule).go_to(Step.SEND)
    after = _ready_rows(changed)
    if after != before:
        st.info(list_changed(len(before), len(after)), icon=":material/phone_disabled:")
    return persistence.set_current(changed)


def _ready_rows(session: Session) -> list[int]:
    return session.report.positions(Bucket.READY).tolist() if session.report else []


def _show_left_out(report: Report, session: Session, already: int, *, is_done: bool) -> None:
    """Say which rows a press would not send, and offer them as a file; after the send its receipt says it."""
    counts = report.counts
    with st.container(horizontal=True, vertical_alignment="center"):
        if not is_done:
            st.markdown(steps.left_out(counts.to_json(), already, session.target.kind), width="content")
        if counts.rows != counts.ready:
            name = steps.error_file(session.file_name, counts.errors, counts.not_sent)
            show_error_workbook(lambda: report, session.draft_id, f"{name}.xlsx", "download_errors_xlsx")


def _first_rows(report: Report, plan: Plan, own: set[str]) -> list[int]:
    """Row numbers of the first leads that a press would send; after the send, of those that were sent."""
    claimed = plan.already_claimed
    rows = report.clean.index.difference(plan.known) if plan.rows_to_send else claimed.index
    if not plan.rows_to_send:
        rows = claimed.index[claimed["submission_id"].isin(own)]
    return [int(row) for row in rows[:FIRST]]


def _campaign(session: Session, plan: Plan, *, is_done: bool) -> Campaign | None:
    """Say what is known of the campaign: its status, the number it calls from, and how long the calls will take."""
    try:
        campaign = services().api().campaign(session.campaign_id)
    except ServerError:
        st.caption(words.STATUS_UNKNOWN)
        return None
    leads = campaign.total_leads if "total_leads" in campaign.model_fields_set else None
    status = steps.STATUS.get(campaign.status, "") if "status" in campaign.model_fields_set else ""
    st.caption(escape_markdown(words.campaign_facts(status, readable_number(campaign.from_phone_number), leads)))
    called = campaign.pending_calls if is_done else plan.rows_to_send
    with st.container(horizontal=True, vertical_alignment="center"):
        if called and campaign.status not in CLOSED_STATUSES:
            at_once = campaign.max_concurrent_calls
            time = calling_time(
                called, at_once or ASSUMED_CALLS_AT_ONCE, ASSUMED_CALL_MINUTES, is_stated=at_once is not None
            )
            st.caption(time, width="content")
        if is_done:
            show_start(campaign)
    return campaign


def _show_bar_under_way(held: Submission | None, session: Session, sentence: str) -> None:
    """The bar without a button that sends, unless the rest of a send waits for the operator."""
    with bottom_bar():
        st.markdown(sentence if held is None else once(PLACES[session.target.kind]), width="stretch")
        st.button(steps.BACK, key="back", on_click=_back)
        if held is not None:
            left = held.row_counts.get(RowState.READY, 0)
            is_trial = held.hold is Hold.TRIAL and held.rows_sent
            label = send_the_other(left) if is_trial else steps.send_button(left, session.campaign_name)
            st.button(escape_markdown(label), key="send", type="primary", on_click=resume, args=(held.id,))


def _bar(session: Session, report: Report, plan: Plan, submissions: list[Submission], *, may_send: bool) -> None:
    leads = plan.rows_to_send
    done = bool(submissions) and not leads
    with bottom_bar():
        st.markdown(_consequence(session, report, plan, submissions if done else []), width="stretch")
        if done:
            is_campaign = session.target.kind is DestinationKind.CAMPAIGN
            if is_campaign and st.button(OPEN_CAMPAIGN, key="open_campaign"):
                st.switch_page(CAMPAIGNS_PAGE, query_params={"campaign": session.campaign_id})
            if report.counts.errors:
                st.button(fix_left(report.counts.errors), key="back", on_click=_back)
            else:
                st.button(steps.BACK, key="back", on_click=_back)
            st.button(steps.START_OVER, key="start_over", type="primary", on_click=persistence.leave)
            return
        st.button(steps.BACK, key="back", on_click=_back)
        if leads > TRIAL:
            st.button(TRY_FIRST, key="try_first", help=TRY_FIRST_HELP, disabled=not may_send, on_click=_press,
                      args=(session, plan), kwargs={"is_trial": True})  # fmt: skip
        label = escape_markdown(steps.send_button(leads, session.campaign_name))
        disabled = not (leads and may_send)
        st.button(label, key="send", type="primary", disabled=disabled, on_click=_press, args=(session, plan))


def _consequence(session: Session, report: Report, plan: Plan, sent: list[Submission]) -> str:
    """What the main button does, or what was done.

    Args:
        session: the file and its choices.
        report: of it.
        plan: what would be sent.
        sent: the submissions of the draft, if all of its leads are sent; else [].
    """
    place = PLACES[session.target.kind]
    if sent:
        is_in_files = all(submission.destination is DestinationKind.FILE for submission in sent)
        return ALL_IN_FILES if is_in_files else steps.DONE
    if not report.counts.ready:
        return steps.NOTHING_READY
    if plan.rows_to_send:
        return once(place)
    if len(plan.in_campaign):
        return words.all_there(place)
    if len(plan.capped):
        return words.ALL_CAPPED
    return words.all_in_another_send(place) if any(plan.not_sent()) else words.all_already_sent(place)


@on_session
def _back(session: Session) -> None:
    persistence.save_step(session.go_to(Step.REVIEW))


@safe_callback
def _press(session: Session, plan: Plan, *, is_trial: bool = False) -> None:
    if session.report is None:
        return
    press(replace(send_request(session, session.report), is_trial=is_trial), plan)
