"""Countries and phone numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.running_backend import Backend


def test_countries_and_numbers(backend: Backend) -> None:
    """Countries are a bare list, numbers are under `items`, as documented."""
    countries = {country["country_iso"]: country for country in backend.get("/phone-country-rules/countries")}
    india = {k: v for k, v in countries["IN"].items() if k != "prefixes"}
    assert india == {
        "id": "pcr_in", "country_iso": "IN", "country_name": "India", "calling_code": "91", "max_length": 10,
        "is_deleted": False,
    }  # fmt: skip
    assert len(countries) > 200
    numbers = backend.get("/organization-phone-numbers", params={"limit": 1})
    assert (len(numbers["items"]), numbers["page"], numbers["limit"]) == (1, 1, 1)
    assert set(numbers["items"][0]) == {
        "id", "phone_number", "provider", "status", "country_code", "nickname", "sip_trunk_enabled"
    }  # fmt: skip


def test_a_number_is_added_once(backend: Backend) -> None:
    """201 with an id, then 409 for the same number."""
    backend = backend.new_workspace()
    new = {"phone_number": "+6531234567", "nickname": "SendService"}
    added = backend.call("POST", "/organization-phone-numbers", json=new)
    assert (added.status_code, added.json()["country_code"], added.json()["nickname"]) == (201, "SG", "SendService")
    assert backend.call("POST", "/organization-phone-numbers", json=new).status_code == 409
