"""Mutants: one guard removed from the running program at a time. What does not catch each of them proves nothing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from callsheet.client import Accepted, Refused, Unknown, upload
from callsheet.sending.reconciliation import evidence, operator_answers, quarantine, reconciler
from callsheet.sending.reconciliation.evidence import (
    Arrived,
    CountSeen,
    Inconclusive,
    Missing,
)
from callsheet.sending.worker import apply_outcome, part_upload, sender
from callsheet.store import Evidence, PartState
from callsheet.store.ledger import creation, ledger
from callsheet.store.ledger.ledger import Ledger
from callsheet.store.ledger.transitions import Transitions
from tests.sending.checks import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callsheet.sending.reconciliation.evidence import Finding, UnresolvedPart
    from callsheet.sending.worker.apply_outcome import SentPart

NOW = timedelta(0)


@contextmanager
def recover_to_ready() -> Iterator[None]:
    """What a dead sender left in flight is sent again at once."""
    real = Transitions.start_quarantine

    def ready(transitions: Transitions, part_id: str) -> None:
        real(transitions, part_id)
        transitions.requeue(part_id, wait=NOW)

    with patch.object(Transitions, "start_quarantine", ready):
        yield


@contextmanager
def intent_after_the_answer() -> Iterator[None]:
    """The intent is committed only when the answer has come."""
    real, delayed = Transitions.record_intent, {}

    def later(transitions: Transitions, part_id: str, owner: str, **more: Any) -> str:
        delayed[part_id] = (transitions, owner, more)
        return "later"

    def apply(ledger_: Ledger, sent: SentPart, outcome: Any) -> None:
        if sent.part.id in delayed:
            transitions, owner, facts = delayed.pop(sent.part.id)
            real(transitions, sent.part.id, owner, **facts)
        apply_outcome.apply_outcome(ledger_, sent, outcome)

    with patch.object(Transitions, "record_intent", later), patch.object(sender, "apply_outcome", apply):
        yield


def _unclear(chosen: Callable[[Any], bool]) -> Callable[[], Any]:
    """Unclear answers of one kind are taken for "nothing arrived", and sent again."""

    @contextmanager
    def removed() -> Iterator[None]:
        def apply(ledger_: Ledger, sent: SentPart, outcome: Any) -> None:
            if isinstance(outcome, Unknown) and chosen(outcome.status):
                ledger_.transitions.requeue(sent.part.id, wait=NOW)
            else:
                apply_outcome.apply_outcome(ledger_, sent, outcome)

        with patch.object(sender, "apply_outcome", apply):
            yield

    return removed


def _taken(chosen: Callable[[Any], bool]) -> Callable[[], Any]:
    """Answers of one kind are taken for a yes."""

    @contextmanager
    def removed() -> Iterator[None]:
        def apply(ledger_: Ledger, sent: SentPart, outcome: Any) -> None:
            if chosen(outcome):
                ledger_.transitions.acknowledge(sent.part.id, Evidence.ANSWER)
            else:
                apply_outcome.apply_outcome(ledger_, sent, outcome)

        with patch.object(sender, "apply_outcome", apply):
            yield

    return removed


@contextmanager
def no_claims() -> Iterator[None]:
    """Nobody asks whether a number is spoken for: each press claims in a round of its own."""
    real, turn = creation.claim_and_insert_rows, iter(range(10_000, 10**9))

    def keep(connection: Any, new: Any, numbers: Any, _: Any) -> Any:
        return real(connection, new, numbers, dict.fromkeys(numbers.tolist(), next(turn)))

    def none_claimed(mine: Ledger, server: str, campaign_id: str, numbers: Any) -> Any:
        return claimed(mine, server, campaign_id, numbers.iloc[:0])

    claimed = Ledger.claimed
    with patch.object(ledger, "claim_and_insert_rows", keep), patch.object(Ledger, "claimed", none_claimed):
        yield


@contextmanager
def no_quarantine() -> Iterator[None]:
    """Absence is believed at once."""

    def none_left(*_: Any) -> float:
        return 0.0

    with (
        patch.object(quarantine, "quarantine_left", none_left),
        patch.object(operator_answers, "quarantine_left", none_left),
        patch.object(reconciler, "quarantine_left", none_left),
        patch.object(evidence, "is_quarantine_over", lambda *_: True),
    ):
        yield


@contextmanager
def settle_by_posting_again() -> Iterator[None]:
    """Instead of asking what became of an upload, the upload is made once more, with the same key."""

    def investigate(api_: Any, _: Any, case: UnresolvedPart) -> Finding:
        data = AGAIN[-1].data(case.part.id)
        answer = api_.upload(case.campaign_id, "leads.csv", data, idempotency_key=case.part.id)
        whole = isinstance(answer, Accepted) and answer.leads_created == len(case.rows)
        return Arrived(Evidence.KEY) if whole else Inconclusive()

    real = reconciler.Reconciler.__init__

    def remember(mine: Any, store: Any, *more: Any) -> None:
        AGAIN[:] = [store.ledger]
        real(mine, store, *more)

    with (
        patch.object(reconciler, "investigate", investigate),
        patch.object(reconciler.Reconciler, "__init__", remember),
    ):
        yield


AGAIN: list[Ledger] = []


@contextmanager
def no_age_check() -> Iterator[None]:
    """Who slept after the intent goes on as if nothing had happened."""
    with patch.object(part_upload.PartUpload, "_check_may_leave", lambda *_: None):
        yield


@contextmanager
def lease_to_ready() -> Iterator[None]:
    """A lease that has run out makes a part ready."""

    def expire(mine: Ledger) -> None:
        for submission in mine.unfinished():
            for part in submission.in_state(PartState.INTENT):
                mine.transitions.requeue(part.id, wait=NOW)

    with patch.object(Ledger, "expire_leases", expire):
        yield


@contextmanager
def one_look_at_the_counter() -> Iterator[None]:
    """The campaign's counter is believed the first time it is read, whenever that is."""

    def by_counter(api_: Any, case: UnresolvedPart) -> Finding:
        before, count = case.attempt.count_before, evidence.lead_count(api_, case.campaign_id)
        if before is None or count is None:
            return Inconclusive()
        if count == before + len(case.rows):
            return Arrived(Evidence.COUNTER)
        return Missing(Evidence.COUNTER) if count == before else CountSeen(count)

    with patch.object(evidence, "by_counter", by_counter):
        yield


