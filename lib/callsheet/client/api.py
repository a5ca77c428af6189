"""The client: reads raise a `ServerError`; the upload returns an `Outcome`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests

from callsheet.client.paths import segment
from callsheet.client.refusal_parser import extract_message
from callsheet.client.transport import (
    decode_json,
    every_page,
    get_with_retries,
    new_session,
    pages,
    parse,
    retry_after_seconds,
)
from callsheet.client.upload import ObservedBody, encode_file, interpret_response, outcome_of, post_once
from callsheet.contract import Campaign, Capabilities, Lead, NetworkGroup, PhoneNumber, UploadStatus, build_route
from callsheet.errors import KeyRefused, NotFound, RateLimited, ServerUnreachable, UnexpectedAnswer, WrongAddress
from callsheet.wording.api import KEY_CANNOT_BE_SENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from callsheet.client.outcomes import Accepted, Outcome
    from callsheet.validation import Route

UNAUTHORISED, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_MANY_REQUESTS, NO_CONTENT = 401, 403, 404, 409, 429, 204
TELEPHONY_CONFIG, NUMBERS = "/phone-country-rules/enabled-network-groups", "/organization-phone-numbers"
VERSION = "/v1"
API_ANSWERS = {200, UNAUTHORISED, FORBIDDEN, TOO_MANY_REQUESTS}
"""Statuses by which a server shows that it has the list of campaigns."""
READ_RETRY_DELAYS = (0.1, 0.5)
"""Seconds before a read is repeated while the server is away; other calls are never repeated. Chosen by hand: long
enough for a server that restarts behind a proxy, too short for a person to notice."""


class CallsheetApi:
    """A client for one server and one API key.

    Args:
        base_url: with `/v1`.
        key: API key; sent as a Bearer token, never logged.
        connect_timeout: seconds to wait for a connection.
        read_timeout: seconds to wait for the response to any call but an upload.
        upload_timeout: seconds to wait for the response to an upload.
        session: replaces the transport (`session.mount`).
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
        self._custom_session = session
        self._session = session or new_session()
        self._session.trust_env = False
        self._headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}

    def _get(self, path: str) -> Any:
        return self.request("GET", path)

    def request(self, method: str, path: str, *, params: dict[str, Any] | None = None, body: Any = None) -> Any:
        """Make a call that is not an upload: once, or up to three times for a GET while the server is away.

        Args:
            method: "GET", "POST", "PUT", "PATCH" or "DELETE".
            path: below the base URL, with a leading slash.
            params: query parameters.
            body: JSON to send; None: no body.

        Returns:
            The decoded JSON of the response; None for a 204.

        Raises:
            ServerError: the server did not respond as it should.
        """

        def send() -> requests.Response:
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
            response = get_with_retries(send, READ_RETRY_DELAYS if method == "GET" else ())
        except (requests.exceptions.InvalidHeader, UnicodeError):
            raise KeyRefused(KEY_CANNOT_BE_SENT) from None
        except (OSError, ValueError) as error:
            raise ServerUnreachable(type(error).__name__) from None
        if response.status_code == NOT_FOUND and self._is_version_missing():
            raise WrongAddress(f"{self._base}{VERSION}")
        return _read(response)

    def _is_version_missing(self) -> bool:
        """True when the address has no path, and the API answers with `/v1` at its end."""
        if urlsplit(self._base).path:
            return False
        address = f"{self._base}{VERSION}/campaigns"
        try:
            response = self._session.get(address, headers=self._headers, timeout=self._timeout, allow_redirects=False)
        except (OSError, ValueError):
            return False
        return response.status_code in API_ANSWERS and decode_json(response) is not None

    def campaigns(self) -> list[Campaign]:
        """Return all campaigns of the workspace.

        Raises:
            ServerError: the server did not respond as it should.
        """
        return [parse(Campaign, entry) for entry in every_page(self.request, "/campaigns")]

    def campaign(self, campaign_id: str) -> Campaign:
        """Return a campaign.

        Raises:
            ServerError: the server did not respond as it should; NotFound: it has no such campaign.
        """
        return parse(Campaign, self._get(f"/campaigns/{segment(campaign_id)}"))

    def leads(self, campaign_id: str) -> list[Lead]:
        """Return all leads of a campaign (our own server only).

        Raises:
            ServerError: the server did not respond as it should; NotFound: it lacks the call.
        """
        return [lead for page in self.lead_pages(campaign_id) for lead in page]

    def lead_pages(self, campaign_id: str, first: int = 1) -> Iterator[list[Lead]]:
        """Yield the leads of a campaign page by page (our own server only).

        Args:
            campaign_id: the campaign.
            first: the page to begin with, as when a reading is continued.

        Raises:
            ServerError: the server did not respond as it should; NotFound: it lacks the call.
        """
        for page in pages(self.request, f"/campaigns/{segment(campaign_id)}/leads", first):
            yield [parse(Lead, entry) for entry in page]

    def capabilities(self) -> Capabilities:
        """Return what the server offers beyond the documented API (our own server only).

        Raises:
            ServerError: the server did not respond as it should; NotFound: it lacks the call.
        """
        return parse(Capabilities, self._get("/capabilities"))

    def upload_state(self, key: str) -> tuple[str, dict[str, Any]] | None:
        """Return the state of an upload with an Idempotency-Key (our own server only).

        Args:
            key: the key.

        Returns:
            "processing", "applied" or "refused", and the body of the response; None: nothing of it was queued.

        Raises:
            ServerError: the server did not respond as it should.
        """
        try:
            body = self._get(f"/uploads/{segment(key)}")
        except NotFound:
            return None
        if not isinstance(body, dict) or body.get("state") not in tuple(UploadStatus):
            raise UnexpectedAnswer("the state of an upload cannot be read")
        response = body.get("answer")
        return str(body["state"]), response if isinstance(response, dict) else {}

    def remove_lead(self, lead_id: str) -> bool:
        """Remove a lead before it is called. Repeating the call has no effect.

        Args:
            lead_id: the server's id of the lead.

        Returns:
            True if it is removed, False if it is being called, was called, or is unknown to the server.

        Raises:
            ServerError: there was no response, or it says neither.
        """
        try:
            self.request("DELETE", f"/campaigns-leads/{segment(lead_id)}")
        except NotFound:
            return False
        except UnexpectedAnswer as error:
            if error.status == CONFLICT:
                return False
            if error.status is None or not 200 <= error.status < 300:  # noqa: PLR2004 - HTTP's success statuses
                raise
        return True

    def route(self, campaign: Campaign) -> Route:
        """Return the rules by which the server checks a campaign's numbers; what it does not offer (404) stays unknown.

        Raises:
            ServerError: the server did not respond as it should.
        """
        groups = numbers = None
        with suppress(NotFound):
            groups = [parse(NetworkGroup, entry) for entry in every_page(self.request, TELEPHONY_CONFIG)]
        with suppress(NotFound):
            numbers = [parse(PhoneNumber, entry) for entry in every_page(self.request, NUMBERS)]
        return build_route(campaign, groups, numbers)

    def upload(
        self,
        campaign_id: str,
        name: str,
        data: bytes,
        *,
        idempotency_key: str | None = None,
        request_id: str = "",
        before_first_byte: Callable[[], None] | None = None,
    ) -> Outcome:
        """Upload a file of leads once. Never retried, never redirected.

        Args:
            campaign_id: the campaign that gets the leads.
            name: the file's name in the form.
            data: its bytes.
            idempotency_key: for a server that supports it.
            request_id: names this upload in the server's log and ours; "": the server chooses one.
            before_first_byte: called once the connection is open, before any byte of the body is sent. What it raises
                is raised again, and nothing has been sent.
        """
        form, content_type = encode_file(name, data)
        headers = self._upload_headers(content_type, request_id)
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        url = f"{self._base}/campaigns-leads/upload-file/{segment(campaign_id)}"
        body = ObservedBody(form, before_first_byte)
        return post_once(lambda observed: self._post(url, observed, headers), body, outcome_of)

    def post_form(
        self,
        path: str,
        data: bytes,
        read: Callable[[int, Any], Accepted | None],
        *,
        fields: Mapping[str, str] | None = None,
        request_id: str = "",
        before_first_byte: Callable[[], None] | None = None,
    ) -> Outcome:
        """Upload a file to another destination than a campaign, once. Never retried, never redirected.

        Args:
            path: below the base URL, with a leading slash.
            data: a CSV file.
            read: reads status and body of a success; None: it does not say what happened.
            fields: of the form, besides `file`.
            request_id: as of `upload`.
            before_first_byte: as of `upload`.
        """
        form, content_type = encode_file("leads.csv", data, fields)
        headers, url = self._upload_headers(content_type, request_id), f"{self._base}{path}"
        body = ObservedBody(form, before_first_byte)
        return post_once(
            lambda observed: self._post(url, observed, headers), body, lambda answer: interpret_response(answer, read)
        )

    def _upload_headers(self, content_type: str, request_id: str) -> dict[str, str]:
        headers = self._headers | {"Content-Type": content_type, "Connection": "close"}
        return headers | ({"X-Request-Id": request_id} if request_id else {})

    def _post(self, url: str, body: ObservedBody, headers: dict[str, str]) -> requests.Response:
        """Send a POST on a new connection: the server may have closed an idle one, which shows only on sending."""
        session = self._custom_session or new_session()
        try:
            return session.post(url, data=body, headers=headers, timeout=self._upload_timeout, allow_redirects=False)
        finally:
            if self._custom_session is None:
                session.close()


def _read(response: requests.Response) -> Any:
    body = decode_json(response)
    message = extract_message(body, response.reason or "")
    if response.status_code in (UNAUTHORISED, FORBIDDEN):
        raise KeyRefused(message, response.status_code)
    if response.status_code == NOT_FOUND:
        raise NotFound(message, NOT_FOUND)
    if response.status_code == TOO_MANY_REQUESTS:
        raise RateLimited(message, retry_after_seconds(response))
    if response.status_code != NO_CONTENT and (not 200 <= response.status_code < 300 or body is None):  # noqa: PLR2004 - as above
        raise UnexpectedAnswer(message, response.status_code)
    return body
