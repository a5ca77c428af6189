"""The API, spoken. Reads raise; the one dangerous call answers with a value."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import requests
from pydantic import BaseModel, ValidationError
from requests.adapters import HTTPAdapter

from callsheet.client.outcomes import Accepted, NotSent, Outcome, RateLimited, Unknown
from callsheet.client.refusals import read_refusal, words_of
from callsheet.client.wire import WatchedBody, multipart
from callsheet.contract import (
    Campaign,
    Capabilities,
    Lead,
    NetworkGroup,
    PhoneNumber,
    UploadAnswer,
    route_of,
)
from callsheet.errors import KeyRefused, NotFound, ServerUnreachable, UnexpectedAnswer
from callsheet.errors import RateLimited as RateLimitedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Route

T = TypeVar("T", bound=BaseModel)
PAGE = 100
UNAUTHORISED, FORBIDDEN, MISSING, CONFLICT, SLOW_DOWN = 401, 403, 404, 409, 429
REFUSALS = {400, UNAUTHORISED, FORBIDDEN, MISSING, 413, 415}
UPLOAD_STATES = ("processing", "applied", "refused")
FINISHED = ("completed", "cancelled", "canceled")


class CallsheetApi:
    """One server and one key.

    Args:
        base_url: with `/v1`.
        key: API key; sent as Bearer, never logged.
        connect_timeout: seconds to connect.
        read_timeout: seconds to wait for an answer to a read.
        upload_timeout: seconds to wait for the answer to an upload.
        session: a transport of the caller's own (`session.mount`).
    """

    def __init__(
        self,
        base_url: str,
        key: str,
        *,
        connect_timeout: float = 5,
        read_timeout: float = 30,
        upload_timeout: float = 180,
        session: requests.Session | None = None,
    ) -> None:
        self._base = self.base_url = base_url.rstrip("/")
        self._timeout = (connect_timeout, read_timeout)
        self._upload_timeout = (connect_timeout, upload_timeout)
        self._own_session = session
        self._session = session or _fresh_session()
        self._session.trust_env = False
        self._headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}

    def _get(self, path: str, **params: Any) -> Any:
        return self.ask("GET", path, params=params)

    def ask(self, method: str, path: str, *, params: dict[str, Any] | None = None, body: Any = None) -> Any:
        """Ask for one thing that is no upload, once.

        Args:
            method: "GET", "POST", "PUT" or "PATCH".
            path: below the base URL, with its slash.
            params: query.
            body: JSON to send; None: none.

        Returns:
            The JSON of the answer.

        Raises:
            ServerError: the server does not answer as it should.
        """
        try:
            answer = self._session.request(
                method,
                f"{self._base}{path}",
                params=params,
                json=body,
                headers=self._headers,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise ServerUnreachable(type(error).__name__) from None
        body = _json(answer)
        words = words_of(body, answer.reason or "")
        if answer.status_code in (UNAUTHORISED, FORBIDDEN):
            raise KeyRefused(words, answer.status_code)
        if answer.status_code == MISSING:
            raise NotFound(words, MISSING)
        if answer.status_code == SLOW_DOWN:
            raise RateLimitedError(words, _seconds(answer))
        if not answer.ok or body is None:
            raise UnexpectedAnswer(words, answer.status_code)
        return body

    def _pages(self, path: str, shape: type[T]) -> list[T]:
        found: list[T] = []
        page = 1
        while True:
            body = self._get(path, page=page, limit=PAGE)
            data = body.get("data", []) if isinstance(body, dict) else body
            found += [_shaped(shape, each) for each in data]
            total = body.get("meta", {}).get("totalPages", 1) if isinstance(body, dict) else 1
            if page >= total or not data:
                return found
            page += 1

    def campaigns(self) -> list[Campaign]:
        """All campaigns of the workspace.

        Raises:
            ServerError: the server does not answer as it should.
        """
        return self._pages("/campaigns", Campaign)

    def campaign(self, campaign_id: str) -> Campaign:
        """One campaign.

        Raises:
            ServerError: the server does not answer as it should; NotFound when it has no such campaign.
        """
        return _shaped(Campaign, self._get(f"/campaigns/{campaign_id}"))

    def leads(self, campaign_id: str) -> list[Lead]:
        """All leads of a campaign (our own backend only).

        Raises:
            ServerError: the server does not answer as it should; NotFound where it lacks the call.
        """
        return self._pages(f"/campaigns/{campaign_id}/leads", Lead)

    def capabilities(self) -> Capabilities:
        """What this server can do beyond the upload.

        Raises:
            ServerError: the server does not answer as it should; NotFound where it lacks the call.
        """
        return _shaped(Capabilities, self._get("/capabilities"))

    def uploaded(self, key: str) -> tuple[str, dict[str, Any]] | None:
        """What became of an upload that carried an idempotency key (our own backend only).

        Args:
            key: the key.

        Returns:
            "processing", "applied" or "refused", and the answer it was given; None: nothing of it was queued so far.

        Raises:
            ServerError: the server does not answer as it should.
        """
        try:
            body = self._get(f"/uploads/{key}")
        except NotFound:
            return None
        if not isinstance(body, dict) or body.get("state") not in UPLOAD_STATES:
            raise UnexpectedAnswer("the state of an upload cannot be read")
        return str(body["state"]), body.get("answer") or {}

    def remove_lead(self, lead_id: str) -> bool:
        """Remove a lead before it is called; asking twice does no harm.

        Args:
            lead_id: the server's id of it.

        Returns:
            True when it is removed, False when it is being called or gone already.

        Raises:
            ServerError: no answer, or one that tells neither.
        """
        url = f"{self._base}/campaigns-leads/{lead_id}"
        try:
            answer = self._session.delete(url, headers=self._headers, timeout=self._timeout, allow_redirects=False)
        except requests.RequestException as error:
            raise ServerUnreachable(type(error).__name__) from None
        if answer.status_code in (MISSING, CONFLICT):
            return False
        if not 200 <= answer.status_code < 300:  # noqa: PLR2004 - the borders of HTTP's classes
            raise UnexpectedAnswer(words_of(_json(answer), answer.reason or ""), answer.status_code)
        return True

    def route(self, campaign: Campaign) -> Route:
        """The rules a campaign's leads are judged by; what the server lacks (404) stays unknown.

        Raises:
            ServerError: the server does not answer as it should.
        """
        groups = numbers = None
        with suppress(NotFound):
            listed = self._get("/phone-country-rules/enabled-network-groups")
            groups = [_shaped(NetworkGroup, each) for each in listed]
        with suppress(NotFound):
            numbers = [_shaped(PhoneNumber, each) for each in self._get("/organization-phone-numbers")["items"]]
        return route_of(campaign, groups, numbers)

    def upload(
        self,
        campaign_id: str,
        name: str,
        data: bytes,
        *,
        idempotency_key: str | None = None,
        before_first_byte: Callable[[], None] | None = None,
    ) -> Outcome:
        """Upload a file of leads once. Never retried, never redirected.

        Args:
            campaign_id: where the leads go.
            name: the file's name on the wire.
            data: its bytes.
            idempotency_key: for a server that keeps keys.
            before_first_byte: called after the connection stands and before any byte of the body leaves; what it
                raises is raised again and nothing has left.
        """
        body, content_type = multipart(name, data)
        watched = WatchedBody(body, before_first_byte)
        headers = self._headers | {"Content-Type": content_type, "Connection": "close"}
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        try:
            answer = self._post(f"{self._base}/campaigns-leads/upload-file/{campaign_id}", watched, headers)
        except requests.RequestException as error:
            if watched.stopped is not None:
                raise watched.stopped from None
            kind = type(error).__name__
            return Unknown(kind) if watched.touched else NotSent(kind)
        return _outcome(answer)

    def _post(self, url: str, body: WatchedBody, headers: dict[str, str]) -> requests.Response:
        """One POST on a connection of its own: a socket that served before may be dead without anybody knowing."""
        session = self._own_session or _fresh_session()
        try:
            return session.post(url, data=body, headers=headers, timeout=self._upload_timeout, allow_redirects=False)
        finally:
            if self._own_session is None:
                session.close()


def _fresh_session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=0))
    return session


def _outcome(answer: requests.Response) -> Outcome:
    status, body = answer.status_code, _json(answer)
    words = words_of(body, answer.reason or "")
    if answer.ok and status < 300:  # noqa: PLR2004 - the borders of HTTP's classes
        try:
            taken = UploadAnswer.model_validate(body)
        except ValidationError:
            return Unknown(words, status)
        return Accepted(status, taken.leads_created, taken.leads_skipped, taken.message)
    if status == SLOW_DOWN:
        return RateLimited(_seconds(answer), words)
    if status in REFUSALS or (status == CONFLICT and any(word in words.lower() for word in FINISHED)):
        return read_refusal(status, body, words)
    return Unknown(words, status)


def _json(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _shaped(shape: type[T], value: Any) -> T:
    try:
        return shape.model_validate(value)
    except ValidationError:
        raise UnexpectedAnswer(f"{shape.__name__} cannot be read") from None


def _seconds(answer: requests.Response) -> float:
    try:
        return max(0.0, float(answer.headers.get("Retry-After", "60")))
    except ValueError:
        return 60.0
