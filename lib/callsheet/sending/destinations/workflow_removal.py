"""Taking back leads of a workflow: each is removed by its id, as long as it has not been called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callsheet.client import WorkflowApi
    from callsheet.store import Part, PartRow

NOT_CALLED = {"", "pending", "queued", "waiting", "scheduled", "created", "new", "draft", "initiated"}
"""Statuses of leads that nobody has called yet (ours: the provider documents none). A lead of another status stays: if
it were taken back, its number would be free to be sent again."""


class WorkflowRemoval:
    """Removes leads one by one; methods as of `Removal`.

    Args:
        workflow: of the leads.
        lead_ids: row number of the file → the server's id of its lead.
    """

    rows_at_once = 20
    """Chosen by hand: what is removed is in the ledger within seconds, so that it can go on after a crash."""

    def __init__(self, workflow: WorkflowApi, lead_ids: Mapping[int, str]) -> None:
        self._workflow, self._lead_ids = workflow, lead_ids
        self._status: dict[str, str] | None = None
        self._is_whole = False
        self.facts: Mapping[str, int] = {}

    def prepare(self) -> None:
        """As of `Removal`: reads the status of every lead."""
        if self._status is None:
            listed = self._workflow.leads()
            self._status, self._is_whole = {lead.id: lead.status.lower() for lead in listed.leads}, listed.is_whole

    def remove(
        self, part: Part, block: Sequence[PartRow], sent_elsewhere: Mapping[str, int]
    ) -> Iterator[tuple[int, bool]]:
        """As of `Removal`. A lead that is listed no more was removed by an earlier try."""
        del part, sent_elsewhere
        listed = self._status or {}
        for row, _, _ in block:
            lead_id = self._lead_ids.get(row)
            if lead_id is None:
                yield row, False
            elif lead_id not in listed:
                yield row, self._is_whole
            elif listed[lead_id] in NOT_CALLED:
                self._workflow.remove(lead_id)  # False: somebody else removed it meanwhile
                yield row, True
            else:
                yield row, False
