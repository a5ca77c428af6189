"""Erasing a number from open uploads: its rows are emptied and everything else stays."""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.contract import Capabilities
from callsheet.errors import ServerUnreachable
from callsheet.files import BundledFile, read_stored, read_table, read_together, unpack_files
from callsheet.sending import NumberEraser, number_typed
from callsheet.store import DestinationKind
from callsheet.validation import Choices, ColumnMapping, Edit
from callsheet.wording.erasure import erased
from tests.sending.bench import leads_file
from tests.sending.destination_states import STATES
from tests.support.files.workbooks import SheetRows, as_xls, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.store import Store
    from tests.sending.bench import Bench

NUMBER, DIGITS = "+919820010001", "9820010001"
ROWS = [
    ["name", "Mobile", "remark"],
    ["Asha", "98200 10000", "Zürich, Gate 2"],
    ["Meera Secret", "+91 98200-10001", "call after six"],
    ["Ravi", "98200 10002", ""],
    ["Meera Secret", "98200 10003", "or 9820010001"],
    ["Uma", "98200 10004", "last"],
]
QUOTED = [[f'"{cell}"' for cell in row] for row in ROWS]
TEXT = "\n".join(",".join(row) for row in QUOTED) + "\n"
FORMATS = {
    "leads.csv": TEXT.encode(),
    "windows.csv": TEXT.replace("\n", "\r\n").encode("cp1252"),
    "excel.csv": b"\xef\xbb\xbf" + TEXT.replace(",", ";").replace("Zürich;", "Zürich,").encode(),
    "unicode.txt": TEXT.replace('","', '"\t"').encode("utf-16"),
    "lines.csv": TEXT.replace("Gate 2", "Gate\n2").encode(),
    "title.csv": b"Export of May\n\n" + TEXT.encode(),
    "leads.xlsx": as_xlsx(SheetRows(ROWS), digits_are_numbers=False),
    "numbers.xlsx": as_xlsx(SheetRows([[cell.replace(" ", "") for cell in row] for row in ROWS])),
    "hidden.xlsx": as_xlsx(
        {"Leads": SheetRows(ROWS, hidden_rows=(3, 4)), "Old": SheetRows([["x", DIGITS]], is_hidden=True)}
    ),
    "leads.xls": as_xls(SheetRows(ROWS), digits_are_numbers=False),
}  # fmt: skip


def everything(data: bytes) -> bytes:
    """The bytes of a file, unpacked."""
    if data[:2] != b"PK":
        return data.replace(b"\x00", b"")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@pytest.mark.parametrize("name", FORMATS)
def test_the_rows_of_a_number_are_emptied_and_the_others_stay(store: Store, name: str) -> None:
    """In every format the draft stays, with its other rows as they were, and nothing of the person is in its file."""
    before = read_table(name, FORMATS[name], "Leads" if name == "hidden.xlsx" else None)
    rows = [before.frame.index[1], before.frame.index[3]]
    draft_id = store.drafts.create(name, FORMATS[name])
    edits = (Edit(int(rows[0]), "name", "Meera"), Edit(int(before.frame.index[0]), "name", "Asha R"))
    version = store.drafts.save(draft_id, mapping=ColumnMapping(("Mobile",)), sheet=before.source.sheet)
    store.drafts.save_choices(draft_id, Choices(), Choices(edits=edits), expected=version)
    eraser = NumberEraser(store, None, "Operator")
    use = eraser.find(NUMBER)
    assert use.drafts == {draft_id: name}
    done = eraser.erase(use)
    assert (done.rows, done.deleted, done.staying, done.removed) == (2, 0, 0, None)
    draft = store.drafts.load(draft_id)
    after = read_table(name, draft.data, draft.sheet, draft.header_row)
    expected = before.frame.copy()
    expected.loc[rows] = ""
    assert after.frame.reindex(expected.index, fill_value="").to_numpy().tolist() == expected.to_numpy().tolist()
    assert [edit.value for edit in draft.choices.edits] == ["Asha R"]
    assert draft.mapping == ColumnMapping(("Mobile",))
    for part in (b"Meera", b"Secret", DIGITS.encode(), b"98200-10001", b"after six"):
        assert part not in everything(draft.data)
    assert not eraser.find(NUMBER).is_anywhere
    store.engine.dispose()
    assert not [path for path in store.home.rglob("*") if path.is_file() and b"Meera" in path.read_bytes()]


