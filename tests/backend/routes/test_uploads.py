"""The upload as a table: file → status and body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.files.lead_files import DOCUMENTATION, ENCRYPTED, PDF, PNG, rows_of
from tests.support.files.workbooks import as_xls, as_xlsx
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend

FORMAT = "File must be a CSV or Excel file (.csv, .xlsx, .xls)"
WIDE = (",".join(["phone_number", *(f"c{index}" for index in range(17))]) + "\n9876543210" + ",x" * 17).encode()
OK = "9876543210"
MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leads.csv", DOCUMENTATION),
        ("leads.xlsx", as_xlsx(rows_of(DOCUMENTATION))),
        ("leads.xls", as_xls(rows_of(DOCUMENTATION))),
        ("leads.xlsx", DOCUMENTATION),
        ("leads.csv", as_xlsx(rows_of(DOCUMENTATION))),
    ],
)
def test_the_file_of_the_documentation_is_queued_in_every_format(
    backend: Backend, campaign: str, name: str, data: bytes
) -> None:
    """Two leads in E.164 with four variables, and the documented response."""
    answer = backend.upload(campaign, data, name)
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "campaign_id": campaign,
            "leads_created": 2,
            "leads_skipped": 0,
            "message": "2 leads queued successfully.",
        },
    )
    leads = backend.leads(campaign)
    assert [lead["phone_number"] for lead in leads] == ["+919876543210", "+919123456789"]
    assert leads[0]["notes"] == {
        "name": "Priya Sharma",
        "city": "Mumbai",
        "product_interest": "home_loan",
        "last_purchase_value": "500000",
    }
    assert (leads[0]["name"], leads[0]["status"], leads[0]["campaign_id"]) == ("Priya Sharma", "pending", campaign)


@pytest.mark.parametrize(
    ("rows", "counts", "message"),
    [
        (["9876543210,A"], (1, 0), "1 lead queued successfully."),
        ([OK + ",A", ",B"], (1, 1), "1 lead queued successfully. 1 row skipped due to missing phone_number."),
        (
            [OK + ",A", ",B", "\u200b,C", OK + ",D"],
            (2, 2),
            "2 leads queued successfully. 2 rows skipped due to missing phone_number.",
        ),
        ([",A", " ,B"], (0, 2), "0 leads queued successfully. 2 rows skipped due to missing phone_number."),
        ([OK + ",A", ",", OK + ",B"], (2, 0), "2 leads queued successfully."),
    ],
    ids=["one", "one skipped", "same number twice", "no number at all", "a blank row is no row"],
)
def test_counts_and_message(
    backend: Backend, campaign: str, rows: list[str], counts: tuple[int, int], message: str
) -> None:
    """Created and skipped leads add up to the rows that are not empty; the message has singular and plural."""
    answer = backend.upload(campaign, "phone_number,name\n" + "\n".join(rows) + "\n")
    assert answer.status_code == 201
    body = answer.json()
    assert (body["leads_created"], body["leads_skipped"], body["message"]) == (*counts, message)
    assert len(backend.leads(campaign)) == counts[0] == backend.get(f"/campaigns/{campaign}")["total_leads"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("leads.pdf", PDF, FORMAT),
        ("leads.csv", PNG, FORMAT),
        ("leads.docx", b"phone_number\n9876543210\n", FORMAT),
        ("leads.csv", b"", "The file is empty"),
        ("leads.csv", b"\n \n", "The file is empty"),
        ("leads.csv", b"phone_number,name\n", "The file has no leads"),
        ("leads.csv", b"phone_number,name\n,\n", "The file has no leads"),
        ("leads.csv", b"phone,name\n9876543210,A\n", "The uploaded file must include a phone_number column"),
        ("leads.csv", b"Phone_Number,name\n9876543210,A\n", "The uploaded file must include a phone_number column"),
        ("leads.csv", WIDE, "A file can have at most 15 custom columns (received 17)."),
        ("leads.csv", b"phone_number,city,city\n9876543210,A,B\n", "Several columns have the same name: city"),
        ("leads.csv", b"phone_number,,city\n9876543210,A,B\n", "A column with values has no name: column 2"),
        ("leads.xlsx", ENCRYPTED, "The file is protected by a password"),
        ("leads.xlsx", as_xlsx(rows_of(DOCUMENTATION))[:2000], "The file cannot be read"),
        (
            "leads.xlsx",
            as_xlsx({"May": rows_of(DOCUMENTATION), "June": rows_of(DOCUMENTATION)}),
            "The workbook has several sheets with rows: May and June",
        ),
    ],
    ids=[
        "PDF", "PNG", "docx", "0 bytes", "empty", "header only", "blank rows only", "no phone column",
        "case counts", "17 columns", "one name twice", "unnamed column", "encrypted", "truncated", "two sheets",
    ],
)  # fmt: skip
def test_a_refused_file(backend: Backend, campaign: str, name: str, data: bytes, message: str) -> None:
    """One sentence in the documented envelope, and nothing is queued."""
    answer = backend.upload(campaign, data, name)
    assert answer.json() == {"statusCode": 400, "message": message, "error": "Bad Request"}
    assert answer.status_code == 400
    assert backend.leads(campaign) == []


def test_refused_rows_by_reason(backend: Backend, campaign: str) -> None:
    """The grouped 400: reasons in their order, rows as a spreadsheet numbers them, nothing queued."""
    rows = ["9876543210", "12345", "", "+33142685300", "98-76", "+911234567890"]
    answer = backend.upload(campaign, "phone_number,name\n" + "".join(f"{row},A\n" for row in rows))
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "statusCode": 400,
            "error": "Bad Request",
            "message": [
                "Invalid phone number: rows 3, 6",
                "Unsupported destination country: row 5",
                "Unsupported prefix: row 7",
            ],
            "errors": [
                {
                    "reason": "invalid_phone_number",
                    "title": "Invalid phone number",
                    "count": 2,
                    "rows": [{"row": 3, "phone_number": "12345"}, {"row": 6, "phone_number": "98-76"}],
                },
                {
                    "reason": "unsupported_destination_country",
                    "title": "Unsupported destination country",
                    "count": 1,
                    "rows": [{"row": 5, "phone_number": "+33142685300"}],
                },
                {
                    "reason": "unsupported_prefix",
                    "title": "Unsupported prefix",
                    "count": 1,
                    "rows": [{"row": 7, "phone_number": "+911234567890"}],
                },
            ],
        },
    )
    assert backend.leads(campaign) == []


def test_a_message_lists_twenty_rows(backend: Backend, campaign: str) -> None:
    """Of 1,025 refused rows the message lists twenty, `errors` all."""
    body = backend.upload(campaign, "phone_number\n" + "12345\n" * 1025).json()
    named = ", ".join(str(row) for row in range(2, 22))
    assert body["message"] == [f"Invalid phone number: rows {named} and 1,005 more"]
    assert body["errors"][0]["count"] == 1025
    assert [line["row"] for line in body["errors"][0]["rows"]] == list(range(2, 1027))


def test_a_group_lists_ten_thousand_rows(backend: Backend, campaign: str) -> None:
    """Of 10,001 wrong and 10,000 foreign numbers each group lists 10,000; the first says that there is one more."""
    wrong, foreign = "12345\n" * 10_001, "+33142685300\n" * 10_000
    body = backend.upload(campaign, f"phone_number\n{wrong}{foreign}").json()
    first, second = body["errors"]
    assert (first["count"], len(first["rows"]), first["truncated"]) == (10_001, 10_000, True)
    assert (second["count"], len(second["rows"]), "truncated" in second) == (10_000, 10_000, False)
    assert [first["rows"][0]["row"], first["rows"][-1]["row"]] == [2, 10_001]
    assert second["rows"][-1] == {"row": 20_002, "phone_number": "+33142685300"}
    assert body["message"][0].endswith("and 9,981 more")


def test_refused_cells_are_verbatim(backend: Backend, campaign: str) -> None:
    """The error response repeats cells with quotes, backslashes, tabs and other scripts, and is valid JSON."""
    cells = ['a"b', "c\\d", "e\tf", "\u202e12", "дом", "😀", "\x7f1", "</script>"]
    quoted = ['"' + cell.replace('"', '""') + '",x' for cell in cells]
    body = backend.upload(campaign, "phone_number,name\n" + "\n".join(quoted) + "\n").json()
    assert [line["phone_number"] for line in body["errors"][0]["rows"]] == cells


def test_a_row_with_too_many_cells(backend: Backend, campaign: str) -> None:
    """The file is refused, and the error names the row."""
    body = backend.upload(campaign, f"phone_number,name\n{OK},A\n{OK},A,B\n").json()
    assert body["message"] == ["Wrong number of cells: row 3"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"Authorization": "Bearer wrong"}, 401), ({"Authorization": "Basic abc"}, 401)],
)
def test_a_missing_or_wrong_key(backend: Backend, campaign: str, headers: dict[str, str], status: int) -> None:
    """The response is the same for both."""
    answer = backend.upload(campaign, LEADS, key="", headers=headers)
    assert (answer.status_code, answer.json()) == (
        status,
        {"statusCode": 401, "message": "API key is missing or invalid", "error": "Unauthorized"},
    )


def test_an_unknown_campaign(backend: Backend) -> None:
    """404 in the documented envelope."""
    answer = backend.upload("cmp_000000000000", LEADS)
    assert (answer.status_code, answer.json()) == (
        404,
        {"statusCode": 404, "message": "Campaign not found", "error": "Not Found"},
    )


@pytest.mark.parametrize(
    "request_body",
    [
        {},
        {"files": {"leads": ("leads.csv", LEADS)}},
        {"data": {"file": LEADS}},
        {"json": {"file": "x"}},
        {"data": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"data": b"--x", "headers": {"Content-Type": "multipart/form-data"}},
    ],
    ids=["nothing", "other part", "field, not file", "json", "cut short", "no boundary"],
)
def test_a_request_without_a_file(backend: Backend, campaign: str, request_body: dict[str, Any]) -> None:
    """The error is the same, whatever the request has instead."""
    answer = backend.call("POST", f"/campaigns-leads/upload-file/{campaign}", **request_body)
    assert (answer.status_code, answer.json()["message"]) == (400, "file is required")


@pytest.mark.parametrize(
    ("size", "status"), [(10 * MIB, 201), (10 * MIB + 1, 413), (11 * MIB, 413)], ids=["10 MiB", "a byte more", "11 MiB"]
)
def test_the_size_limit(backend: Backend, campaign: str, size: int, status: int) -> None:
    """10 × 1024 × 1024 bytes are accepted, one more is not; the error states the size."""
    rows = (size - len("phone_number,name\n")) // len(f"{OK},{'x' * 1013}\n")
    data = "phone_number,name\n" + f"{OK},{'x' * 1013}\n" * rows
    data = data[:-1] + "y" * (size - len(data)) + "\n"
    answer = backend.upload(campaign, data)
    assert (len(data), answer.status_code) == (size, status)
    if status == 413:
        received = {10 * MIB + 1: "10.5", 11 * MIB: "11.5"}[size]
        assert answer.json()["message"] == f"File must not exceed 10 MB (received {received} MB)."
        assert backend.leads(campaign) == []


def test_an_empty_cell_is_an_absent_variable(backend: Backend, campaign: str) -> None:
    """So that the agent's default applies. A cell of invisible characters is empty as well."""
    backend.upload(campaign, f"phone_number,name,city\n{OK},,\u200b \n{OK}, Asha ,-\n")
    first, second = backend.leads(campaign)
    assert (first["notes"], first["name"]) == ({}, None)
    assert second["notes"] == {"name": " Asha ", "city": "-"}
