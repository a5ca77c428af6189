"""`callsheet send`: check files and send their clean sets to a destination, once. Run again, it resumes."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from callsheet.cli.agent_script import AgentScript, read_agent_script, script_of
from callsheet.cli.checks.checked_file import CheckedFile, Given
from callsheet.cli.checks.inputs import check_options, prepare_reader, read_file, read_script, write_files
from callsheet.cli.checks.remedies import check_causes
from callsheet.cli.checks.several_files import run_each
from callsheet.cli.exit_codes import ALL_WELL, INTERRUPTED, REFUSED, SOME_LEFT_OUT, UNKNOWN_OUTCOME
from callsheet.cli.sends.call_again import leads_to_send, print_repeats, with_repeats
from callsheet.cli.sends.dashboard_files import check_folder, write_pieces
from callsheet.cli.sends.destination_lookup import (
    Chosen,
    batch_choice,
    destination_kind,
    find_destination,
    unnamed_destination,
    unused_variables,
)
from callsheet.cli.sends.dry_run import dry_run_json, print_dry_run
from callsheet.cli.sends.file_send import FileSend, work
from callsheet.cli.sends.schedule import check_schedule, print_timetable, print_waiting, requested_schedule, shown_state
from callsheet.cli.sends.submissions import (
    exit_code,
    print_at_server,
    print_held,
    print_questions,
    settled_ids,
    submission_json,
)
from callsheet.cli.terminal.console import complain, say, visible
from callsheet.cli.terminal.country import refuse_doubt
from callsheet.cli.terminal.hidden import refuse_hidden
from callsheet.cli.terminal.screen import print_text, progress
from callsheet.errors import ServerError, SystemFault
from callsheet.runtime.services import open_services
from callsheet.sending import SendRequest, numbers_at_destination
from callsheet.store import DestinationKind
from callsheet.validation import PHONE_NUMBER
from callsheet.wording import destinations as shared
from callsheet.wording import sending as words
from callsheet.wording.cli import destinations, sends
from callsheet.wording.cli.findings import CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Sequence

    from callsheet.cli.checks.several_files import Output
    from callsheet.client import CallsheetApi
    from callsheet.reporting import CheckOptions
    from callsheet.runtime.services import Services
    from callsheet.sending import Plan, SendService
    from callsheet.store import CallCap, Submission


@dataclass(frozen=True)
class _Destination:
    """The server and the destination of a command line; they are looked up once for all its files.

    Args:
        services: ledger and server.
        options: the command line.
    """

    services: Services
    options: argparse.Namespace

    @cached_property
    def api(self) -> CallsheetApi:
        """A client of the server."""
        return self.services.api()

    @cached_property
    def chosen(self) -> Chosen:
        """The campaign, agent or workflow, and where it may call."""
        return find_destination(self.api, self.options, self.services.settings.default_region)


def run(options: argparse.Namespace) -> int:
    """Send the clean sets of files.

    Args:
        options: the command line.

    Returns:
        0 all sent, 1 some rows were left out, 2 refused or not sent, 3 whether the leads arrived is unknown; of several
        files the highest code.

    Raises:
        FileRefused: the only file cannot be accepted.
        ServerError: the server does not answer a read.
        InvalidArgument: an option cannot be used.
        SettingsError: a setting is missing.
    """
    prepare_reader()
    check_causes(options)
    checking, script = check_options(options), read_script(options)
    check_schedule(options)
    destination_kind(options)
    check_folder(options)
    destination = _Destination(open_services(server_url=options.server, survives_ctrl_c=True), options)

    def run_one(one: argparse.Namespace, output: Output) -> int:
        return _send_file(destination, one, output, (checking, script))

    return run_each(options, run_one)


def _send_file(
    destination: _Destination, options: argparse.Namespace, output: Output, how: tuple[CheckOptions, str | None]
) -> int:
    services = destination.services
    with progress(CHECKING.format(name=options.file), is_shown=not options.quiet):
        table = read_file(options)
    sha256 = table.source.sha256
    api = destination.api
    try:
        chosen = destination.chosen
    except ServerError:
        if _print_open_questions(FileSend(services, options, sha256, unnamed_destination(options))):
            return UNKNOWN_OUTCOME
        raise
    send = FileSend(services, options, sha256, chosen.campaign)
    checking, script = how
    agent = _agent_script(destination, chosen, script)
    text, defaults = (script, frozenset[str]()) if agent is None else agent
    given = Given(text, defaults, services.store.suppression.among, services.store.consent_rule)
    checked = CheckedFile.of(table, chosen.route, checking, options, given)
    if not options.dry_run:
        refuse_doubt(checked.country)
        refuse_hidden(checked.report, options)
    write_files(checked.report, options)
    if send.talks:
        output.print_report(checked)
        sentences = _about_script(checking, agent)
        for sentence in [*chosen.sentences, *sentences, *unused_variables(chosen, checked.report)]:
            print_text(sentence)
    return _send_checked(send, api, (chosen, checked), output)


def _agent_script(destination: _Destination, chosen: Chosen, script: str | None) -> AgentScript | None:
    """What the agent of `--agent` says, or that of a batch call; None where it is given, or the server hides it."""
    if script is not None:
        return None
    wanted = destination.options.agent
    return script_of(chosen.version) if wanted is None else read_agent_script(destination.api, wanted)


def _about_script(checking: CheckOptions, agent: AgentScript | None) -> list[str]:
    if agent is None:
        return []
    before = "" if checking.recipe is None else checking.recipe.choices.prompt
    return [destinations.SCRIPT_CHANGED if before and before != agent.text else destinations.SCRIPT_READ]


def _send_checked(send: FileSend, api: CallsheetApi, what: tuple[Chosen, CheckedFile], output: Output) -> int:
    chosen, checked = what
    service = send.services.send_service()
    request = SendRequest(
        report=checked.report,
        campaign_id=send.campaign.id,
        campaign_name=send.campaign.name,
        is_trial=send.options.try_first,
        count_before=send.options.count_before,
        schedule=requested_schedule(send.options),
        destination=chosen.kind,
        batch=batch_choice(send.options),
    )
    numbers = checked.report.clean[PHONE_NUMBER].to_list()
    as_file = send.options.file_for_dashboard is not None
    if as_file:
        request = replace(request, destination=DestinationKind.FILE, file_for=chosen.kind)
    service.check(request)
    plan = service.plan(request, numbers_at_destination(api, chosen.kind, send.campaign.id, numbers))
    request = with_repeats(request, plan, send.options.call_again)
    leads = leads_to_send(request, plan)
    if send.talks:
        _print_already_sent(plan)
        print_repeats(request, plan)
        _print_called_lately(plan, send.services.store.ledger.call_cap())
        print_timetable(request, plan, service, send.campaign)
        _print_batches(request, plan, service)
    if send.options.dry_run:
        if send.talks:
            print_dry_run(request, plan, service)
        else:
            output.print_report(checked, {"dry_run": dry_run_json(request, plan, service, send.campaign)})
        return ALL_WELL if leads == checked.report.counts.rows else SOME_LEFT_OUT
    preparation = None
    if leads:
        if not _is_confirmed(send.options, leads, send.campaign.name):
            return SOME_LEFT_OUT
        preparation = service.prepare(request, plan)
    settled = settled_ids(send.submissions())
    try:
        is_interrupted = work(send, api, preparation)
    except SystemFault as fault:
        code = _print_outcome(send, checked, output, settled)
        complain(visible(str(fault)))
        return UNKNOWN_OUTCOME if code == UNKNOWN_OUTCOME else REFUSED
    if as_file:
        write_pieces(send)
    code = _print_outcome(send, checked, output, settled)
    if is_interrupted and (code not in (ALL_WELL, SOME_LEFT_OUT) or not send.submissions()):
        complain(sends.STOPPED)
        return INTERRUPTED
    return code


def _print_batches(request: SendRequest, plan: Plan, service: SendService) -> None:
    """Say before a send that the file becomes several batch calls."""
    if request.destination is not DestinationKind.BATCH_CALL or not leads_to_send(request, plan):
        return
    sizes = service.part_sizes(request, plan)
    if request.is_trial and len(sizes) > 1:
        print_text(shared.trial_batches(sizes[0], len(sizes)))
    elif len(sizes) > 1:
        print_text(shared.several_batches(len(sizes)))


def _print_already_sent(plan: Plan) -> None:
    sent = plan.sent_before
    if sent:
        latest, leads = sent[0].submission, sum(entry.rows for entry in sent)
        name, who = visible(latest.file_name), visible(latest.created_by)
        say(words.already_sent(leads, latest.created_at, name, who, several=len(sent) > 1))
    waiting = words.already_waiting(*plan.not_sent())
    if waiting:
        say(waiting)
    if len(plan.in_campaign):
        say(words.in_campaign(len(plan.in_campaign)))


def _print_called_lately(plan: Plan, cap: CallCap) -> None:
    if len(plan.capped) and cap.calls is not None:
        say(words.capped(len(plan.capped), cap.calls, cap.days))
    elsewhere = words.called_elsewhere(plan.elsewhere, cap.days)
    if elsewhere:
        say(visible(elsewhere))


def _is_confirmed(options: argparse.Namespace, rows: int, campaign_name: str) -> bool:
    if options.yes or sys.stdin is None or not sys.stdin.isatty():
        return True
    complain(sends.confirm(rows, visible(campaign_name)).rstrip())
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _print_open_questions(send: FileSend) -> bool:
    service = send.services.send_service()
    questions = [question for submission in send.submissions() for question in service.answers.questions(submission)]
    print_questions(questions)
    return bool(questions)


def _print_outcome(send: FileSend, checked: CheckedFile, output: Output, settled: Collection[str]) -> int:
    """Print what became of the leads, and return the exit code.

    Args:
        send: the file and where it goes.
        checked: the checked file.
        output: prints a report with further keys.
        settled: ids of the submissions that were settled before: what they sent, this run did not send.
    """
    submissions, service = send.submissions(), send.services.send_service()
    questions = {submission.id: service.answers.questions(submission) for submission in submissions}
    if send.options.json or send.options.jsonl:
        listed = [submission_json(submission, questions[submission.id]) for submission in submissions]
        more: dict[str, Any] = {"submission": listed[0] if listed else None, "submissions": listed}
        output.print_report(checked, more)
    elif submissions:
        if not send.options.quiet:
            _print_sent(send, [submission for submission in submissions if submission.id not in settled])
        print_questions([question for some in questions.values() for question in some])
    return exit_code(submissions, checked.report.counts.rows)


def _print_sent(send: FileSend, submissions: Sequence[Submission]) -> None:
    """Print the outcome of the submissions of this run, new ones and those it went on with."""
    if not submissions:
        say(sends.NOTHING_NEW)
        return
    rows_sent = sum(submission.rows_sent for submission in submissions)
    name, message = visible(send.campaign.name), visible(submissions[0].message)
    if submissions[0].destination is DestinationKind.FILE and rows_sent:
        say(shared.handed_over(rows_sent, name))
        return
    say(sends.outcome(shown_state(submissions), rows_sent, name, message))
    print_at_server(send.services.api(), send.services.store.ledger, submissions)
    print_held(submissions)
    print_waiting(submissions, send.services.sent_from)
