"""HTTP sessions without proxies or redirects, retries of reads, pages of lists, and tolerant parsing of responses."""

from __future__ import annotations

import json
import math
import os
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar

import requests
from pydantic import BaseModel, ValidationError
from requests.adapters import HTTPAdapter

from callsheet.errors import UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T", bound=BaseModel)
PAGE_SIZE = 100
"""Entries a page, the largest documented."""
DEFAULT_RETRY_AFTER, MAX_RETRY_AFTER = 60.0, 86_400.0
"""Seconds. The rate limit's window has a minute; nobody waits for more than a day."""
CA_BUNDLE_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
"""Environment variables that name the certificates of a company's own authority, the first one first."""
GATEWAY_ERRORS = {502, 503, 504}
"""Statuses by which a proxy reports that its server is away."""


def new_session() -> requests.Session:
    """Create a session that connects directly: no proxy and no .netrc of the environment gets to see the API key."""
    session = requests.Session()
    session.trust_env = False
    session.verify = next(filter(None, map(os.environ.get, CA_BUNDLE_VARIABLES)), True)
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=0))
    return session


def decode_json(response: requests.Response) -> Any:
    """Return the JSON of a response, or None if it has none that can be decoded."""
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return None


def retry_after_seconds(response: requests.Response) -> float:
    """Return the seconds to wait by `Retry-After`.

    Decimals, which RFC 9110 does not allow, are accepted as well as whole seconds and dates, so `urllib3.Retry` cannot
    parse it. An unreadable or missing header is a minute; no wait is longer than a day.
    """
    header = response.headers.get("Retry-After", "")
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(header).astimezone(UTC) - _server_time(response)).total_seconds()
        except (ValueError, OverflowError):
            return DEFAULT_RETRY_AFTER
    return DEFAULT_RETRY_AFTER if math.isnan(seconds) else min(max(0.0, seconds), MAX_RETRY_AFTER)


def _server_time(response: requests.Response) -> datetime:
    """When the server answered, by its own clock: ours may be set to another time."""
    try:
        return parsedate_to_datetime(response.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError, TypeError, OverflowError):
        return datetime.now(UTC)


def parse(model: type[T], value: Any) -> T:
    """Parse decoded JSON.

    Args:
        model: a response model.
        value: decoded JSON.

    Raises:
        UnexpectedAnswer: the value does not fit the model.
    """
    try:
        return model.model_validate(value)
    except ValidationError:
        raise UnexpectedAnswer(f"{model.__name__} cannot be read") from None


def every_page(request: Callable[..., Any], path: str) -> list[Any]:
    """Return all entries of a list, with or without pages.

    Args:
        request: `CallsheetApi.request`.
        path: of the list.

    Raises:
        ServerError: the server did not respond as it should.
    """
    return [entry for page in pages(request, path) for entry in page]


def pages(request: Callable[..., Any], path: str, first: int = 1) -> Iterator[list[Any]]:
    """Yield the pages of a list, each when it is asked for; a list without pages is one page.

    Args:
        request: `CallsheetApi.request`.
        path: of the list.
        first: the page to begin with; the pages before it are full.

    Raises:
        ServerError: the server did not respond as it should.
    """
    page, read = first, (first - 1) * PAGE_SIZE
    while True:
        entries, total, last = _parse_page(request("GET", path, params={"page": page, "limit": PAGE_SIZE}))
        read += len(entries)
        yield entries
        if not entries or read >= total or page >= last:
            return
        page += 1


def _parse_page(body: Any) -> tuple[list[Any], float, float]:
    """Return the entries of a page, the number of all entries, and the number of pages.

    A number that the server does not state is infinite, so that it cannot end the list too early. If it states neither,
    there is one page.
    """
    if isinstance(body, list):
        return body, len(body), 1
    if isinstance(body, dict):
        entries = next((body[name] for name in ("data", "items") if isinstance(body.get(name), list)), None)
        meta = body["meta"] if isinstance(body.get("meta"), dict) else body
        total, pages = (meta.get(name) for name in ("total", "totalPages"))
        if entries is not None:
            has_numbers = isinstance(total, int) or isinstance(pages, int)
            return (
                entries,
                total if isinstance(total, int) else float("inf"),
                pages if isinstance(pages, int) else float("inf") if has_numbers else 1,
            )
    raise UnexpectedAnswer("the list cannot be read")


def get_with_retries(get: Callable[[], requests.Response], delays: tuple[float, ...]) -> requests.Response:
    """Make a GET request, and repeat it while the connection fails or a gateway reports that the server is away.

    `urllib3.Retry` does not fit: it repeats a request that timed out, which would multiply the deadline, repeats a POST
    whose connection failed, and would have no effect on a session with a transport of the caller's own.

    Args:
        get: makes the request.
        delays: seconds before each repetition.
    """
    for delay in delays:
        try:
            response = get()
        except requests.Timeout:
            raise
        except requests.ConnectionError:
            pass
        else:
            if response.status_code not in GATEWAY_ERRORS:
                return response
        time.sleep(delay)
    return get()
