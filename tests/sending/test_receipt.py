from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from callsheet.errors import ConservationError, InvalidArgument
from callsheet.files import BundledFile, read_together
from callsheet.sending import EMBEDDED, SealCheck, SendRequest, check_seal, make_receipt, outcome_counts, server_name
from callsheet.settings import Settings
from callsheet.store import ListKind
from callsheet.validation import Edit, Route, check, suggest_mapping
from callsheet.wording import sending as words
from callsheet.wording.receipt import changed_by, decisions, first_leads
from tests.sending.bench import check_suggested
from tests.sending.server_state import CAMPAIGN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callsheet.sending import Receipt
    from tests.sending.bench import Bench


FIRST = b"phone_number\n9123456789\n"
SECOND = b"phone_number,name\n9876543210,Asha\n,Nobody\n9123456789,Ravi\n9876543210,Asha again\n"


@pytest.fixture
def receipt(new_bench: Callable[..., Bench]) -> Receipt:
    """The receipt of a second file, one of whose numbers the campaign received before."""
    bench = new_bench("ok")
    bench.send(FIRST)
    return make_receipt(bench.store.ledger, bench.send(SECOND))


def test_the_counts_of_a_receipt_add_up_to_the_file(receipt: Receipt) -> None:
    """Every row of the file has one outcome; a number sent before has a separate one."""
    counts = {name: number for name, number in receipt.counts.items() if number}
    assert counts == {"sent": 1, "already_claimed": 1, "errors": 1, "duplicates": 1}


def test_a_receipt_says_the_same_in_each_format(receipt: Receipt) -> None:
    """JSON, CSV and XLSX hold the same rows and outcomes; numbers are text cells."""
    rows = [
        (2, "+919876543210", "sent"),
        (3, "", "errors"),
        (4, "+919123456789", "already_claimed"),
        (5, "", "duplicates"),
    ]
    values = json.loads(receipt.as_json())
    assert [(row["row"], row["phone_number"], row["outcome"]) for row in values["rows"]] == rows
    assert values["counts"]["rows"] == 4
    whole = list(csv.reader(io.StringIO(receipt.as_csv().decode("utf-8-sig"))))
    assert [tuple(line) for line in whole[: whole.index([])]] == receipt.facts()
    lines = whole[whole.index([]) + 2 : -2]
    assert [tuple(line[:3]) for line in lines] == [
        (str(row), phone, words.OUTCOMES[state]) for row, phone, state in rows
    ]
    book = openpyxl.load_workbook(io.BytesIO(receipt.as_workbook()))
    cells = list(book[words.ROWS_SHEET].iter_rows(min_row=2, max_col=3))
    shown = [(row, phone or None, words.OUTCOMES[state]) for row, phone, state in rows]
    assert [tuple(cell.value for cell in row) for row in cells] == shown
    assert {cell.data_type for row in book[words.SUMMARY_SHEET].iter_rows() for cell in row} == {"s"}


def test_a_receipt_says_what_let_each_row_through(new_bench: Callable[..., Bench]) -> None:
    """Rows that left name the lists of their day and the cap; a row that was held back names none, but its reason."""
    bench = new_bench("ok")
    store = bench.store
    store.suppression.lists.create("DND", ListKind.REGISTER, "Meera", as_of=date(2026, 6, 1))
    request = SendRequest(report=check_suggested(SECOND), campaign_id=CAMPAIGN, campaign_name="T")
    bench.send_service.submit(request, bench.send_service.plan(request))
    store.suppression.add(["+919123456789"], "Meera")
    bench.run_sender()
    receipt = make_receipt(store.ledger, store.ledger.latest(1)[0])
    values = receipt.to_json()
    assert [(row["outcome"], row["check"], row["message"]) for row in values["rows"]] == [
        ("sent", 1, ""),
        ("errors", None, "missing_phone_number"),
        ("held_back", None, "on_list"),
        ("duplicates", None, "duplicate"),
    ]
    (check,) = values["checks"]
    assert check["lists"] == [
        {"name": "Our own list", "as_of": None, "numbers": 1},
        {"name": "DND", "as_of": "2026-06-01", "numbers": 0},
    ]
    sentence = dict(receipt.facts())["Check 1"]
    assert "on no do-not-call list. Lists: Our own list (1 number), DND of 1 Jun 2026 (0 numbers)" in sentence


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_changed_receipt_shows(receipt: Receipt, ending: str) -> None:
    """Whatever is changed, taken out, added or moved; another key cannot tell, and other files have no seal."""
    receipt = replace(receipt, key=b"k" * 32)
    data = receipt.as_json() if ending == "json" else receipt.as_csv()
    assert check_seal(data, receipt.key) == SealCheck(is_ours=True, is_whole=True)
    assert check_seal(data, b"another") == SealCheck(is_ours=False, is_whole=False)
    for before, after in ((b"9123456789", b"9123456780"), (b"leads.csv", b"lead.csv")):
        assert before in data
        assert not check_seal(data.replace(before, after), receipt.key).is_whole
    long = b'"' + b"x" * csv.field_size_limit() + b'x"\n'
    for junk in (b"\xff\xfe", b"{}", b"a,b\n", b"{", b'{"rows": 1, "seal": {}}', b'{"rows": ' + b"[" * 100_000, long):
        with pytest.raises(InvalidArgument):
            check_seal(junk, receipt.key)


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_receipt_is_not_whole_whichever_character_is_changed(receipt: Receipt, ending: str) -> None:
    """It was changed, was sealed elsewhere, or is a receipt no more; nothing else is raised."""
    receipt = replace(receipt, key=b"k" * 32)
    text = (receipt.as_json() if ending == "json" else receipt.as_csv()).decode()
    positions, read = range(0, len(text), 3), 0
    for position in positions:
        with suppress(InvalidArgument):
            changed = f"{text[:position]}é{text[position + 1 :]}"
            assert not check_seal(changed.encode(), receipt.key).is_whole, text[position - 20 : position + 20]
            read += 1
    assert read > len(positions) / 2


