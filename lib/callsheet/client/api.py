"""The API, spoken. Reads raise; the one dangerous call answers with a value."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import requests

from callsheet.client.refusal_parser import extract_message
from callsheet.client.transport import (
    decode_json,
    every_page,
    get_with_retries,
    new_session,
    parse,
    retry_after_seconds,
)
from callsheet.client.upload import post_once
from callsheet.client.wire import ObservedBody, multipart
from callsheet.contract import Campaign, Capabilities, Lead, NetworkGroup, PhoneNumber, UploadStatus, build_route
from callsheet.errors import KeyRefused, NotFound, RateLimited, ServerUnreachable, UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.client.outcomes import Outcome
    from callsheet.validation import Route

UNAUTHORISED, FORBIDDEN, MISSING, CONFLICT, SLOW_DOWN, EMPTY = 401, 403, 404, 409, 429, 204
TELEPHONY_CONFIG, NUMBERS = "/phone-country-rules/enabled-network-groups", "/organization-phone-numbers"
READ_AGAIN_AFTER = (0.1, 0.5)
"""Seconds before a read is tried again; nothing else ever is."""


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
        self._session = session or new_session()
        self._session.trust_env = False
        self._headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}

    def _get(self, path: str) -> Any:
        return self.request("GET", path)

    def request(self, method: str, path: str, *, params: dict[str, Any] | None = None, body: Any = None) -> Any:
        """Ask for one thing that is no upload: once, or a read up to three times while the server cannot be reached.

        Args:
            method: "GET", "POST", "PUT", "PATCH" or "DELETE".
            path: below the base URL, with its slash.
            params: query.
            body: JSON to send; None: none.

        Returns:
            The JSON of the answer; None where the server answers with nothing on purpose (204).

        Raises:
            ServerError: the server does not answer as it should.
        """

        def call() -> requests.Response:
            return self._session.request(
                method,
                f"{self._base}{path}",
                params=params,
                json=body,
                headers=self._headers,
                timeout=self._timeout,
                allow_redirects=False,
            )

        try:
            answer = get_with_retries(call, READ_AGAIN_AFTER if method == "GET" else ())
        except (requests.exceptions.InvalidHeader, UnicodeError) as error:
            raise KeyRefused(type(error).__name__) from None
        except (OSError, ValueError) as error:
            raise ServerUnreachable(type(error).__name__) from None
        return _read(answer)

    def campaigns(self) -> list[Campaign]:
        """All campaigns of the workspace.

        Raises:
            ServerError: the server does not answer as it should.
        """
        return [parse(Campaign, each) for each in every_page(self.request, "/campaigns")]

    def campaign(self, campaign_id: str) -> Campaign:
        """One campaign.

        Raises:
            ServerError: the server does not answer as it should; NotFound when it has no such campaign.
        """
        return parse(Campaign, self._get(f"/campaigns/{_part(campaign_id)}"))

    def leads(self, campaign_id: str) -> list[Lead]:
        """All leads of a campaign (our own backend only).

        Raises:
            ServerError: the server does not answer as it should; NotFound where it lacks the call.
        """
        return [parse(Lead, each) for each in every_page(self.request, f"/campaigns/{_part(campaign_id)}/leads")]

    def capabilities(self) -> Capabilities:
        """What this server can do beyond the upload.

        Raises:
            ServerError: the server does not answer as it should; NotFound where it lacks the call.
        """
        return parse(Capabilities, self._get("/capabilities"))

    def upload_state(self, key: str) -> tuple[str, dict[str, Any]] | None:
        """What became of an upload that carried an idempotency key (our own backend only).

        Args:
            key: the key.

        Returns:
            "processing", "applied" or "refused", and the answer it was given; None: nothing of it was queued so far.

        Raises:
            ServerError: the server does not answer as it should.
        """
        try:
            body = self._get(f"/uploads/{_part(key)}")
        except NotFound:
            return None
        if not isinstance(body, dict) or body.get("state") not in tuple(UploadStatus):
            raise UnexpectedAnswer("the state of an upload cannot be read")
        told = body.get("answer")
        return str(body["state"]), told if isinstance(told, dict) else {}

    def remove_lead(self, lead_id: str) -> bool:
        """Remove a lead before it is called; asking twice does no harm.

        Args:
            lead_id: the server's id of it.

        Returns:
            True when it is removed, False when it is being called or gone already.

        Raises:
            ServerError: no answer, or one that tells neither.
        """
        try:
            self.request("DELETE", f"/campaigns-leads/{_part(lead_id)}")
        except NotFound:
            return False
        except UnexpectedAnswer as answer:
            if answer.status == CONFLICT:
                return False
            if answer.status is None or not 200 <= answer.status < 300:  # noqa: PLR2004 - the borders of HTTP's classes
                raise
        return True

    def route(self, campaign: Campaign) -> Route:
        """The rules a campaign's leads are judged by; what the server lacks (404) stays unknown.

        Raises:
            ServerError: the server does not answer as it should.
        """
        groups = numbers = None
        with suppress(NotFound):
            groups = [parse(NetworkGroup, each) for each in every_page(self.request, TELEPHONY_CONFIG)]
        with suppress(NotFound):
            numbers = [parse(PhoneNumber, each) for each in every_page(self.request, NUMBERS)]
        return build_route(campaign, groups, numbers)

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
        watched = ObservedBody(body, before_first_byte)
        headers = self._headers | {"Content-Type": content_type, "Connection": "close"}
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        url = f"{self._base}/campaigns-leads/upload-file/{_part(campaign_id)}"
        return post_once(lambda body: self._post(url, body, headers), watched)

    def _post(self, url: str, body: ObservedBody, headers: dict[str, str]) -> requests.Response:
        """One POST on a connection of its own: a socket that served before may be dead without anybody knowing."""
        session = self._own_session or new_session()
        try:
            return session.post(url, data=body, headers=headers, timeout=self._upload_timeout, allow_redirects=False)
        finally:
            if self._own_session is None:
                session.close()


def _part(told: str) -> str:
    """An id or key as one part of a path, whatever it holds."""
    return quote(told, safe="")


def _read(answer: requests.Response) -> Any:
    body = decode_json(answer)
    words = extract_message(body, answer.reason or "")
    if answer.status_code in (UNAUTHORISED, FORBIDDEN):
        raise KeyRefused(words, answer.status_code)
    if answer.status_code == MISSING:
        raise NotFound(words, MISSING)
    if answer.status_code == SLOW_DOWN:
        raise RateLimited(words, retry_after_seconds(answer))
    if answer.status_code != EMPTY and (not 200 <= answer.status_code < 300 or body is None):  # noqa: PLR2004 - as above
        raise UnexpectedAnswer(words, answer.status_code)
    return body