@contextmanager
def every_refusal_is_whole() -> Iterator[None]:
    """A 400 is taken to have queued nothing, on any server."""

    def apply(ledger_: Ledger, sent: SentPart, outcome: Any) -> None:
        apply_outcome.apply_outcome(ledger_, replace(sent, is_all_or_nothing=True), outcome)

    with patch.object(sender, "apply_outcome", apply):
        yield


@contextmanager
def any_conflict_is_a_refusal() -> Iterator[None]:
    """A 409 of whatever kind is taken for a no."""
    with patch.object(upload, "REFUSALS", {*upload.REFUSALS, 409}):
        yield


@contextmanager
def removed_leads_count() -> Iterator[None]:
    """What was taken back still counts as there."""
    with patch.object(evidence, "REMOVED", "nothing"):
        yield


def _is_error(status: int | None) -> bool:
    return status is not None and status >= 500


def _is_yes(status: int | None) -> bool:
    return status is not None and status < 300


MUTANTS: dict[str, Callable[[], Any]] = {
    "recover to ready": recover_to_ready,
    "intent after the answer": intent_after_the_answer,
    "retry time-outs": _unclear(lambda status: status is None),
    "retry 5xx": _unclear(_is_error),
    "retry unreadable 2xx": _unclear(_is_yes),
    "no claims": no_claims,
    "no quarantine": no_quarantine,
    "assume sent": _taken(lambda answer: isinstance(answer, Unknown)),
    "settle by posting again": settle_by_posting_again,
    "no age check": no_age_check,
    "lease to ready": lease_to_ready,
    "one look at the counter": one_look_at_the_counter,
    "every refusal is whole": every_refusal_is_whole,
    "any conflict is a refusal": any_conflict_is_a_refusal,
    "counts that do not add up are a yes": _taken(lambda answer: isinstance(answer, Accepted)),
    "what was taken back counts as there": removed_leads_count,
    "a refusal is a yes": _taken(lambda answer: isinstance(answer, Refused)),
}
"""Name → the program without that guard."""


def caught_by(name: str, trial: Callable[[str], Any], seed: str, most: int) -> tuple[str, int]:
    """Run trials of a mutant until a check sees it.

    Args:
        name: of `MUTANTS`.
        trial: runs one, by its seed.
        seed: decides everything.
        most: trials at most.

    Returns:
        The promise that was seen broken, and after how many trials; "" when none was.
    """
    with MUTANTS[name]():
        for place in range(most):
            try:
                broken = trial(f"{seed}-{place}").broken
            except Broken as seen:
                broken = str(seen)
            if broken:
                return broken, place + 1
    return "", most