def test_a_changed_workbook_shows(receipt: Receipt) -> None:
    """A cell, a row or a sheet that is changed in Excel; saving it again unchanged keeps the seal."""
    receipt = replace(receipt, key=b"k" * 32)
    data = receipt.as_workbook()
    assert check_seal(data, receipt.key) == SealCheck(is_ours=True, is_whole=True)
    assert check_seal(data, b"another") == SealCheck(is_ours=False, is_whole=False)

    def saved(change: Callable[[Any], object]) -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(data))
        change(book)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    assert check_seal(saved(lambda _: None), receipt.key).is_whole
    changes: list[Callable[[Any], object]] = [
        lambda book: book[words.ROWS_SHEET].__setitem__("C3", "sent"),
        lambda book: book[words.ROWS_SHEET].__setitem__("A2", 3),
        lambda book: book[words.ROWS_SHEET].delete_rows(2),
        lambda book: book[words.ROWS_SHEET].append([9, "+919876543219", "sent"]),
        lambda book: book[words.SUMMARY_SHEET].__setitem__("B2", "other.csv"),
        lambda book: book.remove(book[words.ROWS_SHEET]),
    ]
    for change in changes:
        assert not check_seal(saved(change), receipt.key).is_whole
    for junk in (data[:500], b"PK\x03\x04" + b"x" * 100):
        with pytest.raises(InvalidArgument):
            check_seal(junk, receipt.key)


def test_the_first_changed_row_is_named(receipt: Receipt) -> None:
    """A row that is changed, missing or moved breaks the chain there; a new seal needs the key."""
    receipt = replace(receipt, key=b"k" * 32)
    sealed = receipt.sealed()
    rows = sealed["rows"]
    for changed, row in (
        ([rows[0], rows[1] | {"outcome": "sent"}], 3),
        ([rows[1]], 3),
        ([rows[1], rows[0]], 3),
        ([*rows, rows[0]], 2),
    ):
        found = check_seal(json.dumps(sealed | {"rows": changed}).encode(), receipt.key)
        assert found == SealCheck(is_ours=True, is_whole=False, changed_at=row)
    assert check_seal(json.dumps(sealed | {"rows": rows[:1]}).encode(), receipt.key) == SealCheck(True, False)  # noqa: FBT003
    assert not check_seal(json.dumps(sealed | {"pressed_by": "Asha"}).encode(), receipt.key).is_whole


