"""`POST /v1/check` answers what `callsheet check --json` prints, and nothing of it is stored or queued."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from pydantic import BaseModel
from sqlalchemy import func, select

from callsheet.backend.db.tables import METADATA
from callsheet.cli import main
from callsheet.cli.options.arguments import make_parser
from callsheet.contract import MAX_ISSUES, CheckForm, CheckReport
from tests.support.files.lead_files import DOCUMENTATION, ENCRYPTED, PDF, rows_of
from tests.support.files.workbooks import as_xls, as_xlsx
from tests.support.published.json_schemas import schema_of
from tests.support.running_backend import run_backend

if TYPE_CHECKING:
    from pathlib import Path

    import requests

    from tests.support.running_backend import Backend

MESSY = "Mobile No.,Name,City\n98765 43210,Priya,Mumbai\n12345,Rahul,\n,,\n9876543210,Again,Pune\n,Nobody,\n"
BRITISH = "mobile,name\n07911 123456,A\n07911 123457,B\n07911 123458,C\n"
TWO_SHEETS = as_xlsx({"May": rows_of(DOCUMENTATION), "June": rows_of(MESSY.encode())})
ROUTE = {
    "default_region": "IN",
    "sip": False,
    "countries": [{"country_iso": "IN", "calling_code": "91", "prefixes": ["98"]}],
}
RECIPE = {
    "mapping": {"phone": ["Mobile No."], "variables": {"City": "town"}, "left_out": ["Name"]},
    "choices": {"default_region": "IN", "duplicates": "last"},
}
NO_HEADER = "9876543210,A\n9123456789,B\n"
FIXABLE = "Mobile,Name\n9876543210.0,A\n9876543211 / 9876543212,B\n12345,C\n9876543213,D\n"
FIXES = ["--fix=safe", "--fix=several_numbers", "--country=IN"]
SCRIPT = "Hello {{Name}} from {{City}}"
ANSWER_OPTIONS = ["--value=offer=a loan", "--if-empty=City=town", "--as-it-is=x"]
ANSWERS = {"value": "offer=a loan", "if_empty": "City=town", "as_it_is": "x", "script": SCRIPT}
MAPS = ["Name=-", "3=town"]
MIB = 1024 * 1024


def check(backend: Backend, data: bytes | str, name: str = "leads.csv", **fields: Any) -> requests.Response:
    """Check a file; a field that is a list comes several times."""
    return backend.call("POST", "/check", files={"file": (name, data)}, data=fields)


@pytest.mark.parametrize(
    ("name", "data", "fields", "options"),
    [
        ("leads.csv", MESSY, {}, []),
        ("leads.csv", MESSY, {"country": "India"}, ["--country", "India"]),
        ("leads.csv", MESSY, {"country": "+91", "map": MAPS}, ["--country=IN", "--map=Name=-", "--map=3=town"]),
        ("leads.csv", BRITISH, {"country": "IN"}, ["--country", "IN"]),
        ("leads.csv", DOCUMENTATION, {"as_sent": "true", "country": "in"}, ["--as-sent", "--country", "in"]),
        ("leads.xls", as_xls(rows_of(DOCUMENTATION)), {"drop_hidden": "1", "country": ""}, ["--drop-hidden"]),
        ("leads.xlsx", TWO_SHEETS, {"sheet": "June", "country": "IN"}, ["--sheet", "June", "--country", "IN"]),
        ("leads.csv", NO_HEADER, {"header_row": "0", "country": "IN"}, ["--header-row=0", "--country=IN"]),
        ("leads.csv", MESSY, {"recipe": RECIPE}, ["--recipe", RECIPE]),
        ("leads.csv", FIXABLE, {"fix": ["safe", "several_numbers"], "country": "IN"}, FIXES),
        ("leads.csv", MESSY, {"leave_out": "too_few_digits"}, ["--leave-out=too_few_digits"]),
        ("leads.csv", MESSY, {"script": SCRIPT, "country": "IN"}, ["--country=IN", "--script", SCRIPT]),
        ("leads.csv", MESSY, ANSWERS, [*ANSWER_OPTIONS, "--script", SCRIPT]),
        ("leads.csv", DOCUMENTATION, {"route": ROUTE}, ["--route", ROUTE]),
    ],
    ids=[
        "no option", "country by name", "map", "doubted country", "as sent", "hidden parts", "sheet", "no header",
        "recipe", "fix", "leave out", "script", "answers", "route",
    ],
)  # fmt: skip
def test_the_answer_is_what_the_command_prints(
    backend: Backend,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: bytes | str,
    fields: dict[str, Any],
    options: list[Any],
) -> None:
    """The same bytes, for the same file and the same options."""
    texts = {field: json.dumps(value) if isinstance(value, dict) else value for field, value in fields.items()}
    answer = check(backend, data, name, **texts)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    last = options[-1] if options else None
    (tmp_path / "options").write_text(last if last == SCRIPT else json.dumps(last))
    command = [str(tmp_path / "options") if option in (SCRIPT, RECIPE, ROUTE) else option for option in options]
    capsys.readouterr()
    assert main(["check", str(tmp_path / name), "--json", *command]) in (0, 1)
    assert answer.text == capsys.readouterr().out.removesuffix("\n")


def test_every_option_of_the_command_is_a_field() -> None:
    """What `callsheet check` takes, HTTP takes, with one file and one sheet of it.

    All but files to write, calling hours, the script of another server's agent and how the result is printed.
    """
    options = set(vars(make_parser().parse_args(["check", "leads.csv"])))
    elsewhere = {"files", "name", "clean", "errors", "save_recipe", "json", "jsonl", "force", "quiet", "module"}
    elsewhere |= {"within", "at", "agent", "together", "sheets"}
    assert options - elsewhere | {"sheet"} == set(CheckForm.model_fields)


def test_the_answer_has_the_keys_that_are_documented(backend: Backend) -> None:
    """No key more and none less than the OpenAPI document describes, also one level down."""
    body = check(backend, MESSY, country="IN", script=SCRIPT).json()
    assert set(body) == set(CheckReport.model_fields)
    for name in ("file", "counts", "country"):
        model = CheckReport.model_fields[name].annotation
        assert isinstance(model, type)
        assert issubclass(model, BaseModel)
        assert set(body[name]) == set(model.model_fields)


def test_the_answer_is_what_the_published_schema_says(backend: Backend) -> None:
    """`callsheet schema check` describes it, each key and no other, also where issues are cut off."""
    validator = jsonschema.Draft202012Validator(schema_of("check", is_strict=True))
    for data, fields in ((MESSY, {"country": "IN", "script": SCRIPT}), (DOCUMENTATION, {"as_sent": "true"})):
        validator.validate(check(backend, data, **fields).json())


def test_nothing_is_stored_or_queued(workspace: Backend) -> None:
    """No table gets a row, and a campaign of the workspace has no lead."""

    def rows() -> dict[str, int]:
        with workspace.services.engine.connect() as connection:
            tables = METADATA.sorted_tables
            return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}

    before = rows()
    assert check(workspace, MESSY, country="IN").status_code == 200
    assert check(workspace, PDF).status_code == 400
    assert rows() == before


def test_the_answer_has_counts_and_issues(backend: Backend) -> None:
    """The counts add up to the file; an issue has row, column, code and the cell."""
    body = check(backend, MESSY, country="IN").json()
    counts = body["counts"]
    assert (counts["rows"], counts["ready"], counts["errors"], counts["duplicates"], counts["blank"]) == (5, 1, 2, 1, 1)
    assert body["issue_count"] == len(body["issues"]) == 3
    assert body["issues"][0] == {
        "row": 3, "column": 1, "header": "Mobile No.", "code": "too_few_digits", "severity": "error", "value": "12345",
    }  # fmt: skip


def test_a_long_list_of_issues_is_cut(backend: Backend) -> None:
    """The first 100,000 issues are listed, in the order of the file; the counts count every row."""
    rows = MAX_ISSUES + 5
    body = check(backend, "phone_number\n" + "12345\n" * rows, as_sent="true").json()
    assert (body["counts"]["errors"], body["issue_count"], len(body["issues"])) == (rows, rows, MAX_ISSUES)
    assert [issue["row"] for issue in body["issues"][:3]] == [2, 3, 4]
    assert body["issues"][-1]["row"] == MAX_ISSUES + 1


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ({"country": "Indai"}, ['country: There is no country "Indai".']),
        ({"contry": "IN"}, ['There is no field "contry". Did you mean country?']),
        ({"zzz": "1"}, ['There is no field "zzz". There are: file, country, map,']),
        ({"country": ["IN", "US"]}, ["country: the field came more than once"]),
        ({"map": "Moblie No.=phone_number"}, ['no column "Moblie No." in this file. Did you mean "Mobile No."?']),
        ({"fix": "saef"}, ['fix: there is no cause "saef". Did you mean safe?']),
        ({"leave_out": ["duplicate", "duplicat"]}, ['leave_out: there is no cause "duplicat". Did you mean']),
        ({"value": "offer"}, ["value: write it as NAME=TEXT"]),
        ({"if_empty": ["City=town", "=x"]}, ["if_empty: write it as NAME=TEXT"]),
        ({"map": "no sign"}, ['There is no column "" in this file.']),
        ({"map": "2=not a name"}, ["name"]),
        ({"header_row": "-1"}, ["header_row: Input should be greater than or equal to 0"]),
        ({"header_row": "two"}, ["header_row: Input should be a valid integer"]),
        ({"header_row": "9" * 30}, ["header_row: "]),
        ({"drop_hidden": "perhaps"}, ["drop_hidden: Input should be a valid boolean"]),
        ({"recipe": "{"}, ["recipe: Invalid JSON"]),
        ({"recipe": "[]"}, ["recipe: "]),
        ({"recipe": "{}"}, ["recipe: it needs a mapping and choices"]),
        ({"recipe": '{"mapping": {"phone": "Mobile No.", "variables": {}, "left_out": []}}'}, ["recipe: it needs"]),
        ({"recipe": '{"mapping": {"phone": [5], "variables": {}, "left_out": []}}'}, ["recipe: it needs"]),
        ({"recipe": '{"mapping": {"phone": [[]], "variables": {"Name": 5}, "left_out": []}}'}, ["recipe: it needs"]),
        ({"recipe": '{"mapping": {"phone": ["x"], "variables": {}, "left_out": []}}'}, ["The recipe needs columns"]),
        (
            {"recipe": json.dumps(RECIPE | {"choices": {"default_region": "Nowhere"}})},
            ['There is no country "Nowhere".'],
        ),
        ({"recipe": json.dumps(RECIPE | {"choices": {"country_column": ["City"]}})}, ["recipe: it needs"]),
        ({"recipe": "[" * 5_000}, ["recipe: Invalid JSON"]),
        ({"route": '{"default_region": "ZZ"}'}, ["route: it needs default_region"]),
        ({"route": '{"sip": "false"}'}, ["route: it needs"]),
        ({"route": '{"countries": [5]}'}, ["route: it needs"]),
        ({"route": '{"countries": [{"country_iso": "IN", "calling_code": "91", "prefixes": "98"}]}'}, ["route: it"]),
        ({"drop_hidden": "x", "header_row": "y"}, ["header_row: ", "drop_hidden: "]),
    ],
)  # fmt: skip
def test_a_wrong_field(backend: Backend, fields: dict[str, Any], messages: list[str]) -> None:
    """400 with a sentence for each field that cannot be used; it names the field and what would do."""
    answer = check(backend, MESSY, **fields)
    body = answer.json()
    assert (answer.status_code, set(body)) == (400, {"statusCode", "message", "error"})
    assert len(body["message"]) == len(messages)
    for sentence, expected in zip(body["message"], messages, strict=True):
        assert expected in sentence


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("leads.csv", PDF, "wrong_format"),
        ("leads.csv", b"", "empty"),
        ("leads.csv", b"mobile,name\n", "no_leads"),
        ("leads.csv", b"name,city\nAsha,Pune\nRavi,Goa\n", "no_phone_column"),
        ("leads.xlsx", ENCRYPTED, "encrypted"),
        ("leads.xlsx", TWO_SHEETS, "several_sheets"),
    ],
)
def test_a_refused_file(
    backend: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, code: str
) -> None:
    """400 with code and sentence of the command line, in the envelope of every error response."""
    answer = check(backend, data, name)
    (tmp_path / name).write_bytes(data)
    assert main(["check", str(tmp_path / name), "--json"]) == 2
    refused = json.loads(capsys.readouterr().out)["refused"]
    assert refused["code"] == code
    assert (answer.status_code, answer.json()) == (
        400,
        {"statusCode": 400, "message": refused["message"], "error": "Bad Request", "refused": {"code": code}},
    )


def test_an_error_file_is_read_without_our_columns(backend: Backend, tmp_path: Path) -> None:
    """As on the command line: the columns that Callsheet added to an error file are no variables."""
    (tmp_path / "leads.csv").write_text(MESSY)
    target = tmp_path / "to-fix.xlsx"
    main(["check", str(tmp_path / "leads.csv"), "--country", "IN", "--errors", str(target)])
    body = check(backend, target.read_bytes(), target.name, map="Mobile No.=phone_number").json()
    assert [column["header"] for column in body["columns"]] == ["Mobile No.", "Name", "City"]


def test_the_same_door_as_an_upload(backend: Backend) -> None:
    """No key: 401; no file: 400; more than 10 MB: 413; an endless body is cut off."""
    assert backend.call("POST", "/check", key="wrong", files={"file": ("leads.csv", MESSY)}).status_code == 401
    other = {"files": {"other": ("leads.csv", MESSY)}}
    forms: tuple[dict[str, Any], ...] = ({}, {"data": {"country": "IN"}}, {"json": {}}, other)
    for more in forms:
        answer = backend.call("POST", "/check", **more)
        assert (answer.status_code, answer.json()["message"]) == (400, "file is required")
    assert check(backend, b"x" * (10 * MIB + 1)).json()["message"] == "File must not exceed 10 MB (received 10.5 MB)."
    assert check(backend, MESSY, **{f"field{number}": "x" for number in range(300)}).status_code == 400

    def endless() -> Any:
        for _ in range(400):
            yield b"x" * 65536

    headers = {"Content-Type": "multipart/form-data; boundary=line"}
    assert backend.call("POST", "/check", data=endless(), headers=headers).status_code in (400, 413)


def test_a_check_counts_for_the_rate_limit(tmp_path: Path) -> None:
    """Of four requests of a key with a limit of one a minute, some are a 429 with Retry-After."""
    with run_backend(tmp_path, rate_limit=1) as limited:
        answers = [check(limited, MESSY) for _ in range(4)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["Retry-After"]) > 0
