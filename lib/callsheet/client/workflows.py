"""Workflows: leads are enrolled one by one, and the server gives each an id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet.client.lists import read_list, read_unpaged
from callsheet.client.outcomes import Accepted
from callsheet.client.paths import segment
from callsheet.errors import NotFound, UnexpectedAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callsheet.client.api import CallsheetApi
    from callsheet.client.outcomes import Outcome

PATH = "/workflows"


@dataclass(frozen=True)
class Workflow:
    """A workflow.

    Args:
        id: its id.
        title: as people named it.
        status: draft, active, paused, completed, cancelled (documented), or another word of the server.
    """

    id: str
    title: str
    status: str


@dataclass(frozen=True)
class WorkflowLead:
    """A lead that is enrolled.

    Args:
        id: the server's id.
        phone_number: as `same_number` returns it.
        status: as the server words it; "" where it gives none.
    """

    id: str
    phone_number: str
    status: str


@dataclass(frozen=True)
class WorkflowLeads:
    """The leads that a server lists of a workflow.

    Args:
        leads: in the server's order.
        is_whole: True when the server shows that there are no others.
    """

    leads: tuple[WorkflowLead, ...]
    is_whole: bool


def list_workflows(api: CallsheetApi) -> list[Workflow] | None:
    """Return the workflows of the workspace; None where the server has no such list.

    Args:
        api: a client of the server.

    Raises:
        ServerError: the server did not respond as it should.
    """
    try:
        entries = read_list(api.request, PATH).entries
    except NotFound:
        return None
    return [_workflow(entry) for entry in entries if entry.get("id")]


def _workflow(entry: Mapping[str, Any]) -> Workflow:
    title = entry.get("title") or entry.get("name") or entry["id"]
    return Workflow(str(entry["id"]), str(title), str(entry.get("status") or ""))


class WorkflowApi:
    """One workflow.

    Args:
        api: a client of the server.
        workflow_id: its id.
    """

    def __init__(self, api: CallsheetApi, workflow_id: str) -> None:
        self._api, self._path = api, f"{PATH}/{segment(workflow_id)}/leads"

    def leads(self) -> WorkflowLeads:
        """Read the enrolled leads.

        Raises:
            ServerError: the server did not respond as it should.
        """
        found = read_unpaged(self._api.request, self._path)
        leads = tuple(
            WorkflowLead(
                str(entry["id"]), same_number(str(entry.get("phone_number", ""))), str(entry.get("status") or "")
            )
            for entry in found.entries
            if entry.get("id")
        )
        return WorkflowLeads(leads, found.is_whole and len(leads) == len(found.entries))

    def variable_keys(self) -> list[str] | None:
        """Return the variables that the workflow's leads have; None where the server does not say.

        Raises:
            ServerError: the server did not respond as it should.
        """
        try:
            body = self._api.request("GET", f"{self._path}/variable-keys")
        except NotFound:
            return None
        data = body.get("data", body) if isinstance(body, dict) else body
        keys = data.get("keys") if isinstance(data, dict) else data
        return [str(key) for key in keys] if isinstance(keys, list) else None

    def enrol(
        self, data: bytes, *, request_id: str = "", before_first_byte: Callable[[], None] | None = None
    ) -> Outcome:
        """Upload a file of leads, once. Never retried, never redirected.

        Args:
            data: a CSV file.
            request_id: names this upload in logs.
            before_first_byte: as of `CallsheetApi.upload`.
        """
        return self._api.post_form(
            self._path, data, _enrolled, request_id=request_id, before_first_byte=before_first_byte
        )

    def remove(self, lead_id: str) -> bool:
        """Remove a lead.

        Args:
            lead_id: the server's id.

        Returns:
            True if the server removed it, False if it has no such lead.

        Raises:
            ServerError: there was no response, or it says neither.
        """
        try:
            self._api.request("DELETE", f"{self._path}/{segment(lead_id)}")
        except NotFound:
            return False
        except UnexpectedAnswer as error:
            if error.status is None or not 200 <= error.status < 300:  # noqa: PLR2004 - HTTP's success statuses
                raise
        return True


def same_number(number: str) -> str:
    """Return a number as E.164, also where a server leaves its plus out or writes it with blanks."""
    digits = "".join(character for character in number if character.isdigit())
    return f"+{digits}" if digits else ""


def _enrolled(status: int, body: Any) -> Accepted | None:
    """Read the answer to an upload; None where it does not say who was enrolled."""
    data, count = (body.get("data"), body.get("count")) if isinstance(body, dict) else (None, None)
    if not isinstance(data, dict) or not isinstance(count, int) or isinstance(count, bool):
        return None
    ids: Mapping[str, tuple[str, ...]] = {
        same_number(number): tuple(map(str, leads)) for number, leads in data.items() if isinstance(leads, list)
    }
    message = body.get("message")
    if count and not ids:
        return None
    return Accepted(status, count, 0, str(message) if message else "", lead_ids=ids)