def test_a_receipt_states_how_the_file_became_leads(new_bench: Callable[..., Bench]) -> None:
    """Who sent it, what columns became, what was fixed, which cells were changed: positions, never values."""
    file = (
        b"Mobile,Customer,Notes,Work phone\n98765 43210,Asha,x,\n12345,Ravi,y,\n"
        b"9876543211.0,Mira,z,\n,Dev,a,98765 43212\n9876543213,<b>Uma</b>,b,\n"
    )
    report = check_suggested(file)
    report = report.with_choices(replace(report.choices, fixes=("drop_trailing_zero",), other_phones=("Work phone",)))
    by_hand = [Edit(3, "Mobile", "91234 56789"), Edit(2, "Customer", "Ash"), Edit(2, "Customer", "Asha")]
    report = report.with_edits([*by_hand, Edit(6, "Customer", "Uma", "accepted"), Edit(6, "Notes", "c", "file")])
    bench = new_bench("ok")
    request = SendRequest(report=report, campaign_id=CAMPAIGN, campaign_name="T")
    bench.send_service.submit(request, bench.send_service.plan(request))
    bench.run_sender()
    receipt = make_receipt(bench.store.ledger, bench.store.ledger.latest(1)[0])
    facts = dict(receipt.facts())
    assert (facts["Sent by"], facts["Phone number from"], facts["Cells changed by hand"]) == (
        "Meera",
        "Mobile",
        "1 cell in 1 row",
    )
    assert facts["Cells changed by “Accept all”"] == facts["Cells changed by a corrected file"] == "1 cell in 1 row"
    assert facts["Fixed in whole columns"] == "Remove the trailing .0: 1 number of the ready rows"
    assert facts["Numbers also from"] == "Work phone (1 row)"
    assert facts["Variables"] == "Customer → customer, Notes → notes, Work phone → work_phone"
    assert facts["Outcome"] == "sent"
    assert json.loads(receipt.as_json())["decided"]["edits"] == [
        [3, "Mobile", "hand"],
        [6, "Customer", "accepted"],
        [6, "Notes", "file"],
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(receipt.as_workbook()))["Changed cells"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Row", "Column", "Changed"],
        [3, "Mobile", "by hand"],
        [6, "Customer", "by “Accept all”"],
        [6, "Notes", "by a corrected file"],
    ]


def test_a_receipt_of_several_files_names_rows_by_file(new_bench: Callable[..., Bench]) -> None:
    """In its three formats, and among the cells that were changed; a number in two files is in one row of it."""
    files = [BundledFile("North.csv", b"Mobile,City\n9820010001,Pune\n"), BundledFile("=South.csv", SECOND)]
    table = read_together("both", files).table
    report = check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))
    last = int(table.frame.index[-1])
    report = report.with_edits([Edit(last - 1, "Mobile", "9123456780")])
    bench = new_bench("ok")
    request = SendRequest(report=report, campaign_id=CAMPAIGN, campaign_name="T")
    bench.send_service.submit(request, bench.send_service.plan(request))
    bench.run_sender()
    receipt = make_receipt(bench.store.ledger, bench.store.ledger.latest(1)[0])
    labels = ["North.csv:2", "=South.csv:2", "=South.csv:3", "=South.csv:4", "=South.csv:5"]
    assert [row["row_in_file"] for row in receipt.to_json()["rows"]] == labels
    assert dict(receipt.facts())["Files put together"] == "North.csv, =South.csv"
    lines = list(csv.reader(io.StringIO(receipt.as_csv().decode("utf-8-sig"))))
    rows = lines[lines.index([]) + 2 :]
    assert [line[0] for line in rows[:3]] == ["North.csv:2", "'=South.csv:2", "'=South.csv:3"]  # not a formula
    book = openpyxl.load_workbook(io.BytesIO(receipt.as_workbook()))
    assert [cell.value for cell in book[words.ROWS_SHEET]["A"]][1:] == labels
    assert book["Changed cells"]["A2"].value == "=South.csv:4"
    assert (
        first_leads([2, last], "x", [("North.csv", 0), ("=South.csv", last - 5)])
        == "rows North.csv:2, =South.csv:5 (seed x)"
    )


def test_changed_cells_of_an_older_submission_count_as_changed_by_hand() -> None:
    """Before, the ledger did not say what changed a cell."""
    facts = {"mapping": {"phone": ["Mobile"]}, "edits": [[3, "Mobile"], [3, "Name"]], "fixes": ["drop_trailing_zero"]}
    assert decisions(facts)[1:] == [
        ("Fixed in whole columns", "Remove the trailing .0"),
        ("Cells changed by hand", "2 cells in 1 row"),
    ]
    assert changed_by([3, "Mobile"]) == "by hand"


def test_a_receipt_that_does_not_add_up_is_an_error(receipt: Receipt) -> None:
    """Rows without an outcome raise ConservationError."""
    counts = replace(receipt.submission.counts, rows=receipt.submission.counts.rows + 1)
    with pytest.raises(ConservationError):
        outcome_counts(replace(receipt.submission, counts=counts))


@pytest.mark.parametrize(
    ("api_url", "address", "name"),
    [
        (None, None, EMBEDDED),
        ("https://api.example/v1/", None, "https://api.example/v1"),
        (None, "http://127.0.0.1:8787/v1", "http://127.0.0.1:8787/v1"),
    ],
)
def test_claims_are_stored_under_the_servers_name(
    tmp_path: Path, api_url: str | None, address: str | None, name: str
) -> None:
    """The embedded backend keeps its name whatever its port; any other server is named by its address."""
    assert server_name(Settings(home=tmp_path, api_url=api_url), address) == name
