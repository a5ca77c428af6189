"""Mutants: one guard removed from the running program at a time. The proofs must catch each of them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol
from unittest.mock import patch

from sqlalchemy import select

from callsheet.client import Accepted, Refused, Unknown, upload
from callsheet.sending.destinations import campaign
from callsheet.sending.reconciliation import evidence, operator_answers, quarantine, reconciler
from callsheet.sending.reconciliation.evidence import (
    Arrived,
    CountSeen,
    Inconclusive,
    Missing,
)
from callsheet.sending.worker import apply_outcome, part_upload, sender
from callsheet.store import Evidence, PartState
from callsheet.store.ledger import ledger
from callsheet.store.ledger.gates import checks as gates
from callsheet.store.ledger.ledger import Ledger
from callsheet.store.ledger.parts import creation, preparation
from callsheet.store.ledger.transitions import Transitions
from callsheet.store.tables import SUBMISSION_ROWS
from tests.sending.proofs.promises import PromiseBroken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from callsheet.client import Outcome
    from callsheet.sending.reconciliation.evidence import Finding, UnresolvedPart
    from callsheet.sending.worker.apply_outcome import SentPart

    Mutant = Callable[[], AbstractContextManager[None]]

NO_WAIT = timedelta(0)


@contextmanager
def recover_to_ready() -> Iterator[None]:
    """What a dead sender left in flight is sent again at once."""
    start_quarantine = Transitions.start_quarantine

    def requeue(transitions: Transitions, part_id: str) -> None:
        start_quarantine(transitions, part_id)
        transitions.requeue(part_id, wait=NO_WAIT)

    with patch.object(Transitions, "start_quarantine", requeue):
        yield


@contextmanager
def intent_after_the_answer() -> Iterator[None]:
    """The intent is committed only when the answer has arrived."""
    record_intent = Transitions.record_intent
    delayed: dict[str, tuple[Any, str, dict[str, Any]]] = {}

    def delay(transitions: Transitions, part_id: str, owner: str, **facts: Any) -> str:
        delayed[part_id] = (transitions, owner, facts)
        return "later"

    def apply(ledger_: Ledger, sent: SentPart, outcome: Outcome) -> None:
        if sent.part.id in delayed:
            transitions, owner, facts = delayed.pop(sent.part.id)
            record_intent(transitions, sent.part.id, owner, **facts)
        apply_outcome.apply_outcome(ledger_, sent, outcome)

    with patch.object(Transitions, "record_intent", delay), patch.object(sender, "apply_outcome", apply):
        yield


def _resend_unclear(matches: Callable[[int | None], bool]) -> Mutant:
    """Unclear answers of some statuses are taken for "nothing arrived", and sent again."""

    @contextmanager
    def mutant() -> Iterator[None]:
        def apply(ledger_: Ledger, sent: SentPart, outcome: Outcome) -> None:
            if isinstance(outcome, Unknown) and matches(outcome.status):
                ledger_.transitions.requeue(sent.part.id, wait=NO_WAIT)
            else:
                apply_outcome.apply_outcome(ledger_, sent, outcome)

        with patch.object(sender, "apply_outcome", apply):
            yield

    return mutant


def _take_for_yes(*kinds: type[Outcome]) -> Mutant:
    """Answers of some kinds are taken for a yes."""

    @contextmanager
    def mutant() -> Iterator[None]:
        def apply(ledger_: Ledger, sent: SentPart, outcome: Outcome) -> None:
            if isinstance(outcome, kinds):
                ledger_.transitions.acknowledge(sent.part.id, Evidence.ANSWER)
            else:
                apply_outcome.apply_outcome(ledger_, sent, outcome)

        with patch.object(sender, "apply_outcome", apply):
            yield

    return mutant


@contextmanager
def no_claims() -> Iterator[None]:
    """Claims are ignored: each press claims in a separate round."""
    plan_rows, rounds = creation.plan_rows, iter(range(10_000, 10**9))
    claimed = Ledger.claimed

    def plan(connection: Any, new: Any, numbers: Any, limits: Any, *, repeats: Any, last: Any) -> Iterator[int]:
        del repeats
        own_round = dict.fromkeys(numbers.tolist(), next(rounds))
        return plan_rows(connection, new, numbers, limits, repeats=own_round, last=last)

    def nothing_claimed(ledger_: Ledger, server: str, campaign_id: str, numbers: Any) -> Any:
        return claimed(ledger_, server, campaign_id, numbers.iloc[:0])

    with patch.object(ledger, "plan_rows", plan), patch.object(Ledger, "claimed", nothing_claimed):
        yield


@contextmanager
def claims_taken_for_granted() -> Iterator[None]:
    """A part is made ready, and sent, with the numbers that another submission has claimed since it was planned."""
    claim_numbers = preparation.claim_numbers

    def claim(connection: Any, part: Any) -> list[int]:
        claim_numbers(connection, part)
        rows = select(SUBMISSION_ROWS.c.row).where(SUBMISSION_ROWS.c.part_id == part.id)
        return list(connection.scalars(rows.order_by(SUBMISSION_ROWS.c.row)))

    only_the_list = (gates.on_do_not_call_list,)
    with patch.object(preparation, "claim_numbers", claim), patch.object(gates, "GATES", only_the_list):
        yield


@contextmanager
def no_gates() -> Iterator[None]:
    """The do-not-call list is not looked at again when a part is committed."""
    with patch.object(gates, "GATES", ()):
        yield


@contextmanager
def no_list_gate() -> Iterator[None]:
    """Claims and calls lately are looked at again when a part is committed, but not the do-not-call lists."""
    with patch.object(gates, "GATES", tuple(gate for gate in gates.GATES if gate is not gates.on_do_not_call_list)):
        yield


@contextmanager
def no_quarantine() -> Iterator[None]:
    """Absence is believed at once."""

    def nothing_left(*_: Any) -> float:
        return 0.0

    with (
        patch.object(quarantine, "quarantine_left", nothing_left),
        patch.object(operator_answers, "quarantine_left", nothing_left),
        patch.object(reconciler, "quarantine_left", nothing_left),
        patch.object(evidence, "is_quarantine_over", lambda *_: True),
    ):
        yield


@contextmanager
def settle_by_posting_again() -> Iterator[None]:
    """Instead of asking what became of an upload, the upload is posted again, with the same key."""
    ledgers: list[Ledger] = []
    make_reconciler = reconciler.Reconciler.__init__

    def post_again(destination: Any, unresolved: UnresolvedPart) -> Finding:
        api = destination._api
        data = ledgers[-1].data(unresolved.part.id)
        answer = api.upload(unresolved.campaign_id, "leads.csv", data, idempotency_key=unresolved.part.id)
        is_whole = isinstance(answer, Accepted) and answer.leads_created == len(unresolved.rows)
        return Arrived(Evidence.KEY) if is_whole else Inconclusive()

    def remember_ledger(self: Any, store: Any, *arguments: Any) -> None:
        ledgers[:] = [store.ledger]
        make_reconciler(self, store, *arguments)

    with (
        patch.object(campaign.CampaignDestination, "investigate", post_again),
        patch.object(reconciler.Reconciler, "__init__", remember_ledger),
    ):
        yield


@contextmanager
def no_age_check() -> Iterator[None]:
    """A sender that slept after the intent continues as if nothing had happened."""
    with patch.object(part_upload.PartUpload, "_check_may_leave", lambda *_: None):
        yield


@contextmanager
def lease_to_ready() -> Iterator[None]:
    """A lease that expires makes a part ready."""

    def expire(ledger_: Ledger) -> None:
        for submission in ledger_.unfinished():
            for part in submission.in_state(PartState.INTENT):
                ledger_.transitions.requeue(part.id, wait=NO_WAIT)

    with patch.object(Ledger, "expire_leases", expire):
        yield


@contextmanager
def one_look_at_the_counter() -> Iterator[None]:
    """The campaign's counter is believed the first time it is read, whenever that is."""

    def by_counter(api: Any, unresolved: UnresolvedPart) -> Finding:
        before, count = unresolved.attempt.count_before, evidence.lead_count(api, unresolved.campaign_id)
        if before is None or count is None:
            return Inconclusive()
        if count == before + len(unresolved.rows):
            return Arrived(Evidence.COUNTER)
        return Missing(Evidence.COUNTER) if count == before else CountSeen(count)

    with patch.object(evidence, "by_counter", by_counter):
        yield


