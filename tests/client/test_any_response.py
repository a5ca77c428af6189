"""Random responses: an upload always has an outcome, a read returns a value or raises a `ServerError`."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

from callsheet.client import Accepted, CallsheetApi, NotSent, RateLimited, Refused, Unknown, WorkspaceApi
from callsheet.client.upload import ObservedBody
from callsheet.contract import Campaign
from callsheet.errors import ServerError
from tests.support.hypothesis_examples import examples

MANY = settings(max_examples=examples(25, 800), deadline=None)
OUTCOMES = (Accepted, Refused, NotSent, RateLimited, Unknown)
REFUSING = {400, 401, 403, 404, 413, 415}
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20))
names = st.sampled_from(
    ["message", "errors", "rows", "row", "position", "reason", "title", "phone_number", "statusCode", "data", "items",
     "meta", "total", "totalPages", "leads_created", "leads_skipped", "campaign_id", "id", "state", "answer"]
)  # fmt: skip
sentences = st.sampled_from(
    ["Invalid phone number: rows 3, 8", "row 99999999999999999999", "rows 5 to 7 and 1,005 more"]
)
values = st.recursive(
    scalars | sentences,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6),
    max_leaves=12,
)  # fmt: skip
bodies = values.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=40)
statuses = st.sampled_from([200, 201, 202, 204, 301, 307, 400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503])


class OneResponse(BaseAdapter):
    """A transport without a socket that gives every request the same response."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        super().__init__()
        self.status, self.body, self.headers = status, body, headers or {}
        self.paths: list[str] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        self.paths.append(request.path_url)
        body: object = request.body
        if isinstance(body, ObservedBody):
            body.read()
        raw = HTTPResponse(io.BytesIO(self.body), headers=self.headers, status=self.status, preload_content=False)
        return requests.adapters.HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        pass


def client_over(adapter: OneResponse) -> CallsheetApi:
    session = requests.Session()
    session.mount("http://", adapter)
    return CallsheetApi("http://server/v1", "key", session=session)


@MANY
@given(statuses, bodies, st.sampled_from(["7", "inf", "nan", "-1", "", "Wed, 21 Oct 2015 07:28:00 GMT", "x"]))
def test_an_upload_has_an_outcome(status: int, body: bytes, retry_after: str) -> None:
    """Never an exception; success and refusal only for their statuses; waits are finite."""
    outcome = client_over(OneResponse(status, body, {"Retry-After": retry_after})).upload(
        "cmp_1", "leads.csv", b"phone_number\n"
    )
    assert isinstance(outcome, OUTCOMES)
    assert not isinstance(outcome, Accepted) or status < 300
    assert not isinstance(outcome, Refused) or status in REFUSING | {409}
    assert (status == 429) == isinstance(outcome, RateLimited)
    if isinstance(outcome, RateLimited):
        assert 0 <= outcome.retry_after <= 86_400


@MANY
@given(statuses.filter(lambda status: status != 503), bodies)
def test_a_read_returns_or_raises_a_server_error(status: int, body: bytes) -> None:
    """Every read returns a typed value or raises a `ServerError`, whatever the response is."""
    api = client_over(OneResponse(status, body))
    reads = [
        api.campaigns,
        lambda: api.campaign("cmp_1"),
        lambda: api.leads("cmp_1"),
        api.capabilities,
        lambda: api.upload_state("key"),
        lambda: api.route(Campaign(id="cmp_1")),
        lambda: api.remove_lead("lead_1"),
        WorkspaceApi(api).phone_numbers,
        WorkspaceApi(api).telephony_config,
    ]
    for read in reads:
        try:
            read()
        except ServerError:
            continue


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"message": ' + b"[" * 500 + b"]" * 500 + b"}"])
def test_a_deeply_nested_response_is_unknown(body: bytes) -> None:
    """JSON that is too deep to decode is unknown: the leads may be queued."""
    assert isinstance(client_over(OneResponse(201, body)).upload("cmp_1", "leads.csv", b""), Unknown)


@pytest.mark.parametrize("value", ["../../x", "a/b", "a?b#c", "..", "100%", "ü"])
def test_an_id_is_one_segment_of_a_path(value: str) -> None:
    """No id or key leads to another call, whatever its characters."""
    adapter = OneResponse(404, b"{}")
    api = client_over(adapter)
    assert isinstance(api.upload(value, "leads.csv", b""), Refused)
    assert api.upload_state(value) is None
    assert [path.count("/") for path in adapter.paths] == [4, 3] or value == ".."


@pytest.mark.parametrize("key", ["ключ", "a\nb", " a"])
def test_a_key_that_no_header_can_hold(key: str) -> None:
    """The upload is not sent, and a read raises."""
    api = CallsheetApi("http://127.0.0.1:9/v1", key)
    assert isinstance(api.upload("cmp_1", "leads.csv", b""), NotSent)
    with pytest.raises(ServerError):
        api.campaigns()
