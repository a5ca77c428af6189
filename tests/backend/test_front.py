"""What every request meets: the key, an id, limits, closed doors; refusals in one envelope."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.running_backend import Backend


ENVELOPE = {"statusCode", "message", "error"}


@pytest.mark.parametrize(
    ("method", "path", "message"),
    [
        ("GET", "/campaigns/cmp_000000000000", "Campaign not found"),
        ("GET", "/campaigns/..%2f..", "Not found"),
        ("GET", "/campaigns/%00", "Campaign not found"),
        ("PATCH", "/campaigns/cmp_000000000000", "Campaign not found"),
        ("GET", "/campaigns/cmp_000000000000/leads", "Campaign not found"),
        ("GET", "/campaigns-leads/lead_000000000000", "Lead not found"),
        ("PATCH", "/campaigns-leads/x", "Lead not found"),
        ("DELETE", "/campaigns-leads/lead_000000000000", "Lead not found"),
        ("GET", "/uploads/never-seen", "Upload not found"),
        ("GET", "/nothing", "Not found"),
    ],
)
def test_what_is_not_there(backend: Backend, method: str, path: str, message: str) -> None:
    """404 in the envelope, with what was looked for."""
    answer = backend.call(method, path, json={} if method == "PATCH" else None)
    assert (answer.status_code, answer.json()) == (404, {"statusCode": 404, "message": message, "error": "Not Found"})


def test_a_method_a_path_does_not_have(backend: Backend) -> None:
    """405 in the envelope, and which there are."""
    answer = backend.call("DELETE", "/campaigns")
    assert (answer.status_code, set(answer.json())) == (405, ENVELOPE)
    assert "GET" in answer.headers["Allow"]


def test_a_body_is_not_read_without_a_key(backend: Backend) -> None:
    """401 comes before any word about the body, also on a path that is none."""
    for method, path in (("POST", "/campaigns"), ("PATCH", "/campaigns-leads/x"), ("GET", "/nothing")):
        answer = backend.call(method, path, key="wrong", data="{", headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["message"]) == (401, "API key is missing or invalid")


def test_no_answer_leads_elsewhere(backend: Backend) -> None:
    """A path with one slash too many is not there: no redirect that a Host header could bend."""
    answer = backend.call("GET", "/campaigns/", headers={"Host": "evil.example"}, allow_redirects=False)
    assert (answer.status_code, answer.json()["message"]) == (404, "Not found")


def test_every_call_asks_for_a_key(backend: Backend) -> None:
    """401 on each operation of the API, with the same words; `/health` is open."""
    paths = backend.call("GET", "/../openapi.json").json()["paths"]
    for path, operations in paths.items():
        for method in operations:
            if not path.startswith("/v1"):
                continue
            answer = backend.call(method.upper(), path.removeprefix("/v1"), key="")
            assert (answer.status_code, answer.json()["message"]) == (401, "API key is missing or invalid")
            assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert backend.call("GET", "/../health", key="").json() == {"status": "ok"}


def test_every_answer_has_an_id(backend: Backend) -> None:
    """The caller's own when it can be one, else a new one."""
    given = backend.call("GET", "/capabilities", headers={"X-Request-Id": "abc-1"})
    assert given.headers["X-Request-Id"] == "abc-1"
    for odd in ("x" * 65, "a b"):
        answer = backend.call("GET", "/nothing", headers={"X-Request-Id": odd})
        assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-Id"])


def test_a_body_is_at_most_a_megabyte(backend: Backend) -> None:
    """413 while it is read, stated or not."""

    def endless():
        for _ in range(40):
            yield b" " * 65536

    headers = {"Content-Type": "application/json"}
    for data in (b" " * 1_100_000, endless()):
        answer = backend.call("POST", "/campaigns", data=data, headers=headers)
        assert (answer.status_code, answer.json()["message"]) == (413, "Request body must not exceed 1 MB")


def test_no_other_site_may_ask(backend: Backend) -> None:
    """CORS is closed: no header allows another origin."""
    answer = backend.call("GET", "/capabilities", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_capabilities(backend: Backend) -> None:
    """What the contract promises is there."""
    assert backend.get("/capabilities") == {
        "idempotency_key": True, "list_leads": True, "all_or_nothing": True, "remove_leads": True,
    }  # fmt: skip
