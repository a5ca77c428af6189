"""Reads raise from the exception tree, and answer with typed values of the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.client import Accepted, CallsheetApi, Refused
from callsheet.contract import Campaign
from callsheet.errors import KeyRefused, NotFound, RateLimited, ServerError, ServerUnreachable, UnexpectedAnswer
from callsheet.validation import CountryRule
from tests.client.fault_server import scripted
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from tests.support.running_backend import Backend


@pytest.fixture
def api(backend: Backend) -> CallsheetApi:
    return CallsheetApi(backend.url, backend.key)


def test_the_whole_way_against_the_real_server(api: CallsheetApi, campaign: str) -> None:
    """Campaigns, route, upload and leads, as the app uses them."""
    found = api.campaign(campaign)
    assert campaign in [each.id for each in api.campaigns()]
    route = api.route(found)
    assert (route.default_region, route.sip) == ("IN", False)
    assert CountryRule("SG", "65", ("3", "6", "8", "9")) in route.countries
    assert api.upload(campaign, "leads.csv", LEADS.encode()) == Accepted(201, 2, 0, "2 leads queued successfully.")
    assert [lead.phone_number for lead in api.leads(campaign)] == ["+919876543210", "+919123456789"]
    assert api.campaign(campaign).total_leads == 2


def test_rows_refused_by_the_real_server(api: CallsheetApi, campaign: str) -> None:
    """The grouped 400 comes back row by row."""
    found = api.upload(campaign, "leads.csv", b"phone_number\n9876543210\n12345\n+33142685300\n")
    assert isinstance(found, Refused)
    assert [(row.row, row.phone_number, row.reason) for row in found.rows] == [
        (3, "12345", "invalid_phone_number"),
        (4, "+33142685300", "unsupported_destination_country"),
    ]


def test_every_page_is_read(api: CallsheetApi, campaign: str) -> None:
    """250 leads come back whole and in order."""
    data = "phone_number,n\n" + "".join(f"98765{place:05},{place}\n" for place in range(250))
    api.upload(campaign, "leads.csv", data.encode())
    assert [lead.notes["n"] for lead in api.leads(campaign)] == [str(place) for place in range(250)]


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
def test_reads_raise_from_the_tree(
    status: int,
    body: dict[str, str] | bytes | list[int],
    error: type[KeyRefused | NotFound | RateLimited | UnexpectedAnswer],
) -> None:
    """Each kind of failure has its exception, whatever the server sends."""
    with scripted(status, body) as server, pytest.raises(error):
        CallsheetApi(server.url, "key").campaign("cmp_1")


def test_a_dead_server_is_unreachable() -> None:
    """Also when it dies in the middle of the answer."""
    with scripted(0) as server:
        api = CallsheetApi(server.url, "key")
        with pytest.raises(ServerUnreachable):
            api.campaigns()
    with pytest.raises(ServerUnreachable):
        api.campaigns()


def test_every_number_decides_about_sip(api: CallsheetApi, backend: Backend) -> None:
    """A SIP trunk on the second page of numbers is found: no country rule applies on its route."""
    for place in range(110):
        new = {"phone_number": f"+1555{place:07}", "sip_trunk_enabled": place == 109}
        assert backend.call("POST", "/organization-phone-numbers", json=new).status_code == 201
    assert api.route(Campaign(id="cmp_1", from_phone_number="+15550000109")).sip
    assert not api.route(Campaign(id="cmp_1", from_phone_number="+15550000108")).sip


@pytest.mark.parametrize(("status", "tries"), [(503, 3), (502, 3), (500, 1), (404, 1), (429, 1)])
def test_reads_alone_are_tried_again(status: int, tries: int) -> None:
    """While a server is away a read asks three times; what may change something is asked once."""
    with scripted(status, {"message": "no"}) as server:
        api = CallsheetApi(server.url, "key")
        for read in (lambda: api.campaign("cmp_1"), lambda: api.request("POST", "/campaigns", body={})):
            with pytest.raises(ServerError):
                read()
        assert [method for method, _, _ in server.seen] == ["GET"] * tries + ["POST"]


@pytest.mark.parametrize(
    ("status", "removed"), [(200, True), (204, True), (404, False), (409, False), (500, None), (401, None)]
)
def test_a_lead_is_removed_or_not(status: int, removed: bool | None) -> None:
    """True, False, or an error when the answer tells neither."""
    with scripted(status, {"message": "x"} if status != 204 else b"") as server:
        api = CallsheetApi(server.url, "key")
        if removed is None:
            with pytest.raises(ServerError):
                api.remove_lead("lead_1")
        else:
            assert api.remove_lead("lead_1") is removed


def test_what_a_server_lacks_stays_unknown() -> None:
    """404 on Telephony Config and numbers: the route knows the region of the campaign, and nothing else."""
    with scripted(404, {"message": "no"}) as server:
        api = CallsheetApi(server.url, "key")
        route = api.route(Campaign(id="cmp_1", from_phone_number="+442079460000"))
    assert (route.default_region, route.sip, route.countries) == ("GB", False, None)
