"""`callsheet read` and `callsheet check`: JSON, exit codes, options, and every kind of bad file."""

from __future__ import annotations

import csv
import hashlib
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.files.lead_files import DOCUMENTATION, ENCRYPTED, PDF, PNG, rows_of
from tests.support.files.workbooks import SheetRows, as_xls, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandResult


MESSY = "Mobile No.,Name,City\n98765 43210,Priya,Mumbai\n12345,Rahul,\n,,\n9876543210,Again,Pune\n,Nobody,\n"
WIDE = ",".join(["phone_number", *(f"c{number}" for number in range(17))]) + "\n9876543210" + ",x" * 17 + "\n"
ROUTE = {
    "default_region": "IN",
    "sip": False,
    "countries": [{"country_iso": "IN", "calling_code": "91", "prefixes": ["98"]}],
}


TWO_PHONES = "Name,Mobile,Alternate Mobile\n" + "".join(
    f"N{row},{'12' if row < 2 else f'98200{row:05}'},{f'98765{row:05}' if row % 3 == 0 else ''}\n" for row in range(12)
)


def test_check_says_which_column_is_called_and_what_the_others_add(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """In JSON and in words: a count over all rows, and the rows that only a second column can call."""
    path = file(TWO_PHONES)
    assert callsheet("check", path, "--json", "--country", "IN").json["phone_candidates"] == [
        {"column": 2, "header": "Mobile", "chosen": True, "filled": 12, "numbers": 10, "repairable": 0, "adds": 10},
        {
            "column": 3,
            "header": "Alternate Mobile",
            "chosen": False,
            "filled": 4,
            "numbers": 4,
            "repairable": 0,
            "adds": 1,
        },
    ]
    text = callsheet("check", path, "--country", "IN").out
    assert "Phone numbers are taken from Mobile: 10 of 12 rows." in text
    assert "Alternate Mobile has numbers for 1 row without one." in text


def test_check_asks_when_several_columns_may_hold_the_numbers(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """It names the columns weighed, by position without a header; `--map` answers. Without numbers it names all."""
    unsure = "Name,X,Y\n" + "".join(
        f"N{row},9{820017 * (row + 3) % 10**9:09},9{765431 * (9 - row) ** 3 % 10**9:09}\n"
        for row in (3, 7, 1, 5, 0, 8, 2, 6, 4)
    )
    refused = callsheet("check", file(unsure), "--json", "--country", "IN")
    assert (refused.code, refused.json["refused"]["code"]) == (2, "phone_column_unclear")
    message = "Which column has the phone numbers? X (9 of 9 rows) and Y (9 of 9 rows). Choose one."
    assert refused.json["refused"]["message"] == message
    assert callsheet("check", file(unsure), "--country", "IN", "--map", "Y=phone_number").code == 0
    headless = callsheet("check", file(unsure.partition("\n")[2]), "--json", "--country", "IN", "--header-row", "0")
    message = "Which column has the phone numbers? Column 2 (9 of 9 rows) and Column 3 (9 of 9 rows). Choose one."
    assert headless.json["refused"]["message"] == message
    by_name = ("--header-row", "0", "--map", "Column 3=phone_number")
    assert callsheet("check", file(unsure.partition("\n")[2]), "--country", "IN", *by_name).code == 0
    none = callsheet("check", file("Name,Phone ID,Fax\nAsha,17,\n"), "--json", "--country", "IN").json["refused"]
    assert none["message"] == "No column holds phone numbers. The file has Name, Phone ID and Fax."
    unnamed = callsheet("check", file("A,a@b.example,Pune\nC,c@d.example,Goa\n"), "--json").json["refused"]
    assert unnamed["message"] == "No column holds phone numbers, and no column has a name."


def test_a_recipe_that_calls_a_sparse_column_is_noticed(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """The recipe is followed, and the column with far more numbers is named."""
    recipe, path = tmp_path / "recipe.json", file(TWO_PHONES)
    callsheet("check", path, "--country", "IN", "--map", "Alternate Mobile=phone_number", "--save-recipe", recipe)
    text = callsheet("check", path, "--recipe", recipe).out
    assert "Phone numbers are taken from Alternate Mobile: 4 of 12 rows." in text
    assert "Mobile has far more numbers: 10. To use it: --map 'Mobile=phone_number'" in text


def test_the_json_of_check(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """One object with all its keys; the counts add up; a column has position and header."""
    path = file(MESSY)
    result = callsheet("check", path, "--json", "--country", "in")
    assert (result.code, result.err) == (1, "")
    values = result.json
    assert values["file"] == {
        "name": "leads.csv",
        "sha256": hashlib.sha256(MESSY.encode()).hexdigest(),
        "format": "csv",
        "encoding": "utf-8",
        "delimiter": ",",
        "sheet": None,
        "header_row": 1,
    }
    assert values["columns"] == [
        {"column": 1, "header": "Mobile No.", "becomes": "phone_number", "variable": None},
        {"column": 2, "header": "Name", "becomes": "variable", "variable": "Name"},
        {"column": 3, "header": "City", "becomes": "variable", "variable": "City"},
    ]
    assert values["counts"] == {
        "rows": 5,
        "ready": 1,
        "errors": 2,
        "duplicates": 1,
        "blank": 1,
        "left_out": 0,
        "missing": 1,
        "suppressed": 0,
        "without_consent": 0,
    }
    phone = {"column": 1, "header": "Mobile No."}
    assert values["issues"] == [
        {"row": 3, **phone, "code": "too_few_digits", "severity": "error", "value": "12345"},
        {"row": 5, **phone, "code": "duplicate", "severity": "info", "value": "9876543210"},
        {"row": 6, **phone, "code": "missing_phone_number", "severity": "error", "value": ""},
    ]
    assert values["notes"] == []
    assert values["not_checked"] == ["no_enabled_countries", "country_not_enabled", "prefix_not_enabled"]


def test_the_json_of_read(callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path) -> None:
    """File, sheets, rows and notes; the table is written with the file's row numbers."""
    path = file(as_xlsx({"Leads": rows_of(DOCUMENTATION), "Empty": []}), "leads.xlsx")
    result = callsheet("read", path, "--json", "--csv", tmp_path / "out.csv")
    assert (result.code, result.err) == (0, "")
    assert set(result.json) == {"file", "sheets", "rows", "broken_rows", "notes", "version"}
    assert (result.json["rows"], result.json["file"]["sheet"]) == (2, "Leads")
    assert result.json["sheets"] == [
        {"name": "Leads", "visible": True, "rows": 3},
        {"name": "Empty", "visible": True, "rows": 0},
    ]
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as written:
        lines = list(csv.reader(written))
    assert lines[0][:2] == ["row", "phone_number"]
    assert lines[1][:3] == ["2", "9876543210", "Priya Sharma"]


def test_read_names_broken_rows(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """Rows with the wrong number of cells are listed, and what they have beyond the header is printed."""
    path = file("phone,name\n9876543210,Asha\n9123456789,Rao, K\n9123456780\n")
    assert callsheet("read", path, "--json").json["broken_rows"] == [3, 4]
    out = callsheet("read", path).out
    assert "2 rows with the wrong number of cells: 3 and 4" in out
    assert "1 row with more cells than there are column names. The extra cells are in Column 3." in out


def test_without_a_header_columns_are_named_by_number(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """`--header-row 0`: the first row is a lead."""
    path = file("9876543210,Priya\n9123456789,Rahul\n")
    assert callsheet("read", path, "--header-row", "0", "--csv", tmp_path / "out.csv", "--json").json["rows"] == 2
    assert (tmp_path / "out.csv").read_text().splitlines()[0] == "row,Column 1,Column 2"
    result = callsheet("check", path, "--header-row", "0", "--country", "IN", "--json")
    assert (result.code, result.json["counts"]["ready"]) == (0, 2)


@pytest.mark.parametrize("name", ["leads.csv", "leads.xlsx", "leads.xls"])
def test_the_file_of_the_documentation_is_ready(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], name: str
) -> None:
    """In each format: exit 0, two rows ready, no issue."""
    rows = rows_of(DOCUMENTATION)
    path = file({"csv": DOCUMENTATION, "xlsx": as_xlsx(rows), "xls": as_xls(rows)}[name.rpartition(".")[2]], name)
    result = callsheet("check", path, "--country", "IN", "--json")
    assert (result.code, result.json["counts"]["ready"], result.json["issues"]) == (0, 2, [])
    variables = [column["variable"] for column in result.json["columns"]]
    assert variables == [None, "name", "city", "product_interest", "last_purchase_value"]


@pytest.mark.parametrize(
    ("options", "code", "ready", "issues"),
    [
        ((), 1, 0, {"unknown_country_code", "too_few_digits", "missing_phone_number"}),
        (("--country", "IN"), 1, 1, {"too_few_digits", "duplicate", "missing_phone_number"}),
        (("--country", "IN", "--map", "Name=-", "--map", "3=town"), 1, 1, None),
    ],
)
def test_options_change_the_report(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    options: tuple[str, ...],
    code: int,
    ready: int,
    issues: set[str] | None,
) -> None:
    """The country reads local numbers; `--map` assigns by header and by number."""
    result = callsheet("check", file(MESSY), "--json", *options)
    assert (result.code, result.json["counts"]["ready"]) == (code, ready)
    if issues is None:
        assert [column["becomes"] for column in result.json["columns"]] == ["phone_number", "left_out", "variable"]
        assert result.json["columns"][2]["variable"] == "town"
    elif "duplicate" in issues:
        assert {issue["code"] for issue in result.json["issues"]} == issues


def test_a_route_decides(callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path) -> None:
    """`--route FILE`: its prefixes apply, and everything is checked."""
    route = tmp_path / "route.json"
    route.write_text(json.dumps(ROUTE))
    result = callsheet("check", file(DOCUMENTATION), "--route", route, "--json")
    assert (result.code, result.json["not_checked"]) == (1, [])
    assert [(issue["row"], issue["code"]) for issue in result.json["issues"]] == [(3, "prefix_not_enabled")]


def test_as_sent_takes_headers_literally(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """As the endpoint does: no suggestion for "Mobile No.", and no other name for "phone_number"."""
    result = callsheet("check", file(MESSY), "--as-sent", "--json")
    assert (result.code, result.json["refused"]["code"]) == (2, "no_phone_column")
    result = callsheet("check", file(DOCUMENTATION), "--as-sent", "--country", "IN", "--json")
    assert (result.code, result.json["counts"]["ready"]) == (0, 2)


def test_clean_and_error_files(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], tmp_path: Path
) -> None:
    """The clean set in E.164 as CSV; the rest as a workbook with reasons, or a CSV."""
    clean, workbook, text = (tmp_path / name for name in ("clean.csv", "fix.xlsx", "fix.csv"))
    path = file(MESSY)
    callsheet("check", path, "--country", "IN", "--clean", clean, "--errors", workbook)
    callsheet("check", path, "--country", "IN", "--errors", text)
    assert clean.read_text() == "phone_number,Name,City\n+919876543210,Priya,Mumbai\n"
    rows = list(openpyxl.load_workbook(workbook).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [3, 6]
    assert rows[1][-2] == "too few digits"
    assert len(text.read_text("utf-8-sig").splitlines()) == 3


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("leads.csv", b"", "empty"),
        ("leads.csv", b"\n\n", "empty"),
        ("leads.csv", PNG, "wrong_format"),
        ("leads.pdf", PDF, "wrong_format"),
        ("leads.xlsx", ENCRYPTED, "encrypted"),
        ("leads.xlsx", as_xlsx(rows_of(DOCUMENTATION))[:3000], "unreadable"),
        ("leads.csv", b"name,city\nPriya,Mumbai\n", "no_phone_column"),
        ("leads.csv", b"phone_number,name\n", "no_leads"),
        ("leads.xlsx", as_xlsx({"May": rows_of(DOCUMENTATION), "June": rows_of(DOCUMENTATION)}), "several_sheets"),
    ],
    ids=["0 bytes", "empty", "PNG", "PDF", "encrypted", "truncated", "no phone", "header only", "two sheets"],
)
@pytest.mark.parametrize("command", ["read", "check"])
def test_a_file_that_is_refused(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], command: str, name: str, data: bytes, code: str
) -> None:
    """Exit code 2 and one object with code and sentence; without `--json`, the sentence alone."""
    path = file(data, name)
    result = callsheet(command, path, "--json")
    if command == "read" and code == "no_phone_column":
        assert result.code == 0
        return
    assert (result.code, set(result.json), result.json["refused"]["code"]) == (2, {"refused"}, code)
    sentence = result.json["refused"]["message"]
    assert sentence.endswith(".")
    assert "{" not in sentence
    plain = callsheet(command, path)
    assert (plain.code, plain.out, plain.err) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(("more", "size"), [((), 60_000_001), (("--as-sent",), 10_485_761)])
def test_a_file_above_the_limit_is_refused(
    callsheet: Callable[..., CommandResult], tmp_path: Path, more: tuple[str, ...], size: int
) -> None:
    """The limit of `send`; with `--as-sent` that of the server. The file is not read."""
    path = tmp_path / "leads.csv"
    with path.open("wb") as file:
        file.truncate(size)
    result = callsheet("check", path, "--json", *more)
    assert (result.code, result.json["refused"]["code"]) == (2, "too_large")


@pytest.mark.parametrize(
    ("data", "more", "code", "refused"),
    [
        ("phone_number,city,city\n9876543210,a,b\n", ("--as-sent",), 2, "same_column_name"),
        ("phone_number,city,city\n9876543210,a,b\n", (), 0, None),
        (WIDE, ("--as-sent",), 2, "too_many_columns"),
        (WIDE, (), 0, None),
        ("phone_number\n12\n34\n", (), 1, None),
    ],
    ids=["two columns, one name", "renamed by us", "17 extra columns", "15 kept by us", "every row bad"],
)
def test_odd_but_readable_files(
    callsheet: Callable[..., CommandResult],
    file: Callable[..., Path],
    data: str,
    more: tuple[str, ...],
    code: int,
    refused: str | None,
) -> None:
    """What the endpoint refuses an operator can decide; a file of bad rows is a report, not a failure."""
    result = callsheet("check", file(data), "--country", "IN", "--json", *more)
    assert result.code == code
    assert result.json.get("refused", {}).get("code") == refused
    if refused is None:
        assert sum(column["becomes"] == "variable" for column in result.json["columns"]) <= 15


def test_one_bad_row_among_a_hundred_thousand(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """It is the only row reported."""
    numbers = [f"9{number:09}" for number in range(800_000_000, 800_100_000)]
    numbers[54_321] = "98-76"
    result = callsheet("check", file("phone_number\n" + "\n".join(numbers) + "\n"), "--country", "IN", "--json")
    assert (result.code, result.json["counts"]["ready"]) == (1, 99_999)
    assert [(issue["row"], issue["value"]) for issue in result.json["issues"]] == [(54_323, "98-76")]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--map", "Nope=name"), "Nope"),
        (("--map", "Mobile No.=call_id", "--map", "Name=phone_number"), "agent"),
        (("--route", "missing.json"), "missing.json"),
        (("--recipe", "missing.json"), "missing.json"),
    ],
)
def test_an_invalid_option_is_refused(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path], more: tuple[str, ...], words: str
) -> None:
    """Exit code 2 and a sentence that names it."""
    result = callsheet("check", file(MESSY), *more)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_the_output_for_a_person(callsheet: Callable[..., CommandResult], file: Callable[..., Path]) -> None:
    """The counts, the issues by row, and what was not checked."""
    result = callsheet("check", file(MESSY), "--country", "IN")
    assert result.out.splitlines() == [
        "5 rows = 1 ready + 2 need fixing + 1 duplicate + 1 blank + 0 left out",
        "Phone numbers are taken from Mobile No.: 2 of 5 rows.",
        "",
        "1 row: no phone number",
        "  row 6, Mobile No.",
        "  Type a phone number, or leave this row out. To leave it out: --leave-out missing_phone_number",
        "",
        "1 row: too few digits",
        "  row 3, Mobile No.: 12345",
        "  Add the missing digits, or check the country. To leave it out: --leave-out too_few_digits",
        "",
        "1 row: same number as another row",
        "  row 5, Mobile No.: 9876543210 → row 2 is sent",
        "  We send one row of each number.",
        "",
        "Countries and prefixes were not checked: no route was given.",
    ]
    shown = callsheet("read", file(MESSY)).out.splitlines()
    assert shown[:2] == ["leads.csv: CSV, utf-8, separated by comma", "5 rows, column names in row 1"]


@pytest.mark.parametrize("command", ["", "read", "check", "send", "serve", "run"])
def test_the_help_of_every_command(callsheet: Callable[..., CommandResult], command: str) -> None:
    """It describes the command and the exit codes."""
    result = callsheet(*filter(None, [command, "--help"]))
    assert result.code == 0
    assert result.out.startswith(f"usage: callsheet {command}".rstrip())
    assert "Exit codes: 0" in " ".join(result.out.split())


@pytest.mark.parametrize("arguments", [(), ("nope",), ("check",), ("send", "leads.csv"), ("check", "--bad", "x")])
def test_unknown_arguments_are_refused(callsheet: Callable[..., CommandResult], arguments: tuple[str, ...]) -> None:
    """Exit code 2 with the usage, and no traceback."""
    result = callsheet(*arguments)
    assert result.code == 2
    assert result.err.splitlines()[-1].startswith("See: callsheet")


def test_a_missing_file_is_refused(callsheet: Callable[..., CommandResult], tmp_path: Path) -> None:
    """Exit code 2, and the name as typed."""
    result = callsheet("check", tmp_path / "none.csv")
    assert result.code == 2
    assert "none.csv" in result.err


def test_hidden_rows_and_columns_are_left_out_on_request(
    callsheet: Callable[..., CommandResult], file: Callable[..., Path]
) -> None:
    """`--drop-hidden`: hidden rows are left out by the operator, hidden columns are not sent."""
    rows = [["phone_number", "note"], ["9876543210", "a"], ["9876543211", "b"]]
    path = file(as_xlsx(SheetRows(rows, hidden_rows=(3,), hidden_columns=(1,))), "leads.xlsx")
    included, dropped = (
        callsheet("check", path, "--country", "IN", "--json", *more).json for more in ([], ["--drop-hidden"])
    )
    assert [values["counts"]["left_out"] for values in (included, dropped)] == [0, 1]
    assert [values["columns"][1]["becomes"] for values in (included, dropped)] == ["variable", "left_out"]
