"""Whatever a server says: an upload has an outcome, a read has an answer or an error of the tree."""

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
from callsheet.contract import Campaign
from callsheet.errors import ServerError

MANY = settings(max_examples=80, deadline=None)
OUTCOMES = (Accepted, Refused, NotSent, RateLimited, Unknown)
FINAL = {400, 401, 403, 404, 413, 415}
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


class Message(BaseAdapter):
    """A wire on which every request is answered alike, without a socket."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        super().__init__()
        self.status, self.body, self.headers = status, body, headers or {}
        self.paths: list[str] = []

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        self.paths.append(request.path_url)
        if hasattr(request.body, "read"):
            request.body.read()
        raw = HTTPResponse(io.BytesIO(self.body), headers=self.headers, status=self.status, preload_content=False)
        return requests.adapters.HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        pass


def api_of(wire: Message) -> CallsheetApi:
    session = requests.Session()
    session.mount("http://", wire)
    return CallsheetApi("http://server/v1", "key", session=session)


@MANY
@given(statuses, bodies, st.sampled_from(["7", "inf", "nan", "-1", "", "Wed, 21 Oct 2015 07:28:00 GMT", "x"]))
def test_an_upload_has_an_outcome(status, body, wait) -> None:
    """Never an exception once the body left; success and refusal only where the status says so; waits are finite."""
    found = api_of(Message(status, body, {"Retry-After": wait})).upload("cmp_1", "leads.csv", b"phone_number\n")
    assert isinstance(found, OUTCOMES)
    assert not isinstance(found, Accepted) or status < 300
    assert not isinstance(found, Refused) or status in FINAL | {409}
    assert (status == 429) == isinstance(found, RateLimited)
    if isinstance(found, RateLimited):
        assert 0 <= found.retry_after <= 86_400


@MANY
@given(statuses.filter(lambda status: status != 503), bodies)
def test_a_read_answers_or_raises_from_the_tree(status, body) -> None:
    """Every read, whatever comes: a typed value or a ServerError."""
    api = api_of(Message(status, body))
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
def test_a_deep_answer_is_unknown(body: bytes) -> None:
    """JSON too deep to read hides nothing: the leads may be queued."""
    assert isinstance(api_of(Message(201, body)).upload("cmp_1", "leads.csv", b""), Unknown)


@pytest.mark.parametrize("told", ["../../x", "a/b", "a?b#c", "..", "100%", "ü"])
def test_an_id_is_one_part_of_a_path(told: str) -> None:
    """Whatever an id or key holds, it reaches no other call."""
    wire = Message(404, b"{}")
    api = api_of(wire)
    assert isinstance(api.upload(told, "leads.csv", b""), Refused)
    assert api.upload_state(told) is None
    assert [path.count("/") for path in wire.paths] == [4, 3] or told == ".."


@pytest.mark.parametrize("key", ["ключ", "a\nb", " a"])
def test_a_key_that_no_header_holds(key: str) -> None:
    """Nothing leaves: the upload is not sent, a read says that the key is refused."""
    api = CallsheetApi("http://127.0.0.1:9/v1", key)
    assert isinstance(api.upload("cmp_1", "leads.csv", b""), NotSent)
    with pytest.raises(ServerError):
        api.campaigns()