def test_a_listed_number_stays_on_its_list(store: Store) -> None:
    """That is said of a number on a list, and of no other."""
    store.suppression.add([NUMBER], "Meera")
    eraser = NumberEraser(store, None, "Meera")
    assert [eraser.erase(eraser.find(number)).is_listed for number in (NUMBER, "+919820010099")] == [True, False]


@pytest.mark.parametrize("kind", list(STATES))
def test_destinations_that_are_not_looked_at_are_named(new_bench: Callable[..., Bench], kind: DestinationKind) -> None:
    """A batch call or a workflow may still have the number at the server; leads of campaigns are removed there."""
    bench = new_bench("ok", destination=kind)
    bench.limits = None
    submission = bench.send(leads_file(2))
    eraser = NumberEraser(bench.store, None, "Meera")
    (number, *_) = (number for _, number, _, _ in bench.store.ledger.rows(submission.id))
    done = eraser.erase(eraser.find(number))
    assert done.elsewhere == ([] if kind is DestinationKind.CAMPAIGN else [submission.campaign_name])
    assert (submission.campaign_name in erased(**asdict(done))) == bool(done.elsewhere)


def test_an_upload_that_cannot_be_written_without_the_number_is_deleted(store: Store) -> None:
    """A file that is no longer readable may hold it; the outcome says so."""
    draft_id = store.drafts.create("leads.xlsx", b"PK\x03\x04 damaged")
    eraser = NumberEraser(store, None, "Meera")
    done = eraser.erase(eraser.find(NUMBER))
    assert (done.rows, done.deleted) == (0, 1)
    assert draft_id not in store.drafts.ids()


def test_an_upload_of_nobody_else_is_deleted(store: Store) -> None:
    """A file without any lead cannot be opened any more."""
    draft_id = store.drafts.create("leads.csv", b"name,Mobile\nMeera,9820010001\n")
    eraser = NumberEraser(store, None, "Meera")
    done = eraser.erase(eraser.find(NUMBER))
    assert (done.rows, done.deleted) == (0, 1)
    assert draft_id not in store.drafts.ids()


def test_a_number_in_an_edit_alone_is_erased_with_its_row(store: Store) -> None:
    """The file never had it; a person typed it."""
    draft_id = store.drafts.create("leads.csv", b"name,Mobile\nAsha,98200 10000\nUma,98200 10004\n")
    store.drafts.save_choices(draft_id, Choices(), Choices(edits=(Edit(2, "Mobile", NUMBER),)))
    eraser = NumberEraser(store, None, "Meera")
    assert eraser.erase(eraser.find(NUMBER)).rows == 1
    draft = store.drafts.load(draft_id)
    assert (draft.data, draft.choices.edits) == (b"name,Mobile\n\nUma,98200 10004\n", ())


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+91 98200 10001", None, NUMBER), ("098200 10001", "IN", NUMBER), ("07911 123456", "GB", "+447911123456"),
        ("98200 10001", None, None), ("abc", "IN", None),
    ],
)  # fmt: skip
def test_a_number_may_be_typed_as_it_is_dialled_at_home(text: str, region: str | None, number: str | None) -> None:
    """With a country code, or without one where the country is known."""
    assert number_typed(text, region) == number


