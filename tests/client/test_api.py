"""Calls other than the upload: typed values from the real server, a `ServerError` for every failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.client import Accepted, CallsheetApi, Refused
from callsheet.contract import Campaign
from callsheet.errors import (
    KeyRefused,
    NotFound,
    RateLimited,
    ServerError,
    ServerUnreachable,
    UnexpectedAnswer,
    WrongAddress,
)
from callsheet.validation import CountryRule
from tests.client.fault_server import NO_RESPONSE, run_fault_server
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend


@pytest.fixture
def api(backend: Backend) -> CallsheetApi:
    return CallsheetApi(backend.url, backend.key)


def test_campaign_route_upload_and_leads(api: CallsheetApi, campaign: str) -> None:
    """The calls of the app in their order, against the real server."""
    assert campaign in [listed.id for listed in api.campaigns()]
    route = api.route(api.campaign(campaign))
    assert route.countries is not None
    assert (route.default_region, route.sip) == ("IN", False)
    assert CountryRule("SG", "65", ("3", "6", "8", "9")) in route.countries
    assert api.upload(campaign, "leads.csv", LEADS.encode()) == Accepted(201, 2, 0, "2 leads queued successfully.")
    assert [lead.phone_number for lead in api.leads(campaign)] == ["+919876543210", "+919123456789"]
    assert api.campaign(campaign).total_leads == 2


def test_rows_refused_by_the_real_server(api: CallsheetApi, campaign: str) -> None:
    """The grouped 400 is parsed row by row."""
    outcome = api.upload(campaign, "leads.csv", b"phone_number\n9876543210\n12345\n+33142685300\n")
    assert isinstance(outcome, Refused)
    assert [(row.row, row.phone_number, row.reason) for row in outcome.rows] == [
        (3, "12345", "invalid_phone_number"),
        (4, "+33142685300", "unsupported_destination_country"),
    ]


def test_an_address_without_its_version_is_tried_with_it(backend: Backend) -> None:
    """The exception has the address to use; a server that has nothing there either is just not found."""
    root = backend.url.removesuffix("/v1")
    for key in (backend.key, "no-such-key"):
        with pytest.raises(WrongAddress, match=f"^{backend.url}$"):
            CallsheetApi(root, key).campaigns()
    with pytest.raises(NotFound) as caught:
        CallsheetApi(f"{root}/other", backend.key).campaigns()
    assert not isinstance(caught.value, WrongAddress)
    with run_fault_server(404, {"message": "no"}) as server, pytest.raises(NotFound) as caught:
        CallsheetApi(server.url.removesuffix("/v1"), "key").campaigns()
    assert not isinstance(caught.value, WrongAddress)


def test_every_page_is_read(api: CallsheetApi, campaign: str) -> None:
    """250 leads are returned completely and in order."""
    data = "phone_number,n\n" + "".join(f"98765{index:05},{index}\n" for index in range(250))
    api.upload(campaign, "leads.csv", data.encode())
    assert [lead.notes["n"] for lead in api.leads(campaign)] == [str(index) for index in range(250)]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (401, {"message": "no"}, KeyRefused),
        (403, {"message": "no"}, KeyRefused),
        (404, {"message": "no"}, NotFound),
        (429, {"message": "no"}, RateLimited),
        (500, {"message": "no"}, UnexpectedAnswer),
        (302, b"", UnexpectedAnswer),
        (200, b"<html>", UnexpectedAnswer),
        (200, {"no": "id"}, UnexpectedAnswer),
        (200, [1], UnexpectedAnswer),
    ],
)
def test_each_status_has_its_exception(status: int, body: object, error: type[ServerError]) -> None:
    """A read raises the subclass of `ServerError` for its status, and `UnexpectedAnswer` for an unreadable body."""
    with run_fault_server(status, body) as server, pytest.raises(error):
        CallsheetApi(server.url, "key").campaign("cmp_1")


def test_a_server_that_is_down_is_unreachable() -> None:
    """Whether it closes the connection without a response or does not listen."""
    with run_fault_server(NO_RESPONSE) as server:
        api = CallsheetApi(server.url, "key")
        with pytest.raises(ServerUnreachable):
            api.campaigns()
    with pytest.raises(ServerUnreachable):
        api.campaigns()


def test_all_numbers_are_searched_for_a_sip_trunk(backend: Backend) -> None:
    """A SIP trunk on the second page of numbers makes the route a SIP route."""
    backend = backend.new_workspace()
    api = CallsheetApi(backend.url, backend.key)
    for index in range(110):
        new = {"phone_number": f"+1555{index:07}", "sip_trunk_enabled": index == 109}
        assert backend.call("POST", "/organization-phone-numbers", json=new).status_code == 201
    assert api.route(Campaign(id="cmp_1", from_phone_number="+15550000109")).sip
    assert not api.route(Campaign(id="cmp_1", from_phone_number="+15550000108")).sip


@pytest.mark.parametrize(("status", "tries"), [(503, 3), (502, 3), (500, 1), (404, 1), (429, 1)])
def test_only_reads_are_repeated(status: int, tries: int) -> None:
    """While a server is away a GET is made three times, a POST once."""
    with run_fault_server(status, {"message": "no"}) as server:
        api = CallsheetApi(server.url, "key")
        for method, path in (("GET", "/campaigns/cmp_1"), ("POST", "/campaigns")):
            with pytest.raises(ServerError):
                api.request(method, path)
        assert [method for method, _, _ in server.requests] == ["GET"] * tries + ["POST"]


@pytest.mark.parametrize(
    ("status", "removed"), [(200, True), (204, True), (404, False), (409, False), (500, None), (401, None)]
)
def test_each_status_of_a_removal(status: int, removed: bool | None) -> None:
    """True, False, or an exception if the response says neither."""
    with run_fault_server(status, {"message": "x"} if status != 204 else b"") as server:
        api = CallsheetApi(server.url, "key")
        if removed is None:
            with pytest.raises(ServerError):
                api.remove_lead("lead_1")
        else:
            assert api.remove_lead("lead_1") is removed


def test_a_route_without_telephony_config() -> None:
    """A server without these calls: the route has the region of the campaign's number and nothing else."""
    with run_fault_server(404, {"message": "no"}) as server:
        api = CallsheetApi(server.url, "key")
        route = api.route(Campaign(id="cmp_1", from_phone_number="+442079460000"))
    assert (route.default_region, route.sip, route.countries) == ("GB", False, None)
