"""The plan: of the ready rows, which will leave and which were sent to this campaign before, by whom and when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from callsheet.store import RowState
from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.store import Ledger, Submission
    from callsheet.validation import Report


@dataclass(frozen=True)
class PreviousSubmission:
    """An earlier send that carried numbers of this file.

    Args:
        submission: that send.
        rows: how many rows of this file have a number it carried.
    """

    submission: Submission
    rows: int


@dataclass(frozen=True, eq=False)
class Plan:
    """What a press of Send would do.

    Args:
        rows_to_send: leads that would leave.
        already: rows whose number is spoken for (index: row number; columns phone_number, round, submission_id
            and row, which is its row there).
        holders: who speaks for them, the latest first.
        same_file: earlier sends of this very file to this campaign, the newest first.
        token: what the press is spent for.
    """

    rows_to_send: int
    already: pd.DataFrame
    holders: Sequence[PreviousSubmission]
    same_file: Sequence[Submission]
    token: str

    def repeats_again(self, ledger: Ledger) -> dict[str, int]:
        """Numbers that may be called again on purpose, with how often they were called before.

        Only what is known to have been sent; what may still arrive is nobody's to send once more.

        Args:
            ledger: knows which rows were sent.
        """
        found = []
        for holder in self.holders:
            sent = [row for row, *_ in ledger.rows(holder.submission.id, RowState.SENT)]
            its = self.already["submission_id"] == holder.submission.id
            found.append(self.already[its & self.already["row"].isin(sent)])
        known = pd.concat([self.already.iloc[:0], *found])
        return dict(zip(known[PHONE_NUMBER].tolist(), (known["round"] + 1).tolist(), strict=True))


def plan_of(ledger: Ledger, server: str, campaign_id: str, report: Report, draft_id: str = "") -> Plan:
    """Say beforehand what a press of Send would do.

    Args:
        ledger: knows the claims.
        server: name of the server that takes the leads.
        campaign_id: where they shall go.
        report: the judgement of the file.
        draft_id: the draft; "" from the command line.
    """
    numbers = report.clean[PHONE_NUMBER]
    claims = ledger.claimed(server, campaign_id, numbers).set_index(PHONE_NUMBER)
    wanted = numbers[numbers.isin(claims.index)]
    already = claims.loc[wanted.tolist()].assign(phone_number=wanted.tolist()).set_axis(wanted.index)
    same_file = ledger.of_file(report.table.source.sha256, server, campaign_id)
    settled = sum(each.state.is_settled for each in same_file if each.draft_id == draft_id)
    token = token_of(draft_id, server, campaign_id, report, settled)
    return Plan(len(numbers) - len(already), already, _holders(ledger, already), same_file, token)


def _holders(ledger: Ledger, already: pd.DataFrame) -> list[PreviousSubmission]:
    rows = already["submission_id"].value_counts()
    holders = [PreviousSubmission(ledger.get(str(each)), int(number)) for each, number in rows.items()]
    return sorted(holders, key=lambda holder: holder.submission.created_at, reverse=True)


def token_of(draft_id: str, server: str, campaign_id: str, report: Report, settled: int) -> str:
    """What a press is spent for: these rows of this draft, for this campaign, after so many settled sends.

    Args:
        draft_id: the draft; "" from the command line.
        server: name of the server.
        campaign_id: where they go.
        report: the judgement of the file; its ready rows and their numbers are the set of rows.
        settled: sends of this draft to this campaign that are settled.
    """
    numbers = report.clean[PHONE_NUMBER]
    head = "\n".join((draft_id, server, campaign_id, report.table.source.sha256, str(settled)))
    rows = "\n".join(map(str, numbers.index.tolist()))
    return hashlib.sha256("\n\n".join((head, rows, "\n".join(numbers.tolist()))).encode()).hexdigest()
