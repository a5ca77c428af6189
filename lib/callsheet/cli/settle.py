"""`callsheet settle`: answer the question about an upload that nobody answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.output import print_questions
from callsheet.errors import StoreError
from callsheet.runtime.services import open_services
from callsheet.sending import acknowledge_untracked
from callsheet.store import SubmissionState
from callsheet.wording import sending_terminal as words

if TYPE_CHECKING:
    import argparse

    from callsheet.runtime.services import Services
    from callsheet.store import Submission

EXIT_UNKNOWN = 3


def run(options: argparse.Namespace) -> int:
    """Settle a part by what the operator counts at the server; without counts, ask.

    Returns:
        0 settled, 3 still open.

    Raises:
        StoreError: there is no such part, it is settled by better evidence, or it is too early.
    """
    services = open_services(server_url=options.server)
    if options.accept_restored:
        return _accept_restored(services)
    submission, part_id = _find(services, options.id)
    questions = services.send_service().questions(submission)
    if options.count_now is None:
        print_questions(questions)
        return EXIT_UNKNOWN if questions else 0
    before = options.count_before
    if before is None:
        before = next((each.count_before for each in questions if each.part.id == part_id), None)
    if before is None:
        print_questions(questions)
        return EXIT_UNKNOWN
    after = services.send_service().answer(part_id, count_before=before, count_now=options.count_now)
    part = next(each for each in after.parts if each.id == part_id)
    print(words.answered(part.state.value, part.evidence.value))
    return EXIT_UNKNOWN if after.state is SubmissionState.UNKNOWN else 0


def _find(services: Services, wanted: str) -> tuple[Submission, str]:
    ledger = services.store.ledger
    part = ledger.find_part(wanted)
    if part is not None:
        return ledger.get(part.submission_id), part.id
    submission = ledger.get(wanted)
    questions = services.send_service().questions(submission)
    if questions:
        return submission, questions[0].part.id
    answered = [each for each in submission.parts if each.evidence == "operator"]
    if not answered:
        raise StoreError(words.NOTHING_TO_SETTLE)
    return submission, answered[-1].id


def _accept_restored(services: Services) -> int:
    untracked = acknowledge_untracked(services.store, services.server, services.who())
    for intent in untracked:
        print(words.lost_line(intent.campaign, intent.rows, intent.at))
    print(words.restored_accepted(len(untracked)))
    return 0
