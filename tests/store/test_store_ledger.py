import pytest

from callsheet.errors import StoreError
from callsheet.settings import Settings
from callsheet.store import Ledger, NewSubmission, RowState, State, open_store

NUMBERS = {2: "+919876543210", 3: "+919123456789", 5: "+447400123456"}


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    return open_store(Settings(home=tmp_path)).ledger


def new(submission_id: str, *, campaign_id: str = "cmp_a", ready: int = 3) -> NewSubmission:
    return NewSubmission(
        id=submission_id,
        draft_id="draft",
        server="http://server/v1",
        campaign_id=campaign_id,
        campaign_name="A",
        file_name="leads.csv",
        file_sha256="0" * 64,
        counts={"rows": ready, "ready": ready},
        owner="me",
        keeps_keys=False,
    )


def part(rows) -> bytes:
    return ",".join(map(str, rows)).encode()


def test_a_number_can_be_claimed_once_for_a_campaign(ledger):
    """The same list under another name sends nobody twice; the rows say who has them."""
    ledger.begin(new("one"), NUMBERS, part)
    second = ledger.begin(new("two"), {7: "+919876543210", 8: "+971501234567"} | {9: "+447400123456"}, part)
    assert second.row_counts == {RowState.ALREADY_CLAIMED: 2, RowState.READY: 1}
    assert ledger.part("two") == b"8"
    assert ledger.claims("http://server/v1", "cmp_a")["+919876543210"].submission_id == "one"


def test_another_campaign_is_another_claim(ledger):
    """Claims are by campaign: two campaigns may call the same person."""
    ledger.begin(new("one"), NUMBERS, part)
    other = ledger.begin(new("two", campaign_id="cmp_b"), NUMBERS, part)
    assert other.row_counts == {RowState.READY: 3}


@pytest.mark.parametrize(
    ("state", "rows", "claimed"),
    [
        (State.SENT, {RowState.SENT: 3}, 3),
        (State.UNKNOWN, {RowState.UNKNOWN: 3}, 3),
        (State.NOT_SENT, {RowState.READY: 3}, 0),
        (State.RATE_LIMITED, {RowState.READY: 3}, 0),
        (State.REFUSED, {RowState.REFUSED: 1, RowState.READY: 2}, 0),
    ],
)
def test_claims_are_given_back_only_when_nothing_was_queued(ledger, state, rows, claimed):
    """A number is free again only when it is certain that the server did not take it."""
    ledger.begin(new("one"), NUMBERS, part)
    ledger.leave("one")
    refused = {3: "Unsupported prefix"} if state is State.REFUSED else None
    ended = ledger.end("one", state, refused=refused)
    assert ended.row_counts == rows
    assert len(ledger.claims("http://server/v1", "cmp_a")) == claimed


def test_a_submission_leaves_once(ledger):
    """A second sender that picks up the same submission is stopped before its first byte."""
    ledger.begin(new("one"), NUMBERS, part)
    ledger.leave("one")
    with pytest.raises(StoreError):
        ledger.leave("one")


def test_what_has_ended_stays_ended(ledger):
    """A late answer cannot turn what was sent into something to send again."""
    ledger.begin(new("one"), NUMBERS, part)
    ledger.leave("one")
    ledger.end("one", State.SENT)
    with pytest.raises(StoreError):
        ledger.end("one", State.NOT_SENT)
    assert ledger.get("one").state is State.SENT


def test_refused_rows_come_back_with_number_and_words(ledger):
    """What the server refused is known by row and number, as the judge takes it."""
    ledger.begin(new("one"), NUMBERS, part)
    ledger.leave("one")
    ended = ledger.end("one", State.REFUSED, status=400, message="no", refused={5: "Unsupported destination country"})
    assert ended.refused_numbers == {(5, "+447400123456"): "Unsupported destination country"}
    assert [row for row, *_ in ledger.rows("one", RowState.READY)] == [2, 3]


def test_unknown_can_be_settled_later(ledger):
    """Evidence that comes later moves the rows on; the sum stays the sum."""
    ledger.begin(new("one"), NUMBERS, part)
    ledger.leave("one")
    ledger.end("one", State.UNKNOWN)
    assert [each.id for each in ledger.open()] == ["one"]
    assert ledger.end("one", State.SENT).row_counts == {RowState.SENT: 3}
    assert ledger.open() == []
