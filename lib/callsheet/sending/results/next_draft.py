"""A new draft of the people who are to be called again: their rows and numbers as sent, matched and corrected alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from callsheet.errors import InvalidArgument
from callsheet.files import write_clean_csv
from callsheet.sending.planning.draft_file import read_draft_file
from callsheet.sending.planning.target import BatchChoice, Target
from callsheet.validation import Choices
from callsheet.wording import results as words
from callsheet.wording.format import stem

if TYPE_CHECKING:
    import pandas as pd

    from callsheet.store import Store, Submission

STEP = "review"
"""The step at which it opens: its columns are matched."""
_FIRST_ROW = 2
"""Of the new file, below the names of its columns."""


def make_next_draft(store: Store, submission: Submission, rows: pd.Index[int], owner: str, who: str) -> str:
    """Make a draft of some rows of a send, with the mapping, choices, column steps and corrected cells of its draft.

    Its phone column has the numbers that were called, whatever was changed in the draft since. It claims nothing: the
    numbers stay claimed by the send, so only *Call numbers again* on its Send page calls them.

    Args:
        store: has the draft that was sent.
        submission: the send.
        rows: row numbers of its file.
        owner: of the new draft.
        who: the person, for the audit.

    Returns:
        The id of the new draft.

    Raises:
        DraftNotFound: the draft that was sent is deleted.
        InvalidArgument: its file was changed after it was sent.
    """
    draft = store.drafts.load(submission.draft_id)
    table = read_draft_file(draft)
    if table.source.sha256 != submission.file_sha256:
        raise InvalidArgument(words.OTHER_FILE.format(name=submission.file_name))
    called = {outcome.row: outcome.phone_number for outcome in store.ledger.rows(submission.id)}
    phones = draft.mapping.phone[:1] if draft.mapping else ()
    numbers = [called[row] for row in rows.tolist()]
    # the unique names of the columns, cells unescaped: read back they are the columns that the mapping names
    data = write_clean_csv(table.frame.loc[rows].assign(**dict.fromkeys(phones, numbers)).reset_index(drop=True))
    new_row = {row: number for number, row in enumerate(rows.tolist(), start=_FIRST_ROW)}
    edits = tuple(
        edit._replace(row=new_row[edit.row])
        for edit in draft.choices.edits
        if edit.row in new_row and edit.column not in phones
    )
    choices = replace(draft.choices, edits=edits, left_out_rows=frozenset())
    draft_id = store.drafts.create(f"{words.next_file_name(stem(draft.name))}.csv", data, owner, by=who)
    store.drafts.save_choices(draft_id, Choices(), choices)
    store.drafts.save(
        draft_id,
        step=STEP,
        header_row=1,
        mapping=draft.mapping,
        campaign_id=submission.campaign_id,
        campaign_name=submission.campaign_name,
        target=_target(submission).to_json(),
        rows=len(rows),
    )
    return draft_id


def _target(submission: Submission) -> Target:
    """The destination of the send; when it began and ended is over."""
    stored = submission.facts.get("batch")
    batch = None if stored is None else replace(BatchChoice.from_json(stored), starts_at=None, ends_at=None)
    return Target(submission.destination, batch)
