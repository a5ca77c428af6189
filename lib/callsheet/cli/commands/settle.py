"""`callsheet settle`: answer the question about an upload that got no clear answer."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from callsheet.cli.exit_codes import ALL_WELL, UNKNOWN_OUTCOME
from callsheet.cli.input_files import file_name, read_input
from callsheet.cli.sends.submissions import find_submission, print_questions
from callsheet.cli.terminal.console import say, visible
from callsheet.errors import InvalidArgument, StoreError
from callsheet.files import MAX_BYTES_INTERACTIVE
from callsheet.runtime.services import open_services
from callsheet.sending import acknowledge_untracked, find_listed
from callsheet.store import SubmissionState
from callsheet.wording.cli import sends as words
from callsheet.wording.sending import known_campaign_line, untracked_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from callsheet.runtime.services import Services
    from callsheet.sending import ListedRows
    from callsheet.store import PartRow, Submission


def run(options: argparse.Namespace) -> int:
    """Settle a part by the operator's counts, or by which leads arrived; without either, print the question.

    Args:
        options: the command line.

    Returns:
        0 settled, 3 still unknown.

    Raises:
        InvalidArgument: there is no such part or submission, or the list of arrived leads does not decide.
        FileRefused: that list cannot be read.
        StoreError: better evidence has settled it, or it is too early for this answer.
    """
    services = open_services(server_url=options.server)
    if options.accept_restored:
        return _acknowledge_untracked(services)
    if not options.id:
        raise InvalidArgument(words.WHICH_SEND)
    submission, part_id = _find_part(services, options.id)
    if options.arrived is not None or options.arrived_rows is not None:
        return _settle_rows(services, part_id, options)
    questions = services.send_service().answers.questions(submission)
    before = options.count_before
    if before is None:
        before = next((question.count_before for question in questions if question.part.id == part_id), None)
    if options.count_now is None or before is None:
        print_questions(questions)
        return UNKNOWN_OUTCOME if questions or options.count_now is not None else ALL_WELL
    settled = services.send_service().answers.answer(part_id, count_before=before, count_now=options.count_now)
    part = next(part for part in settled.parts if part.id == part_id)
    say(words.answered(part.state.value, part.evidence.value))
    return UNKNOWN_OUTCOME if settled.state is SubmissionState.UNKNOWN else ALL_WELL


def _settle_rows(services: Services, part_id: str, options: argparse.Namespace) -> int:
    """Settle a part by a list of the campaign's numbers, or by the rows whose leads arrived."""
    answers = services.send_service().answers
    rows = services.store.ledger.part_rows(part_id)
    arrived = set(options.arrived_rows or ())
    if options.arrived is not None:
        listed = _read_list(rows, options.arrived)
        if answers.rows_sent_elsewhere(part_id):
            raise InvalidArgument(words.LIST_PROVES_NOTHING)
        if listed.unreadable:
            raise InvalidArgument(words.unreadable_list(listed.unreadable))
        arrived |= listed.rows
    unknown = arrived - {row for row, _, _ in rows}
    if unknown:
        raise InvalidArgument(words.not_of_this_send(min(unknown)))
    if len(arrived) < len(rows) and not answers.can_miss(part_id):
        raise StoreError(words.TOO_EARLY)
    settled = answers.answer_rows(part_id, arrived)
    part = next(part for part in settled.parts if part.id == part_id)
    say(words.answered_by_rows(len(arrived), len(rows) - len(arrived) - part.refused, part.refused))
    return UNKNOWN_OUTCOME if settled.state is SubmissionState.UNKNOWN else ALL_WELL


def _read_list(rows: Sequence[PartRow], name: str) -> ListedRows:
    data = read_input(name, MAX_BYTES_INTERACTIVE)
    return find_listed(rows, file_name(name, None) or "list.csv", io.BytesIO(data))


def _find_part(services: Services, id_: str) -> tuple[Submission, str]:
    """The part of that id, or of the submission of that id: its first open question, else its last answered part."""
    ledger = services.store.ledger
    part = ledger.find_part(id_)
    if part is not None:
        return ledger.get(part.submission_id), part.id
    submission = find_submission(ledger, id_)
    questions = services.send_service().answers.questions(submission)
    if questions:
        return submission, questions[0].part.id
    answered = [part for part in submission.parts if part.evidence == "operator"]
    if not answered:
        raise StoreError(words.NOTHING_TO_SETTLE)
    return submission, answered[-1].id


def _acknowledge_untracked(services: Services) -> int:
    is_copy = services.store.restores.pending(services.server) is not None
    untracked = acknowledge_untracked(services.store, services.server, services.who())
    for intent in untracked:
        say(untracked_line(visible(intent.campaign), intent.rows, intent.at))
    for known in services.store.restores.sends(services.server) if is_copy else ():
        say(known_campaign_line(visible(known.name or known.campaign_id), known.leads))
    say(words.restored_accepted(len(untracked), is_copy=is_copy))
    return ALL_WELL