@contextmanager
def every_refusal_is_whole() -> Iterator[None]:
    """A 400 is taken to have queued nothing, on any server."""

    def apply(ledger_: Ledger, sent: SentPart, outcome: Outcome) -> None:
        apply_outcome.apply_outcome(ledger_, replace(sent, is_all_or_nothing=True), outcome)

    with patch.object(sender, "apply_outcome", apply):
        yield


@contextmanager
def any_conflict_is_a_refusal() -> Iterator[None]:
    """Any 409 is taken for a no."""
    with patch.object(upload, "REFUSALS", {*upload.REFUSALS, 409}):
        yield


@contextmanager
def recalled_leads_count() -> Iterator[None]:
    """Leads that were recalled still count as present."""
    with patch.object(evidence, "REMOVED", "nothing"):
        yield


def _is_server_error(status: int | None) -> bool:
    return status is not None and status >= 500


def _is_success(status: int | None) -> bool:
    return status is not None and status < 300


MUTANTS: dict[str, Mutant] = {
    "recover to ready": recover_to_ready,
    "intent after the answer": intent_after_the_answer,
    "retry time-outs": _resend_unclear(lambda status: status is None),
    "retry 5xx": _resend_unclear(_is_server_error),
    "retry unreadable 2xx": _resend_unclear(_is_success),
    "no claims": no_claims,
    "claims taken for granted": claims_taken_for_granted,
    "no gates": no_gates,
    "no list gate": no_list_gate,
    "no quarantine": no_quarantine,
    "assume sent": _take_for_yes(Unknown),
    "settle by posting again": settle_by_posting_again,
    "no age check": no_age_check,
    "lease to ready": lease_to_ready,
    "one look at the counter": one_look_at_the_counter,
    "every refusal is whole": every_refusal_is_whole,
    "any conflict is a refusal": any_conflict_is_a_refusal,
    "counts that do not add up are a yes": _take_for_yes(Accepted),
    "recalled leads count as present": recalled_leads_count,
    "a refusal is a yes": _take_for_yes(Refused),
}
"""Name → the program without that guard."""


class Trial(Protocol):
    """What a trial returns."""

    @property
    def broken(self) -> str:
        """What was broken; "" when nothing was."""


def catch(
    mutant: Callable[[], AbstractContextManager[None]], run_trial: Callable[[str], Trial], seed: str, most: int
) -> tuple[str, int]:
    """Run trials of a mutant until a check catches it.

    Args:
        mutant: the program without a guard, while the context lasts.
        run_trial: runs one trial by its seed.
        seed: decides everything.
        most: the largest number of trials.

    Returns:
        The promise that was broken, and after how many trials; "" when none was.
    """
    with mutant():
        for trial in range(most):
            try:
                broken = run_trial(f"{seed}-{trial}").broken
            except PromiseBroken as promise:
                broken = str(promise)
            if broken:
                return broken, trial + 1
    return "", most
