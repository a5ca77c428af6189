"""The endpoint, `check` and a reference implementation that shares no code with them agree on random files."""

from __future__ import annotations

import csv
import io
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from callsheet import Route, check, contract_mapping, read_table
from callsheet.contract import reason_of_code
from callsheet.errors import FileRefused
from tests.support.files.workbooks import as_xls, as_xlsx
from tests.support.hypothesis_examples import examples
from tests.support.reference import judge_file, trimmed

if TYPE_CHECKING:
    from callsheet import CountryRule
    from tests.support.running_backend import Backend

    Row = tuple[str, str, str]


FEW = settings(max_examples=examples(6, 300), deadline=None, suppress_health_check=list(HealthCheck))
NUMBERS = {"IN": "+912234567890", "US": "+12125550123", "GB": "+442079460000", "sip": "+912234567891"}
COUNTRIES = {"IN": "91", "US": "1", "CA": "1", "GB": "44", "AE": "971", "SG": "65", "IT": "39", "AR": "54", "MX": "52"}
SPELLINGS = (
    "9876543210", "+91 98765 43210", "09876-543210", "9123456789", "9776543210", "+1 212 555 0123", "12345", "-",
    "+44 1481 721234", "+33142685300", "9.19877E+11", "493012345670.0", "+49 30 1234567O", "9876543210 ext 4",
    "٩٨٧٦٥٤٣٢١٠", "\u200b", "9876543210/9123456789", "+800 1234 5678", "0098 21 1234 5678", "++91", "+390612345678",
    "\u202e12345678", "+1 416 555 0123", "+541123456789", "+5491123456789", "(0)9876543210", "+91-(0)-98765-43210",
)  # fmt: skip
phones = st.one_of(
    st.just(""),
    st.sampled_from(SPELLINGS),
    st.from_regex(r"\+?[0-9]{2,16}", fullmatch=True),
    st.from_regex(r"[0-9 ()\-./+~]{1,18}", fullmatch=True),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=14),
)
texts = st.sampled_from(
    ["", " ", "Asha", "José, the 2nd", '"quoted"', "\u200b", "{{x}}", "línea\nzwei", "\\", "-", "\t"]
)
files = st.lists(st.tuples(phones, texts, texts), min_size=1, max_size=12)
prefixes = st.lists(st.from_regex(r"[1-9][0-9]{0,2}", fullmatch=True), max_size=4, unique=True)
configs = st.dictionaries(st.sampled_from(sorted(COUNTRIES)), prefixes, max_size=5)


HEADERS = ("phone_number", "name", "city")
DELIMITERS = {"leads.csv": ";", "leads.tsv.csv": "\t", "leads.txt.csv": "|"}


@dataclass(frozen=True)
class Upload:
    """An upload and what became of it."""

    name: str
    data: bytes
    route: dict[str, Any]
    status: int
    body: dict[str, Any]
    leads: list[dict[str, Any]]

    @property
    def refused(self) -> dict[int, str]:
        """Row number → wire reason."""
        return {row["row"]: group["reason"] for group in self.body["errors"] for row in group["rows"]}


@pytest.fixture(scope="module")
def workspace(workspace: Backend) -> Backend:
    """A workspace with all numbers, whose Telephony Config changes with every file."""
    for name, number in NUMBERS.items():
        new = {"phone_number": number, "sip_trunk_enabled": name == "sip"}
        assert workspace.call("POST", "/organization-phone-numbers", json=new).status_code == 201
    return workspace


def as_csv(rows: list[Row], delimiter: str = ",") -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n", delimiter=delimiter)
    writer.writerow(HEADERS)
    writer.writerows(rows)
    return target.getvalue().encode()


