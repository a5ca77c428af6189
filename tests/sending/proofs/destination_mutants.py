"""Mutants of what batch calls and workflows add: one guard removed at a time, with the scenario that needs it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from callsheet.client import BatchCalls, Unknown, batch_calls, lists
from callsheet.sending.destinations import batch_removal, workflow
from callsheet.sending.destinations.batch_call import BatchCallDestination
from callsheet.sending.destinations.workflow import WorkflowDestination
from callsheet.sending.reconciliation.evidence import Arrived, Missing, UnresolvedPart
from callsheet.sending.worker import apply_outcome, sender
from callsheet.store import AtServer, DestinationKind, Evidence
from tests.sending.proofs.scenarios import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from callsheet.client.lists import EntryList
    from callsheet.sending.reconciliation.evidence import Finding
    from tests.sending.proofs.simulation import Simulation

BATCH: Mapping[str, Any] = {"destination": DestinationKind.BATCH_CALL}
WORKFLOW: Mapping[str, Any] = {"destination": DestinationKind.WORKFLOW}


class DestinationMutant(NamedTuple):
    """A guard, how it is removed, and what then goes wrong.

    Args:
        mutant: the program without the guard.
        scenario: in which it is all that keeps a promise.
    """

    mutant: Callable[[], AbstractContextManager[object]]
    scenario: Scenario


def _marked(destination: BatchCallDestination, unresolved: UnresolvedPart) -> list[Any]:
    mark = unresolved.attempt.mark
    return [batch for batch in BatchCalls(destination._api).listed().batches if mark in batch.title]


@contextmanager
def any_record_count() -> Iterator[None]:
    """The mark is enough, however many records the batch call has."""

    def investigate(destination: BatchCallDestination, unresolved: UnresolvedPart) -> Finding:
        ours = _marked(destination, unresolved)
        return Arrived(Evidence.MARK, AtServer(ours[0].id)) if ours else Missing(Evidence.MARK)

    with patch.object(BatchCallDestination, "investigate", investigate):
        yield


def _believing(method: str) -> Callable[[], AbstractContextManager[object]]:
    """A look that finds no mark is believed whatever else the list has."""
    return lambda: patch.object(BatchCallDestination, method, lambda *_: True)


@contextmanager
def no_quarantine() -> Iterator[None]:
    """Absence is believed at once."""
    with patch.object(UnresolvedPart, "is_quarantine_over", property(lambda _: True)):
        yield


@contextmanager
def every_list_is_whole() -> Iterator[None]:
    """A page is taken for the whole list."""
    read_list = lists.read_list

    def read(*arguments: Any, **more: Any) -> EntryList:
        return replace(read_list(*arguments, **more), is_whole=True)

    with patch.object(batch_calls, "read_list", read):
        yield


@contextmanager
def form_changed_after_anything_unclear() -> Iterator[None]:
    """An answer that is not clear is taken for a wish for another header, and the part is sent again."""

    def apply(ledger: Any, sent: Any, outcome: Any) -> None:
        unclear = isinstance(outcome, Unknown)
        apply_outcome.apply_outcome(ledger, sent, apply_outcome.OtherForm(400, "") if unclear else outcome)

    with patch.object(sender, "apply_outcome", apply):
        yield


@contextmanager
def cancelled_means_uncalled() -> Iterator[None]:
    """A batch call that was cancelled is taken back whole, however many leads left its queue."""

    def remove(removal: Any, part: Any, block: Any, _: Any) -> Iterator[tuple[int, bool]]:
        removal._cancel(part.remote_id)
        removal.facts = {}
        yield from ((row.row, True) for row in block)

    with patch.object(batch_removal.BatchRemoval, "remove", remove):
        yield


@contextmanager
def refusal_is_whole() -> Iterator[None]:
    """A 400 is taken to have queued nothing, without a look at the list."""
    with (
        patch.object(BatchCallDestination, "queued_nothing", lambda *_: True),
        patch.object(WorkflowDestination, "queued_nothing", lambda *_: True),
    ):
        yield


@contextmanager
def old_ids_count() -> Iterator[None]:
    """A lead that was enrolled before the upload counts as one of it."""
    new_ids = workflow._new_ids
    with patch.object(workflow, "_new_ids", lambda listed, rows, _: new_ids(listed, rows, ())):
        yield


@contextmanager
def half_counts_as_absent() -> Iterator[None]:
    """If a lead is missing, all of them are sent again."""
    investigate = WorkflowDestination.investigate

    def all_missing(destination: WorkflowDestination, unresolved: UnresolvedPart) -> Finding:
        finding = investigate(destination, unresolved)
        return Missing(Evidence.LIST) if isinstance(finding, Missing) else finding

    with patch.object(WorkflowDestination, "investigate", all_missing):
        yield


def _answered(word: str, waits: float = 1000.0) -> Callable[[Simulation], object]:
    def steps(simulation: Simulation) -> None:
        simulation.run_sender(word)
        for _ in range(3):
            simulation.wait(waits)
            simulation.run_sender("ok")

    return steps


def _late(simulation: Simulation) -> None:
    simulation.server_state.late_by = 600.0
    simulation.run_sender("late:reset")
    for _ in range(3):
        simulation.wait(20)
        simulation.run_sender("ok")
    simulation.wait(600)


def _behind_others(simulation: Simulation) -> None:
    """The list shows ten older batch calls, and no more."""
    state: Any = simulation.server_state
    old = [{"id": f"old_{n}", "title": "Old", "total_records": 90, "status": "completed"} for n in range(10)]
    state.batches[:0] = old
    _answered("all:reset")(simulation)


def _cancelled_while_calling(simulation: Simulation) -> None:
    simulation.run_sender("ok")
    simulation.recall()
    simulation.run_sender("ok")
    simulation.submit(0, "two")
    for _ in range(3):
        simulation.run_sender("ok")


def _enrolled_again(simulation: Simulation) -> None:
    simulation.run_sender("ok")
    simulation.submit(0, "two", again=True)
    _answered("none:reset")(simulation)


DESTINATION_MUTANTS: dict[str, DestinationMutant] = {
    "batch: any number of records": DestinationMutant(any_record_count, Scenario(_answered("half:reset"), BATCH)),
    "batch: other new batch calls do not matter": DestinationMutant(
        _believing("_is_absent"), Scenario(_answered("all:reset"), {**BATCH, "changes_titles": True})
    ),
    "batch: no quarantine": DestinationMutant(no_quarantine, Scenario(_late, BATCH)),
    "batch: every list is whole": DestinationMutant(
        every_list_is_whole, Scenario(_behind_others, {**BATCH, "is_capped": True})
    ),
    "batch: header changed after anything unclear": DestinationMutant(
        form_changed_after_anything_unclear, Scenario(_answered("all:500"), BATCH)
    ),
    "batch: cancelled means uncalled": DestinationMutant(
        cancelled_means_uncalled, Scenario(_cancelled_while_calling, {**BATCH, "called": 1})
    ),
    "batch: every refusal is whole": DestinationMutant(refusal_is_whole, Scenario(_answered("refuse_some"), BATCH)),
    "workflow: no quarantine": DestinationMutant(no_quarantine, Scenario(_late, WORKFLOW)),
    "workflow: old ids count": DestinationMutant(old_ids_count, Scenario(_enrolled_again, WORKFLOW)),
    "workflow: half counts as absent": DestinationMutant(
        half_counts_as_absent, Scenario(_answered("half:reset"), WORKFLOW)
    ),
    "workflow: every refusal is whole": DestinationMutant(
        refusal_is_whole, Scenario(_answered("refuse_some"), WORKFLOW)
    ),
}
"""Name → the guard that is removed, and the scenario that catches it."""
