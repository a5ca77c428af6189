"""The same judgement everywhere: the real endpoint, `check`, and a plain reference that shares no code with them."""

from __future__ import annotations

import csv
import io
import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsheet import Route, check, contract_mapping, read_table
from callsheet.contract import reason_of_code
from callsheet.errors import FileRefused
from tests.support.hypothesis_examples import examples
from tests.support.lead_files import as_xls, as_xlsx
from tests.support.reference import judge_file, trimmed
from tests.support.running_backend import Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


FEW = settings(max_examples=examples(12, 300), deadline=None, suppress_health_check=list(HealthCheck))
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


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, database_url: Callable[[], str | None]) -> Iterator[Backend]:
    """A backend whose Telephony Config changes with every file."""
    with run_backend(tmp_path_factory.mktemp("own"), backend_database_url=database_url()) as live:
        for name, number in NUMBERS.items():
            new = {"phone_number": number, "sip_trunk_enabled": name == "sip"}
            live.call("POST", "/organization-phone-numbers", json=new)
        yield live


HEADERS = ("phone_number", "name", "city")
DELIMITERS = {"leads.csv": ";", "leads.tsv.csv": "\t", "leads.txt.csv": "|"}


def written(rows: list[tuple[str, str, str]], delimiter: str = ",") -> bytes:
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\n", delimiter=delimiter)
    writer.writerow(HEADERS)
    writer.writerows(rows)
    return target.getvalue().encode()


def written_as(kind: str, rows: list[tuple[str, str, str]]) -> bytes:
    """Rows as a file of another kind; a workbook cannot hold control characters."""
    if kind in DELIMITERS:
        return written(rows, DELIMITERS[kind])
    cells = [[re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", cell) for cell in row] for row in [HEADERS, *rows]]
    return as_xlsx(cells) if kind == "leads.xlsx" else as_xls(cells)


def judged_by_http(
    backend: Backend, campaign: str, data: bytes, name: str = "leads.csv"
) -> tuple[int, dict, list[dict]]:
    answer = backend.upload(campaign, data, name)
    return answer.status_code, answer.json(), backend.leads(campaign)


@FEW
@given(files, configs, st.sampled_from(sorted(NUMBERS)))
def test_the_endpoint_the_library_and_the_reference_agree(own: Backend, rows, config, number) -> None:
    """Row by row, code by code: what is queued, what is refused and why, what is skipped."""
    countries = [{"country_iso": iso, "prefixes": starts} for iso, starts in config.items()]
    assert own.call("PUT", "/telephony-config", json={"countries": countries}).status_code == 200
    campaign = own.campaign(number=NUMBERS[number])
    data = written(rows)
    status, body, leads = judged_by_http(own, campaign, data)
    rules = [rule | {"calling_code": COUNTRIES[rule["country_iso"]]} for rule in countries]
    region = "IN" if number == "sip" else number
    route = {"default_region": region, "sip": number == "sip", "countries": rules}
    plain = [dict(zip(("phone_number", "name", "city"), row, strict=True)) for row in rows]
    fates = judge_file(plain, route)
    assert_follows(fates, plain, status, body, leads)
    if any(fate != "blank" for fate, *_ in fates):
        assert_same_as_library(data, route, status, body, leads)


@settings(FEW, max_examples=examples(4, 80))
@given(files, configs, st.sampled_from(sorted(NUMBERS)), st.sampled_from([*DELIMITERS, "leads.xlsx", "leads.xls"]))
def test_every_format_is_judged_as_the_library_does(own: Backend, rows, config, number, name) -> None:
    """Other delimiters, XLSX and XLS: the same bytes have the same fate over HTTP as in `check`."""
    countries = [{"country_iso": iso, "prefixes": starts} for iso, starts in config.items()]
    own.call("PUT", "/telephony-config", json={"countries": countries})
    data = written_as(name, rows)
    status, body, leads = judged_by_http(own, own.campaign(number=NUMBERS[number]), data, name)
    rules = [rule | {"calling_code": COUNTRIES[rule["country_iso"]]} for rule in countries]
    route = {"default_region": "IN" if number == "sip" else number, "sip": number == "sip", "countries": rules}
    try:
        assert_same_as_library(data, route, status, body, leads, name)
    except FileRefused:
        assert (status, "errors" in body, leads) == (400, False, [])


def assert_follows(fates, plain, status: int, body: bytes, leads) -> None:
    """The answer is what the reference expects."""
    refused = {place + 2: why for place, (fate, _, why) in enumerate(fates) if fate == "refused"}
    taken = [place for place, (fate, *_) in enumerate(fates) if fate in ("ready", "duplicate")]
    if all(fate == "blank" for fate, *_ in fates):
        assert (status, body["message"]) in ((400, "The file has no leads"), (201, "0 leads queued successfully."))
    elif refused:
        named = {line["row"]: group["reason"] for group in body["errors"] for line in group["rows"]}
        assert (status, named, leads) == (400, refused, [])
    else:
        skipped = sum(fate == "missing" for fate, *_ in fates)
        assert (status, body["leads_created"], body["leads_skipped"]) == (201, len(taken), skipped)
        assert [lead["phone_number"] for lead in leads] == [fates[place][1] for place in taken]
        expected = [{k: v for k, v in plain[place].items() if k != "phone_number" and trimmed(v)} for place in taken]
        assert [lead["notes"] for lead in leads] == expected


def assert_same_as_library(data: bytes, route, status: int, body: bytes, leads, name: str = "leads.csv") -> None:
    """The answer is what `check` says of the same bytes with their literal columns."""
    table = read_table(name, data)
    report = check(table, contract_mapping(table), Route.from_json(route))
    errors = report.issues[report.issues["severity"] == "error"]
    reasons = {int(row): reason_of_code(code) for row, code in zip(errors["row"], errors["code"], strict=True)}
    refused = {row: reason for row, reason in reasons.items() if reason}
    if refused:
        named = {line["row"]: group["reason"] for group in body["errors"] for line in group["rows"]}
        assert (status, named) == (400, refused)
    else:
        accepted = report.buckets.isin(["ready", "duplicates"])
        assert (status, body["leads_skipped"]) == (201, report.counts.missing)
        assert [lead["phone_number"] for lead in leads] == report.numbers[accepted].to_list()


@pytest.mark.parametrize("seed", range(4))
def test_what_check_calls_clean_the_endpoint_takes_whole(backend: Backend, campaign: str, seed: int) -> None:
    """300 spellings: the clean set of a proposed mapping goes through with nothing refused and nothing skipped."""
    chance = random.Random(seed)
    rows = [(chance.choice(SPELLINGS), f"name {place}", "") for place in range(300)]
    table = read_table("leads.csv", written(rows))
    report = check(table, contract_mapping(table), Route("IN", countries=_sandbox_rules(backend)))
    assert report.counts.ready
    answer = backend.upload(campaign, report.clean.to_csv(index=False))
    assert (answer.status_code, answer.json()["leads_created"]) == (201, report.counts.ready)


def _sandbox_rules(backend: Backend):
    groups = backend.get("/phone-country-rules/enabled-network-groups")
    return Route.from_json({"countries": [group["countryRule"] for group in groups]}).countries
