"""The form and the response of `POST /v1/check` (ours)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Json

from callsheet.contract import examples
from callsheet.contract.examples import tolerant
from callsheet.validation import DuplicatePolicy, IssueCode, NoteCode, Severity

MAX_ISSUES = 100_000
"""Issues that one response lists; `issue_count` counts all (ours). At most some 20 MB of JSON."""
MAX_HEADER_ROW = 1_048_576
"""Rows of a sheet in the XLSX format."""

JsonObject = Annotated[Json[dict[str, Any]], Field(json_schema_extra={"contentMediaType": "application/json"})]


class CheckForm(BaseModel):
    """The fields of the form besides the file: the options of `callsheet check`. An empty field counts as absent."""

    model_config = ConfigDict(extra="forbid")

    country: str | None = Field(
        None, description="Country of numbers without a country code: IN, India or +91. Absent: none.", examples=["IN"]
    )
    map: list[str] = Field(
        [],
        description="What a column becomes: `HEADER=phone_number`, `HEADER=name_of_a_variable` or `HEADER=-` to leave"
        " it out. A column may be given by its number. May be repeated.",
        examples=[["Mobile=phone_number", "3=-"]],
    )
    recipe: JsonObject | None = Field(
        None,
        description="Mapping and choices of an earlier file, as `callsheet check --save-recipe` writes them.",
        examples=[examples.RECIPE],
    )
    route: JsonObject | None = Field(
        None,
        description="Rules to check by: default_region, sip and countries, as for `callsheet check --route`.",
        examples=[examples.ROUTE],
    )
    sheet: str | None = Field(None, description="The sheet to read, when a workbook has several.")
    header_row: int | None = Field(
        None,
        ge=0,
        le=MAX_HEADER_ROW,
        description="The row with the column names, counted from 1; 0: the file has none. Absent: it is found.",
    )
    script: str | None = Field(
        None,
        description="What the agent says, with {{variables}}: empty cells of the variables that it uses are issues.",
        examples=["Hello {{Name}}, this is Asha."],
    )
    value: list[str] = Field(
        [],
        description="`NAME=TEXT`: every lead gets the text for this variable of the script. May be repeated.",
        examples=[["offer=home loan"]],
    )
    if_empty: list[str] = Field(
        [],
        description="`NAME=TEXT`: the text for a variable of the script where its cell is empty. May be repeated.",
        examples=[["Name=friend"]],
    )
    agent_default: list[str] = Field(
        [], description="A variable of the script that the agent has a default for. May be repeated."
    )
    as_it_is: list[str] = Field(
        [], description="A variable of the script that the agent may read aloud with its braces. May be repeated."
    )
    also_phone: list[str] = Field(
        [],
        description="A column whose number is used where the phone column has none. May be repeated.",
        examples=[["Work phone"]],
    )
    consent_column: list[str] = Field(
        [],
        description="A column that says whether people agreed to be called, `HEADER` or `HEADER=KIND` with the kinds"
        " consent, refusal, date, revoked and basis; `-` for none. Absent: they are found. May be repeated.",
        examples=[["Opt-in", "DNC=refusal"]],
    )
    consent_policy: str | None = Field(
        None,
        description="tell, leave_out, require or ignore, if need be with how long consent holds: require/365 for days,"
        " require/12m for months. Absent: the recipe's, or tell.",
        examples=["require/12m"],
    )
    duplicates: DuplicatePolicy | None = Field(
        None, description="Which of several rows with one number is ready. Absent: the recipe's, or the first."
    )
    fix: list[str] = Field(
        [],
        description="A fix, a cause whose remedy is applied, or `safe` for all fixes that only write a number in"
        " another way. May be repeated.",
        examples=[["safe"]],
    )
    leave_out: list[str] = Field(
        [], description="A cause whose rows are left out. May be repeated.", examples=[["duplicate"]]
    )
    drop_hidden: bool = Field(default=False, description="Leave out hidden rows and columns.")
    as_sent: bool = Field(default=False, description="Take column names literally, as the upload does.")


class CheckedFile(BaseModel):
    """The file as it was read."""

    name: str
    sha256: str
    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_row: int


class CheckedColumn(BaseModel):
    """A column by its number, counted from 1, and its header."""

    column: int
    header: str


class MappedColumn(CheckedColumn):
    """What a column became: `phone_number`, `variable` with its name, or `left_out`."""

    becomes: str
    variable: str | None


class CheckCounts(BaseModel):
    """Rows by bucket. The six buckets add up to `rows`; the other counts are parts of them."""

    rows: int
    ready: int
    errors: int
    duplicates: int
    blank: int
    left_out: int
    missing: int
    suppressed: int
    without_consent: int


class ConsentColumn(CheckedColumn):
    """A column about consent, with what it says: consent, refusal, date, revoked or basis."""

    kind: str


class CheckedConsent(BaseModel):
    """The columns about consent, the policy, and how many rows it leaves out by the code of the reason."""

    columns: list[ConsentColumn]
    policy: str
    left_out: dict[str, int]


class CountryCounts(BaseModel):
    """How many numbers without a country code are valid in which of two countries, in all rows."""

    used: int = Field(description="Only in the country that is used.")
    likely: int = Field(description="Only in the country that they look like.")
    both: int
    neither: int


class CheckedCountry(BaseModel):
    """The country of numbers without a country code; `asked` and `likely`: they look like another country's."""

    used: str | None
    by: str | None
    fits: float | None
    asked: bool
    likely: str | None
    counts: CountryCounts | None


class PhoneCandidate(BaseModel):
    """A column that may hold the phone numbers, with what it can call; in the order in which they are called."""

    column: int
    header: str
    chosen: bool
    filled: int = Field(description="Rows with a value.")
    numbers: int = Field(description="Rows with a valid number as written.")
    repairable: int = Field(description="Rows that a fix would give a valid number.")
    adds: int = Field(description="Rows with a number, as written or after a fix, that no column before it has.")


class CheckIssue(BaseModel):
    """What is wrong with a cell, or with a row as a whole: then column, header and value are null."""

    row: int
    column: int | None
    header: str | None
    code: IssueCode
    severity: Severity
    value: str | None


class ScriptVariable(BaseModel):
    """A variable of the script: what fills it, how many leads it holds back, and columns that it may mean."""

    variable: str
    filled_by: str
    held_back: int
    near: list[CheckedColumn]


class CheckNote(BaseModel):
    """What the reader noticed or repaired."""

    code: NoteCode
    rows: list[int]
    columns: list[CheckedColumn]
    facts: dict[str, Any]


class CheckReport(BaseModel):
    """The report of a file, as `callsheet check --json` prints it. Issues are in the order of the file."""

    model_config = tolerant(examples.CHECKED)

    file: CheckedFile
    columns: list[MappedColumn]
    phone_candidates: list[PhoneCandidate]
    counts: CheckCounts
    country: CheckedCountry
    country_column: CheckedColumn | None
    consent: CheckedConsent | None = Field(description="Who agreed to be called; null: no column says it.")
    constants: dict[str, str] = Field(description="Variables that every lead gets with the same text.")
    script: list[ScriptVariable] | None = Field(description="The variables of the script; null without one.")
    issue_count: int = Field(description="All issues, also those that are not listed.")
    issues: list[CheckIssue] = Field(description=f"At most {MAX_ISSUES:,} over HTTP.")
    notes: list[CheckNote]
    not_checked: list[IssueCode] = Field(description="Codes that need a route, when none was given.")
    version: int = Field(description="Of this format; a key that is added does not change it.")