def test_of_several_files_each_is_emptied_and_row_numbers_stay(store: Store) -> None:
    """Also another sheet of the same workbook, whose bytes are stored with it; a file without the number stays."""
    plain = b"name,Mobile\nAnand,9820010009\n"
    workbook = as_xlsx({"May": SheetRows(ROWS), "June": [["name", "Mobile"], ["Uma", "9820010007"]]})
    files = [
        BundledFile("leads.csv", FORMATS["leads.csv"]),
        BundledFile("book.xlsx", workbook, "May"),
        BundledFile("book.xlsx", workbook, "June"),
        BundledFile("plain.csv", plain),
    ]
    before, data = read_together("several", files)
    draft_id = store.drafts.create("several", data)
    eraser = NumberEraser(store, None, "ops")
    assert eraser.erase(eraser.find(NUMBER)).rows == 4

    stored = store.drafts.load(draft_id).data
    after = read_stored("several", stored)
    kept = after.frame[(after.frame["name"] != "").to_numpy()]
    assert kept.equals(before.frame.loc[kept.index])
    assert len(before.frame) - len(kept) == 4
    assert [part.offset for part in after.parts] == [part.offset for part in before.parts]
    for file in unpack_files(stored):
        assert b"Secret" not in everything(file.data)
    assert unpack_files(stored)[-1].data == plain


class Answers:
    """A server that can erase numbers, or says so and does not answer; nothing else of it is asked.

    Args:
        records: what it erases; None: it does not answer.
    """

    def __init__(self, records: dict[str, int] | None) -> None:
        self.records = records
        self.asked: list[tuple[str, str, object]] = []

    def capabilities(self) -> Capabilities:
        """It can erase numbers."""
        return Capabilities(number_erasure=True)

    def request(self, method: str, path: str, *, body: object = None) -> object:
        """Note the request."""
        self.asked.append((method, path, body))
        if self.records is None:
            raise ServerUnreachable("no answer")
        return self.records


@pytest.mark.parametrize(
    ("records", "sentence", "stays"),
    [
        (
            {"waiting": 2, "past": 1, "under_way": 0},
            (
                "Erased: 1 row of what was sent made unreadable; 2 leads removed at the server before a call; "
                "1 record of earlier calls erased at the server."
            ),
            False,
        ),
        (
            {"waiting": 0, "past": 0, "under_way": 1},
            (
                "Erased: 1 row of what was sent made unreadable. "
                "1 call at the server is going on and stays: erase the number again once it is over."
            ),
            False,
        ),
        (None, "The server cannot be asked: look for the number there.", True),
    ],
)
@pytest.mark.parametrize("kind", [kind for kind in STATES if kind is not DestinationKind.CAMPAIGN])
def test_what_a_server_erases_of_batch_calls_and_workflows_is_said(
    new_bench: Callable[..., Bench], kind: DestinationKind, records: dict[str, int] | None, sentence: str, stays: bool
) -> None:
    """And an agent or workflow is named for a person to look there only while the number may still be there."""
    bench = new_bench("ok", destination=kind)
    bench.limits = None
    submission = bench.send(leads_file(2))
    number = next(number for _, number, _, _ in bench.store.ledger.rows(submission.id))
    server: Any = Answers(records)
    eraser = NumberEraser(bench.store, server, "Meera", submission.server)
    use = eraser.find(number)
    assert (use.waiting, use.past, use.ringing) == (
        (None, 0, 0) if records is None else (records["waiting"], records["past"], records["under_way"])
    )
    done = eraser.erase(use)
    assert done.elsewhere == ([submission.campaign_name] if stays else [])
    said = erased(**asdict(done))
    assert sentence in said
    assert ("remove it on the server's own screen" in said) == stays
    assert server.asked == [("POST", f"/numbers/{what}", {"phone_number": number}) for what in ("lookup", "erase")]


def test_while_a_send_is_on_its_way_the_server_erases_nothing(new_bench: Callable[..., Bench]) -> None:
    """Else rows of the send would arrive after it; that is said with what stays."""
    bench = new_bench("ok")
    submission = bench.submit(leads_file(2))
    number = next(number for _, number, _, _ in bench.store.ledger.rows(submission.id))
    server: Any = Answers({"waiting": 1, "past": 0, "under_way": 0})
    eraser = NumberEraser(bench.store, server, "Meera", submission.server)
    use = eraser.find(number)
    assert use.under_way == 1
    assert eraser.erase(use).removed is None
    assert [path for _, path, _ in server.asked] == ["/numbers/lookup"]
