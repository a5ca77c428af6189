"""Find out by GET requests alone what a server offers; nothing is changed there, and nobody is called."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from callsheet.client.api import FORBIDDEN, NUMBERS, TELEPHONY_CONFIG, TOO_MANY_REQUESTS, UNAUTHORISED
from callsheet.client.transport import decode_json, new_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

PATHS = {
    "campaigns": "/campaigns",
    "batch_calls": "/batch-calls",
    "workflows": "/workflows",
    "agents": "/agents",
    "telephony_config": TELEPHONY_CONFIG,
    "phone_numbers": NUMBERS,
    "capabilities": "/capabilities",
}
"""What is asked for → path below the base URL. Each is documented, except the capabilities, which are ours."""
PARAMETERS = {
    "campaigns": {"limit": 1},
    "batch_calls": {"limit": 1},
    "workflows": {"limit": 1},
    "agents": {"limit": 100},
}
"""Query parameters, where a list may be long; 100 is the largest documented page."""
OK = 200
ABSENT = {404, 405, 410, 501}
LIST_NAMES = ("data", "items", "agents")
CONNECT_TIMEOUT, READ_TIMEOUT = 5.0, 15.0
"""Seconds."""


class Found(StrEnum):
    """What an answer says about a call."""

    YES = "yes"
    NO = "no"
    KEY_REFUSED = "key_refused"
    NOT_ALLOWED = "not_allowed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CallFacts:
    """What is known of one call.

    Args:
        found: whether the server has it.
        status: HTTP status; None without an answer.
        shape: how a list arrives: "array", or the path of the list in the object, such as "data" or "data.agents".
        entries: of the list, which the server may have cut to its first page; None: it is no list.
    """

    found: Found
    status: int | None = None
    shape: str | None = None
    entries: list[Any] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class ServerFacts:
    """What is known of a server.

    Args:
        url: its base URL.
        calls: keys of `PATHS` → what is known of them.
        error: class of the exception when it could not be reached at all.
        clock_skew: seconds by which this machine's clock is ahead of the server's; None: the server does not say.
        rate_limit: requests that it allows in its window; None: it does not say.
        capabilities: of our own server, by name.
    """

    url: str
    calls: Mapping[str, CallFacts]
    error: str | None = None
    clock_skew: float | None = None
    rate_limit: int | None = None
    capabilities: Mapping[str, bool] = field(default_factory=dict)

    @property
    def is_key_refused(self) -> bool:
        """True when the server does not accept the API key for any call."""
        answered = [call.found for call in self.calls.values() if call.status is not None]
        return Found.KEY_REFUSED in answered and Found.YES not in answered

    def count(self, call: str) -> int | None:
        """How many entries a list has on its first page; None: it is no list, or could not be read."""
        entries = self.calls[call].entries if call in self.calls else None
        return None if entries is None else len(entries)

    @property
    def published_agents(self) -> int | None:
        """How many agents have a published version; None where they cannot be read."""
        entries = self.calls["agents"].entries if "agents" in self.calls else None
        return None if entries is None else sum(any(map(_is_published, _versions(agent))) for agent in entries)

    @property
    def has_prompts(self) -> bool | None:
        """True when the prompt of an agent can be read; None where there are no agents to look at."""
        entries = self.calls["agents"].entries if "agents" in self.calls else None
        if not entries:
            return None
        return any(version.get("prompt_text") for agent in entries for version in _versions(agent))


def probe(base_url: str, key: str, session: requests.Session | None = None) -> ServerFacts:
    """Ask a server for each list once. Nothing is retried, and redirects are not followed.

    Args:
        base_url: with `/v1`.
        key: API key.
        session: replaces the transport.
    """
    prober = _Prober(base_url.rstrip("/"), key, session or new_session())
    for name in PATHS:
        if not prober.ask(name):
            break
    return prober.facts()


class _Prober:
    """Collects what the answers of one server say."""

    def __init__(self, url: str, key: str, session: requests.Session) -> None:
        self._url, self._session = url, session
        self._headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
        self._calls: dict[str, CallFacts] = {}
        self._capabilities: dict[str, bool] = {}
        self._skew: float | None = None
        self._limit: int | None = None
        self._error: str | None = None

    def ask(self, name: str) -> bool:
        """Make one call; False when there is no use in asking for more: the server is away, or asks for a pause."""
        asked_at = datetime.now(UTC)
        try:
            response = self._session.get(
                f"{self._url}{PATHS[name]}",
                params=PARAMETERS.get(name),
                headers=self._headers,
                timeout=(CONNECT_TIMEOUT, READ_TIMEOUT),
                allow_redirects=False,
            )
        except (OSError, ValueError) as failure:
            self._error = type(failure).__name__
            self._calls[name] = CallFacts(Found.UNKNOWN)
            return self._is_reached
        self._calls[name] = _facts(response)
        self._skew = _clock_skew(response, asked_at) if self._skew is None else self._skew
        self._limit = _rate_limit(response) if self._limit is None else self._limit
        if name == "capabilities" and response.status_code == OK:
            self._capabilities = _flags(decode_json(response))
        return response.status_code != TOO_MANY_REQUESTS

    @property
    def _is_reached(self) -> bool:
        return any(call.status is not None for call in self._calls.values())

    def facts(self) -> ServerFacts:
        """What is known by now; calls that were not asked for are unknown."""
        calls = {name: self._calls.get(name, CallFacts(Found.UNKNOWN)) for name in PATHS}
        error = None if self._is_reached else self._error
        return ServerFacts(self._url, calls, error, self._skew, self._limit, self._capabilities)


def _facts(response: requests.Response) -> CallFacts:
    status = response.status_code
    if status in ABSENT:
        return CallFacts(Found.NO, status)
    if status in (UNAUTHORISED, FORBIDDEN):
        return CallFacts(Found.KEY_REFUSED if status == UNAUTHORISED else Found.NOT_ALLOWED, status)
    body = decode_json(response)
    if status != OK or not isinstance(body, dict | list):
        return CallFacts(Found.UNKNOWN, status)
    shape, entries = _list_in(body)
    return CallFacts(Found.YES, status, shape, entries)


def _list_in(body: dict[str, Any] | list[Any]) -> tuple[str | None, list[Any] | None]:
    """The list of an answer, and where it is: bare, or one or two names deep (`data.agents` was seen live)."""
    if isinstance(body, list):
        return "array", body
    for name, value in _named(body):
        if isinstance(value, list):
            return name, value
        for inner, entries in _named(value):
            if isinstance(entries, list):
                return f"{name}.{inner}", entries
    return None, None


def _named(value: Any) -> list[tuple[str, Any]]:
    """The members of an object that may have the list."""
    return [(name, value[name]) for name in LIST_NAMES if name in value] if isinstance(value, dict) else []


def _versions(agent: Any) -> list[dict[str, Any]]:
    versions = agent.get("versions") if isinstance(agent, dict) else None
    return [version for version in versions if isinstance(version, dict)] if isinstance(versions, list) else []


def _is_published(version: Mapping[str, Any]) -> bool:
    return version.get("is_published") is True


def _flags(body: Any) -> dict[str, bool]:
    return (
        {str(name): value for name, value in body.items() if isinstance(value, bool)} if isinstance(body, dict) else {}
    )


def _clock_skew(response: requests.Response, asked_at: datetime) -> float | None:
    """How far this machine is ahead; the header has whole seconds, and the answer took some time to come."""
    try:
        theirs = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, TypeError, ValueError):
        return None
    theirs = theirs if theirs.tzinfo is not None else theirs.replace(tzinfo=UTC)
    ahead = (asked_at - theirs).total_seconds()
    arrived = (datetime.now(UTC) - theirs).total_seconds()
    return 0.0 if ahead <= 1 and arrived >= 0 else min(ahead, arrived, key=abs)


def _rate_limit(response: requests.Response) -> int | None:
    limit = response.headers.get("X-RateLimit-Limit", "")
    return int(limit) if limit.isascii() and limit.isdigit() else None