def as_file(name: str, rows: list[Row]) -> bytes:
    """Rows as a file of another format; a workbook cannot contain control characters."""
    if name in DELIMITERS:
        return as_csv(rows, DELIMITERS[name])
    cells = [[re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", cell) for cell in row] for row in [HEADERS, *rows]]
    return as_xlsx(cells) if name == "leads.xlsx" else as_xls(cells)


def upload(workspace: Backend, name: str, data: bytes, config: dict[str, list[str]], number: str) -> Upload:
    """Set the Telephony Config, and upload a file to a new campaign.

    Args:
        workspace: the workspace.
        name: of the file.
        data: its bytes.
        config: country → prefixes.
        number: key in `NUMBERS`, from which the campaign calls.
    """
    countries = [{"country_iso": iso, "prefixes": allowed} for iso, allowed in config.items()]
    assert workspace.call("PUT", "/telephony-config", json={"countries": countries}).status_code == 200
    campaign = workspace.campaign(number=NUMBERS[number])
    response = workspace.upload(campaign, data, name)
    rules = [country | {"calling_code": COUNTRIES[str(country["country_iso"])]} for country in countries]
    is_sip = number == "sip"
    route = {"default_region": "IN" if is_sip else number, "sip": is_sip, "countries": rules}
    return Upload(name, data, route, response.status_code, response.json(), workspace.leads(campaign))


ONE_BACKSLASH = [("9876543210", "", ""), ("9876543210", "", ""), ("0", "", ""), ("0", "", "\\")]
"""The last quoted cell is a single backslash, which does not escape the quote after it."""


@FEW
@example(ONE_BACKSLASH, {}, "IN")
@given(files, configs, st.sampled_from(sorted(NUMBERS)))
def test_endpoint_library_and_reference_agree(
    workspace: Backend, rows: list[Row], config: dict[str, list[str]], number: str
) -> None:
    """Row by row: which leads are queued, which rows are refused and why, which are skipped."""
    result = upload(workspace, "leads.csv", as_csv(rows), config, number)
    leads = [dict(zip(HEADERS, row, strict=True)) for row in rows]
    fates = judge_file(leads, result.route)
    assert_follows_reference(result, fates, leads)
    if any(fate != "blank" for fate, *_ in fates):
        assert_follows_library(result)


@settings(FEW, max_examples=examples(4, 80))
@given(files, configs, st.sampled_from(sorted(NUMBERS)), st.sampled_from([*DELIMITERS, "leads.xlsx", "leads.xls"]))
def test_every_format_is_checked_as_by_the_library(
    workspace: Backend, rows: list[Row], config: dict[str, list[str]], number: str, name: str
) -> None:
    """Files with other delimiters, XLSX and XLS get the result over HTTP that `check` has for the same bytes."""
    result = upload(workspace, name, as_file(name, rows), config, number)
    try:
        assert_follows_library(result)
    except FileRefused:
        assert (result.status, "errors" in result.body, result.leads) == (400, False, [])


def assert_follows_reference(result: Upload, fates: list[tuple[str, str, str]], rows: list[dict[str, str]]) -> None:
    """The response and the queued leads are those that the reference expects."""
    refused = {index + 2: reason for index, (fate, _, reason) in enumerate(fates) if fate == "refused"}
    accepted = [index for index, (fate, *_) in enumerate(fates) if fate in ("ready", "duplicate")]
    status, body = result.status, result.body
    if all(fate == "blank" for fate, *_ in fates):
        assert (status, body["message"]) in ((400, "The file has no leads"), (201, "0 leads queued successfully."))
    elif refused:
        assert (status, result.refused, result.leads) == (400, refused, [])
    else:
        skipped = sum(fate == "missing" for fate, *_ in fates)
        assert (status, body["leads_created"], body["leads_skipped"]) == (201, len(accepted), skipped)
        assert [lead["phone_number"] for lead in result.leads] == [fates[index][1] for index in accepted]
        notes = [{k: v for k, v in rows[index].items() if k != "phone_number" and trimmed(v)} for index in accepted]
        assert [lead["notes"] for lead in result.leads] == notes


def assert_follows_library(result: Upload) -> None:
    """The response is what `check` says of the same bytes with their literal columns."""
    table = read_table(result.name, result.data)
    report = check(table, contract_mapping(table), Route.from_json(result.route))
    errors = report.issues[report.issues["severity"] == "error"]
    reasons = {int(row): reason_of_code(code) for row, code in zip(errors["row"], errors["code"], strict=True)}
    refused = {row: str(reason) for row, reason in reasons.items() if reason}
    if refused:
        assert (result.status, result.refused) == (400, refused)
    else:
        accepted = report.buckets.isin(["ready", "duplicates"])
        assert (result.status, result.body["leads_skipped"]) == (201, report.counts.missing)
        assert [lead["phone_number"] for lead in result.leads] == report.numbers[accepted].to_list()


@pytest.mark.parametrize("seed", range(4))
def test_the_clean_set_is_accepted(backend: Backend, campaign: str, seed: int) -> None:
    """Of 300 spellings, the rows that `check` calls clean are all queued: none refused, none skipped."""
    chance = random.Random(seed)
    rows = [(chance.choice(SPELLINGS), f"name {index}", "") for index in range(300)]
    table = read_table("leads.csv", as_csv(rows))
    report = check(table, contract_mapping(table), Route("IN", countries=_rules(backend)))
    assert report.counts.ready
    answer = backend.upload(campaign, report.clean.to_csv(index=False))
    assert (answer.status_code, answer.json()["leads_created"]) == (201, report.counts.ready)


def _rules(backend: Backend) -> tuple[CountryRule, ...] | None:
    groups = backend.get("/phone-country-rules/enabled-network-groups")
    return Route.from_json({"countries": [group["countryRule"] for group in groups]}).countries
