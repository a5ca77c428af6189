"""How requests travel: no redirects, no proxies, only whom to trust comes from the environment; answers."""

from __future__ import annotations

import json
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
    from collections.abc import Callable

T = TypeVar("T", bound=BaseModel)
PAGE = 100
A_MINUTE, A_DAY = 60.0, 86_400.0
TRUSTED = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
"""Variables that name the certificates of a company's own authority."""


def new_session() -> requests.Session:
    """A transport that goes straight to the server: a proxy or a .netrc of the environment never sees the key."""
    session = requests.Session()
    session.trust_env = False
    session.verify = next(filter(None, map(os.environ.get, TRUSTED)), True)
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=0))
    return session


def decode_json(answer: requests.Response) -> Any:
    """The JSON of an answer; None when it has none that can be read."""
    try:
        return json.loads(answer.content)
    except (ValueError, RecursionError):
        return None


def retry_after_seconds(answer: requests.Response) -> float:
    """What `Retry-After` asks for, in seconds or as a date; a minute when it cannot be read, a day at most."""
    told = answer.headers.get("Retry-After", "")
    try:
        seconds = float(told)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(told).astimezone(UTC) - datetime.now(UTC)).total_seconds()
        except (ValueError, OverflowError):
            return A_MINUTE
    return min(max(0.0, seconds), A_DAY) if seconds == seconds else A_MINUTE  # noqa: PLR0124 - not a number is unequal to itself


def parse(shape: type[T], value: Any) -> T:
    """A value in its shape.

    Raises:
        UnexpectedAnswer: it does not fit.
    """
    try:
        return shape.model_validate(value)
    except ValidationError:
        raise UnexpectedAnswer(f"{shape.__name__} cannot be read") from None


def every_page(ask: Callable[..., Any], path: str) -> list[Any]:
    """All entries of a list that comes in pages, or bare.

    Args:
        ask: `CallsheetApi.request`.
        path: of the list.

    Raises:
        ServerError: the server does not answer as it should.
    """
    found: list[Any] = []
    page = 1
    while True:
        body = ask("GET", path, params={"page": page, "limit": PAGE})
        entries, total, pages = _page(body)
        found += entries
        if not entries or len(found) >= total or page >= pages:
            return found
        page += 1


def _page(body: Any) -> tuple[list[Any], float, float]:
    """Entries, how many there are in all, and how many pages; what is not told cannot end the list before it does."""
    if isinstance(body, list):
        return body, len(body), 1
    if isinstance(body, dict):
        entries = next((body[name] for name in ("data", "items") if isinstance(body.get(name), list)), None)
        meta = body["meta"] if isinstance(body.get("meta"), dict) else body
        total, pages = (meta.get(name) for name in ("total", "totalPages"))
        if entries is not None:
            told = isinstance(total, int) or isinstance(pages, int)
            return (
                entries,
                total if isinstance(total, int) else float("inf"),
                pages if isinstance(pages, int) else float("inf") if told else 1,
            )
    raise UnexpectedAnswer("the list cannot be read")


def get_with_retries(call: Callable[[], requests.Response], waits: tuple[float, ...]) -> requests.Response:
    """Make a call that may be made again: once more after each wait while the connection fails or the server is away.

    Args:
        call: the call.
        waits: seconds before each further try.
    """
    for wait in waits:
        try:
            answer = call()
        except requests.Timeout:
            raise
        except requests.ConnectionError:
            pass
        else:
            if answer.status_code not in AWAY:
                return answer
        time.sleep(wait)
    return call()


AWAY = {502, 503, 504}
"""Said by a proxy whose server is not there."""
