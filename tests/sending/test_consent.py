"""Consent between the press and the send: judged again when a part is committed, and in the receipt row by row."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, update

from callsheet.files import read_table
from callsheet.sending import SendRequest, make_receipt
from callsheet.store import FileCounts, RowState
from callsheet.store.tables import ROW_FACTS, SUBMISSIONS
from callsheet.validation import Choices, ConsentRule, Route, check, suggest_consent_columns, suggest_mapping
from tests.sending.server_state import CAMPAIGN

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.sending import Receipt
    from tests.sending.bench import Bench

TODAY = ConsentRule().today
YOUNG, OLD = TODAY - timedelta(days=100), TODAY - timedelta(days=380)
FILE = f"phone_number,Opt-in,Opt-in date\n9876543210,yes,{YOUNG}\n9123456789,yes,{OLD}\n9876543211,no,\n9876543212,,\n"


def press(bench: Bench, policy: str) -> None:
    """Press Send 60 days ago, when no consent was too old."""
    table = read_table("leads.csv", FILE.encode())
    mapping = suggest_mapping(table, "IN")
    choices = Choices(consent_columns=suggest_consent_columns(table, mapping), consent_policy=policy)
    rule = ConsentRule(bench.store.consent_rule().policy, TODAY - timedelta(days=60))
    report = check(table, mapping, Route.unknown("IN"), choices, consent=rule)
    request = SendRequest(report=report, campaign_id=CAMPAIGN, campaign_name="T")
    bench.send_service.submit(request, bench.send_service.plan(request))


def sent(bench: Bench) -> Receipt:
    bench.run_sender()
    return make_receipt(bench.store.ledger, bench.store.ledger.latest(1)[0])


def test_consent_that_is_too_old_by_now_is_held_back(new_bench: Callable[..., Bench]) -> None:
    """Each row of the receipt says what the person said, and of which day."""
    bench = new_bench("ok")
    press(bench, "leave_out/12m")
    receipt = sent(bench)
    assert [(row.row, row.outcome, row.message, row.consent, row.consent_day) for row in receipt.rows] == [
        (2, "sent", "", "given", YOUNG.isoformat()),
        (3, "held_back", "consent_expired", "given", OLD.isoformat()),
        (4, "without_consent", "consent_refused", "refused", ""),
        (5, "sent", "", "missing", ""),
    ]
    assert dict(bench.server_state.holds) == {"+919876543210": 1, "+919876543212": 1}
    values = receipt.to_json()
    assert values["rows"][2]["consent"] == {"said": "refused", "day": None}
    columns = {"Opt-in": "consent", "Opt-in date": "date"}
    facts = {"columns": columns, "policy": "leave_out/12m", "own_policy": "leave_out/12m"}
    assert values["decided"]["consent"] == facts
    text = receipt.as_csv().decode()
    for words in ("given on ", "consent is too old by now", "asked not to be called"):
        assert words in text


def test_consent_has_a_count_of_its_own_in_the_receipt(new_bench: Callable[..., Bench]) -> None:
    """Also of a send made when rows without consent were counted among those left out, and called so."""
    bench = new_bench("ok")
    press(bench, "leave_out/12m")
    now = sent(bench)
    counts = now.submission.counts.to_json()
    assert (now.counts["left_out"], now.counts["without_consent"], sum(now.counts.values())) == (0, 1, 4)
    with bench.store.engine.begin() as connection:
        connection.execute(update(SUBMISSIONS).values(counts=counts | {"left_out": 1}))
        connection.execute(update(ROW_FACTS).where(ROW_FACTS.c.outcome != "").values(outcome="left_out"))
    before = make_receipt(bench.store.ledger, bench.store.ledger.latest(1)[0])
    assert (before.counts, before.rows) == (now.counts, now.rows)
    [summary] = bench.store.ledger.summaries(1)
    assert summary.counts == now.submission.counts


@pytest.mark.parametrize("without_consent", [0, 2])
def test_counts_that_do_not_add_up_stay_wrong(without_consent: int) -> None:
    """Only the rows without consent may be counted twice; anything else is still found to be wrong."""
    stored = {"rows": 5, "ready": 2, "left_out": 4, "without_consent": without_consent}
    assert FileCounts.from_json(stored).to_json()["left_out"] == 4


def test_a_policy_chosen_for_the_file_stays(new_bench: Callable[..., Bench]) -> None:
    bench = new_bench("ok")
    press(bench, "tell")
    bench.store.saved_settings.save("consent_policy", "require")
    assert [row.message for row in sent(bench).rows] == ["", "", "consent_refused", ""]


def test_a_policy_of_the_workspace_that_became_stricter_holds(new_bench: Callable[..., Bench]) -> None:
    """It is read again when a part is committed."""
    bench = new_bench("ok")
    press(bench, "")
    bench.store.saved_settings.save("consent_policy", "require")
    receipt = sent(bench)
    assert [row.message for row in receipt.rows] == ["", "", "consent_refused", "consent_missing"]
    assert "policy of consent: require" in dict(receipt.facts())["Check 1"]


def test_erasing_a_send_erases_what_its_rows_said(new_bench: Callable[..., Bench]) -> None:
    """After its time; the counts stay. Of an erased number the row's facts go with it."""
    bench = new_bench("ok")
    press(bench, "tell")
    ledger, submission = bench.store.ledger, sent(bench).submission
    ledger.eraser.erase_number("+919876543210", "Meera")
    assert [fact.row for fact in ledger.row_facts(submission.id)] == [3, 4, 5]
    assert ledger.eraser.erase(submission.id)
    assert ledger.row_facts(submission.id) == []


def test_a_send_without_facts_is_held_back_where_consent_is_required(new_bench: Callable[..., Bench]) -> None:
    """Made before consent was stored, or from a file without such a column: a policy that asks for it now holds it."""
    bench = new_bench("ok")
    with bench.store.engine.begin() as connection:
        connection.execute(delete(ROW_FACTS))
    submission = bench.submit()
    bench.store.saved_settings.save("consent_policy", "require")
    bench.run_sender()
    rows = bench.store.ledger.rows(submission.id, RowState.HELD_BACK)
    assert {row.message for row in rows} == {"consent_missing"}
    assert (len(rows), dict(bench.server_state.holds)) == (submission.counts.ready, {})


@pytest.mark.parametrize("policy", ["ignore", "tell", "leave_out/12m"])
def test_a_send_without_facts_leaves_where_none_is_required(new_bench: Callable[..., Bench], policy: str) -> None:
    """Nobody said no, and nobody asks for a yes."""
    bench = new_bench("ok")
    submission = bench.submit()
    bench.store.saved_settings.save("consent_policy", policy)
    bench.run_sender()
    assert bench.get(submission).rows_sent == submission.counts.ready
