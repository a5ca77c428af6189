"""`callsheet settle`: answer the question about an upload that nobody answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.cli.context import open_ledgers, print_questions, whoami
from callsheet.errors import StoreError
from callsheet.sending import acknowledge_untracked
from callsheet.store import SubmissionState
from callsheet.wording import sending_terminal as words

if TYPE_CHECKING:
    import argparse

    from callsheet.cli.context import SendContext
    from callsheet.store import Submission

EXIT_UNKNOWN = 3


def run(options: argparse.Namespace) -> int:
    """Settle a part by what the operator counts at the server; without counts, ask.

    Returns:
        0 settled, 3 still open.

    Raises:
        StoreError: there is no such part, it is settled by better evidence, or it is too early.
    """
    ledgers = open_ledgers(options)
    if options.accept_restored:
        return _accept_restored(ledgers)
    submission, part_id = _find(ledgers, options.id)
    questions = ledgers.send_service.questions(submission)
    if options.count_now is None:
        print_questions(questions)
        return EXIT_UNKNOWN if questions else 0
    before = options.count_before
    if before is None:
        before = next((each.count_before for each in questions if each.part.id == part_id), None)
    if before is None:
        print_questions(questions)
        return EXIT_UNKNOWN
    after = ledgers.send_service.answer(part_id, count_before=before, count_now=options.count_now)
    part = next(each for each in after.parts if each.id == part_id)
    print(words.answered(part.state.value, part.evidence.value))
    return EXIT_UNKNOWN if after.state is SubmissionState.UNKNOWN else 0


def _find(ledgers: SendContext, wanted: str) -> tuple[Submission, str]:
    ledger = ledgers.store.ledger
    part = ledger.find_part(wanted)
    if part is not None:
        return ledger.get(part.submission_id), part.id
    submission = ledger.get(wanted)
    questions = ledgers.send_service.questions(submission)
    if questions:
        return submission, questions[0].part.id
    answered = [each for each in submission.parts if each.evidence == "operator"]
    if not answered:
        raise StoreError(words.NOTHING_TO_SETTLE)
    return submission, answered[-1].id


def _accept_restored(ledgers: SendContext) -> int:
    lost = acknowledge_untracked(ledgers.store, ledgers.server, whoami())
    for line in lost:
        print(words.lost_line(str(line["campaign"]), int(line["rows"]), str(line["at"])))
    print(words.restored_accepted(len(lost)))
    return 0
