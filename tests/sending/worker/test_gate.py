"""Numbers that are put on the do-not-call list after the press, at every moment before their part is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from callsheet.sending import make_receipt
from callsheet.store import Hold, PartLimits, RowState, SubmissionState
from tests.sending.bench import ASHA, RAVI, leads_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.bench import Bench


def number(index: int) -> str:
    """The number of a lead of `leads_file`."""
    return f"+9198{index:08}"


def test_listed_before_the_sender_works(new_bench: Callable[..., Bench]) -> None:
    """The part goes without the lead; the receipt has the reason and adds up."""
    bench = new_bench("ok")
    submission = bench.submit()
    bench.store.suppression.add([ASHA], "Meera")
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 1, RowState.HELD_BACK: 1}
    assert dict(bench.server_state.holds) == {RAVI: 1}
    receipt = make_receipt(bench.store.ledger, bench.get(submission))
    row = {"row": 2, "phone_number": ASHA, "outcome": "held_back", "message": "on_list", "lead_id": ""}
    assert json.loads(receipt.as_json())["rows"][0].items() >= row.items()
    assert "held back by the last check,put on a do-not-call list" in receipt.as_csv().decode()


def test_listed_while_the_rest_is_held(new_bench: Callable[..., Bench]) -> None:
    """After ten were sent and the rest was released, the listed lead of the rest does not go."""
    bench = new_bench("ok")
    submission = bench.send(leads_file(15), is_trial=True)
    assert bench.get(submission).hold is Hold.TRIAL
    waiting = bench.store.ledger.rows(submission.id, RowState.READY)[0].phone_number
    bench.store.suppression.add([waiting], "Meera")
    bench.send_service.resume(submission.id)
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 14, RowState.HELD_BACK: 1}
    assert waiting not in bench.server_state.holds


def test_listed_while_the_first_of_two_parts_is_sent(new_bench: Callable[..., Bench]) -> None:
    """A lead of the part in flight has left; one of the second part does not go."""
    bench = new_bench("ok")
    bench.limits = PartLimits(rows=3)
    submission = bench.submit(leads_file(6))

    def put_on_list(_: bytes) -> None:
        bench.store.suppression.add([number(1), number(4)], "Meera")

    bench.server.on_upload = put_on_list
    bench.run_sender()
    assert bench.get(submission).row_counts == {RowState.SENT: 5, RowState.HELD_BACK: 1}
    assert set(bench.server_state.holds) == {number(index) for index in (0, 1, 2, 3, 5)}


def test_a_send_of_listed_numbers_alone_sends_nothing(new_bench: Callable[..., Bench]) -> None:
    """No request leaves; off the list, the leads can be sent."""
    bench = new_bench("ok")
    submission = bench.submit()
    bench.store.suppression.add([ASHA, RAVI], "Meera")
    bench.run_sender()
    assert bench.get(submission).state is SubmissionState.NOT_SENT
    assert bench.server_state.uploads == 0
    bench.store.suppression.clear()
    assert bench.send(draft_id="later").row_counts == {RowState.SENT: 2}
