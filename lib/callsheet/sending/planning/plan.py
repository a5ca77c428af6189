"""The send request and its plan: which ready rows will be sent, and which the campaign received before."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow.compute as pc

from callsheet.arrow_strings import concatenated_bytes, from_series, join
from callsheet.sending.planning.schedule import AT_ONCE, Schedule
from callsheet.store import DestinationKind, RowState
from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from callsheet.sending.planning.target import BatchChoice
    from callsheet.settings import Settings
    from callsheet.store import Ledger, Submission
    from callsheet.validation import Report

EMBEDDED = "embedded"
"""Name of the embedded backend: its port may change, and a claim must be found again under the same name."""


_NO_ROWS: pd.Index[int] = pd.Index([], dtype="int64")
_HOLDS_CLAIM = (RowState.READY, RowState.SENDING, RowState.SENT, RowState.UNKNOWN)
"""States of rows that hold the claim on their number."""


def server_name(settings: Settings, server_url: str | None = None) -> str:
    """The name under which the ledger stores a server's claims.

    Args:
        settings: say whether the backend is embedded.
        server_url: another server named on the command line; None: the configured one.
    """
    url = server_url or settings.api_url
    return url.rstrip("/") if url else EMBEDDED


@dataclass(frozen=True, eq=False, kw_only=True)
class SendRequest:
    """What an operator asks to send, and where.

    Args:
        report: the checked file; its ready rows are sent.
        campaign_id: the campaign that gets the leads.
        campaign_name: its name.
        draft_id: the draft it comes from; "" from the command line.
        file_name: the operator's file; None: as in the report.
        is_trial: True sends ten leads first; the rest follows when the server accepted all ten.
        call_again: True also sends the numbers that this campaign received before.
        count_before: leads in the campaign now, as the operator counted them where the server does not report it.
        schedule: when the leads may leave.
        destination: what `campaign_id` is the id of: a campaign, the agent of a batch call, or a workflow.
        batch: what was chosen for a batch call; None for another destination.
        file_for: of a file for the dashboard, what kind `campaign_id` is the id of; None for another destination.
    """

    report: Report
    campaign_id: str
    campaign_name: str
    draft_id: str = ""
    file_name: str | None = None
    is_trial: bool = False
    call_again: bool = False
    count_before: int | None = None
    schedule: Schedule = AT_ONCE
    destination: DestinationKind = DestinationKind.CAMPAIGN
    batch: BatchChoice | None = None
    file_for: DestinationKind | None = None


@dataclass(frozen=True)
class PreviousSubmission:
    """An earlier submission that carried numbers of this file.

    Args:
        submission: that submission.
        rows: how many rows of this file have a number it carried.
    """

    submission: Submission
    rows: int


@dataclass(frozen=True, eq=False)
class Plan:
    """What a press of Send would do.

    Args:
        rows_to_send: leads that would be sent.
        already_claimed: rows whose number is claimed (index: row number; columns phone_number, round, submission_id,
            row, which is the row number in that submission's file, and state, the `RowState` of that row).
        previous: the submissions that claimed them, the latest first.
        same_file: earlier submissions of this very file to this campaign, the newest first.
        token: spent by the press; a second press with the same token is the same submission.
        in_campaign: row numbers of other rows whose number the campaign has at the server.
        capped: row numbers of other rows whose person was called as often as one person may be.
        elsewhere: campaign name → leads that would be sent and were called there lately; without those left out.
    """

    rows_to_send: int
    already_claimed: pd.DataFrame
    previous: Sequence[PreviousSubmission]
    same_file: Sequence[Submission]
    token: str
    in_campaign: pd.Index[int]
    capped: pd.Index[int]
    elsewhere: Mapping[str, int]

    @property
    def known(self) -> pd.Index[int]:
        """Row numbers that a press does not send: the campaign has their number or is to get it, or they are capped."""
        return self.already_claimed.index.append([self.in_campaign, self.capped])

    @property
    def sent_before(self) -> Sequence[PreviousSubmission]:
        """The submissions that sent numbers of this file to the campaign, with how many rows, the latest first."""
        sent = self.already_claimed[self.already_claimed["state"] == RowState.SENT.value][
            "submission_id"
        ].value_counts()
        counted = ((entry.submission, int(sent.get(entry.submission.id, 0))) for entry in self.previous)
        return [PreviousSubmission(submission, rows) for submission, rows in counted if rows]

    def not_sent(self, *excluded: str) -> tuple[int, int]:
        """Rows whose number is claimed without being sent: those that wait or are on their way, those in question.

        Args:
            *excluded: ids of submissions that do not count.
        """
        others = self.already_claimed[~self.already_claimed["submission_id"].isin(excluded)]
        states = others["state"].value_counts()
        waiting = states.get(RowState.READY.value, 0) + states.get(RowState.SENDING.value, 0)
        return int(waiting), int(states.get(RowState.UNKNOWN.value, 0))

    def next_repeats(self) -> dict[str, int]:
        """Numbers that may be called again on purpose → how often they were sent to this campaign before.

        Only numbers that are known to have been sent: one that may still arrive must not be sent again.
        """
        sent_before = self.already_claimed[self.already_claimed["state"] == RowState.SENT.value]
        return dict(zip(sent_before[PHONE_NUMBER].tolist(), (sent_before["round"] + 1).tolist(), strict=True))


def make_plan(ledger: Ledger, server: str, request: SendRequest, at_server: Collection[str] = ()) -> Plan:
    """Find out what a press of Send would do; changes nothing.

    Args:
        ledger: knows the claims.
        server: name of the server that takes the leads.
        request: what shall be sent.
        at_server: numbers that the campaign has there, as `numbers_in_campaign` returns them.
    """
    numbers = request.report.clean[PHONE_NUMBER]
    claims = ledger.claimed(server, request.campaign_id, numbers)
    same_file = ledger.of_file(request.report.table.source.sha256, server, request.campaign_id)
    previous = _previous_submissions(ledger, claims)
    already_claimed = _by_row(numbers, claims.assign(state=_states(ledger, claims, previous)))
    in_campaign = numbers.index[numbers.isin(at_server)].difference(already_claimed.index) if at_server else _NO_ROWS
    known = already_claimed.index.union(in_campaign)
    capped, elsewhere = _called_lately(ledger, request.campaign_id, numbers[~numbers.index.isin(known)])
    return Plan(
        rows_to_send=len(numbers) - len(already_claimed) - len(in_campaign) - len(capped),
        already_claimed=already_claimed,
        previous=previous,
        same_file=same_file,
        token=_token(server, request, same_file),
        in_campaign=in_campaign,
        capped=capped,
        elsewhere=elsewhere,
    )


def _called_lately(ledger: Ledger, campaign_id: str, numbers: pd.Series[str]) -> tuple[pd.Index[int], dict[str, int]]:
    """The rows that the cap leaves out, and how many of the others were called lately in which other campaign."""
    cap, lately = ledger.call_cap(), ledger.called_lately(numbers.to_list())
    if not lately:
        return _NO_ROWS, {}
    calls = Counter[str]()
    for called in lately:
        calls[called.number] += called.calls
    over = frozenset(number for number, count in calls.items() if cap.calls is not None and count >= cap.calls)
    named = {called.campaign_id: called.campaign_name for called in lately if called.campaign_id != campaign_id}
    leads = Counter(
        called.campaign_id for called in lately if called.campaign_id in named and called.number not in over
    )
    return numbers.index[numbers.isin(over)], {named[id_]: count for id_, count in leads.most_common()}


def _by_row(numbers: pd.Series[str], claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of a file's numbers, by row number of the file."""
    if claims.empty:
        return claims
    found: Any = pc.index_in(from_series(numbers), value_set=from_series(claims[PHONE_NUMBER]))
    is_claimed = found.is_valid().to_numpy(zero_copy_only=False)
    by_row: pd.DataFrame = claims.iloc[found.drop_null().to_numpy()].set_axis(numbers.index[is_claimed])
    return by_row


def _previous_submissions(ledger: Ledger, claims: pd.DataFrame) -> list[PreviousSubmission]:
    counts = claims["submission_id"].value_counts()
    previous = [PreviousSubmission(ledger.get(str(id_)), int(rows)) for id_, rows in counts.items()]
    return sorted(previous, key=lambda entry: entry.submission.created_at, reverse=True)


def _states(ledger: Ledger, claims: pd.DataFrame, previous: Sequence[PreviousSubmission]) -> pd.Series[str]:
    """The state of the row that holds each claim; rows are read only of submissions whose claims differ in it."""
    states = pd.Series("", index=claims.index, dtype="str")
    for entry in previous:
        is_its = claims["submission_id"] == entry.submission.id
        held = [state for state in entry.submission.row_counts if state in _HOLDS_CLAIM]
        if len(held) == 1:
            states = states.mask(is_its, held[0].value)
            continue
        by_row = {outcome.row: outcome.state.value for outcome in ledger.rows(entry.submission.id)}
        states = states.mask(is_its, claims["row"].map(by_row).astype("str"))
    return states


def _token(server: str, request: SendRequest, same_file: Sequence[Submission]) -> str:
    """Digest of the ready rows of this draft, their destination, and how many of its sends are settled."""
    numbers = request.report.clean[PHONE_NUMBER]
    settled = sum(sent.state.is_settled for sent in same_file if sent.draft_id == request.draft_id)
    sha256 = request.report.table.source.sha256
    digest = hashlib.sha256("\n".join((request.draft_id, server, request.campaign_id, sha256, str(settled))).encode())
    digest.update(numbers.index.to_numpy("int64").tobytes())
    digest.update(concatenated_bytes(join(from_series(numbers), "\n")))
    return digest.hexdigest()
