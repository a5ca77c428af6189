"""Servers with batch calls or workflows: which numbers they have queued, and how they misbehave."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from callsheet.store import DestinationKind
from tests.sending.server_state import CAMPAIGN, MISSING, Reply, ServerState, form_of, response

CAP = 10
"""Entries of the only page of a server that cuts its list off."""


@dataclass
class BatchState(ServerState):
    """A server with batch calls.

    Args:
        observed: lists arrive as bare arrays, as seen live, instead of the documented envelope.
        is_capped: it lists only its first `CAP` batch calls, and does not say so.
        changes_titles: it cuts a title off before the mark.
        phone_header: the column that it wants.
        called: how many leads of each batch call are called when it is cancelled.
        batches: id, title and total_records of each.
        titles: of every upload, in their order.
        sent_as: id of a batch call → the title that it was sent with.
    """

    observed: bool = False
    is_capped: bool = False
    changes_titles: bool = False
    phone_header: str = "phone_number"
    called: int = 0
    batches: list[dict[str, Any]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    sent_as: dict[str, str] = field(default_factory=dict)
    forms: list[dict[str, str]] = field(default_factory=list)

    def post_to(self, path: str, body: bytes, key: str | None) -> Reply:
        del path, key
        form = form_of(body)
        self.titles.append(form["title"])
        self.forms.append(form)
        columns = form["file"].split("\n", 1)[0].split(",")
        if self.phone_header not in columns:
            message = f"The uploaded file must include a {self.phone_header} column"
            return response(400, {"statusCode": 400, "message": message, "error": "Bad Request"})
        if len(form["title"]) > 35:
            message = f"title must be 35 characters or fewer (received {len(form['title'])})."
            return response(400, {"statusCode": 400, "message": message, "error": "Bad Request"})
        return self.post(body, form["title"])

    def accepted(self, leads: int, key: str | None) -> dict[str, Any]:
        id_ = self.batches[-1]["id"] if self.batches else "batch_none"
        warning = {"message": "One batch is running", "conflicts": [{"kind": "running", "batch_name": "July"}]}
        made = {"id": id_, "title": key, "total_records": leads, "status": "initiated", "from_number": None}
        return made | {"warning": warning}

    def apply(self, numbers: list[str], key: str | None = None) -> None:
        id_ = f"batch_{len(self.batches):06}"
        title = str(key).split(" ·")[0] if self.changes_titles else str(key)
        self.sent_as[id_] = str(key)
        self.batches.append({"id": id_, "title": title, "total_records": len(numbers), "status": "running"})
        first = len(self.queued)
        super().apply(numbers)
        for lead in self.queued[first:]:
            lead["batch"] = id_

    def get(self, path: str) -> Reply:
        self.settle_late()
        path, _, query = path.partition("?")
        if path.endswith("/batch-calls"):
            page = int(dict(pair.split("=") for pair in query.split("&")).get("page", 1))
            if self.is_capped:
                return response(200, self.batches[:CAP])
            shown = self.batches[(page - 1) * 100 : page * 100]
            return response(200, shown if self.observed else self.envelope(shown, page))
        match = [batch for batch in self.batches if path.endswith(f"/batch-calls/{batch['id']}")]
        if match:
            leads = [lead for lead in self.queued if lead["batch"] == match[0]["id"]]
            logs = [
                {
                    "id": lead["id"],
                    "to_number": lead["phone_number"],
                    "status": "cancelled" if lead["status"] == "removed" else "completed",
                }
                for lead in leads
            ]
            return response(200, {"callLogs": logs, "total": len(logs), "page": 1, "limit": 200, "totalPages": 1})
        return MISSING

    def envelope(self, shown: list[dict[str, Any]], page: int) -> dict[str, Any]:
        return {"items": shown, "total": len(self.batches), "page": page, "limit": 100}

    def patch(self, path: str, body: bytes) -> Reply:
        paused = self.pause(f"{json.loads(body)['action']} {path}")
        if paused is not None and paused.status:
            return paused
        for batch in self.batches:
            if f"/{batch['id']}/" in path and batch["status"] == "running":
                leads = [lead for lead in self.queued if lead["batch"] == batch["id"]][self.called :]
                for lead in leads:
                    lead["status"] = "removed"
                batch["status"] = "cancelled"
                affected = {"initiated": self.called, "queued": 0, "removedFromQueue": len(leads)}
                return paused or response(200, {"success": True, "affectedCalls": affected})
        return paused or response(400, {"statusCode": 400, "message": "Cannot cancel", "error": "Bad Request"})

    def leads_in(self, mark: str) -> int:
        """How many leads the batch call of a mark has, for who recognises it by its leads; 0 without one."""
        return sum(batch["total_records"] for batch in self._of_mark(mark))

    def numbers_in(self, mark: str) -> set[str]:
        """The numbers of the batch call of a mark, called or not."""
        ids = {batch["id"] for batch in self._of_mark(mark)}
        return {lead["phone_number"] for lead in self.queued if lead.get("batch") in ids}

    def _of_mark(self, mark: str) -> list[dict[str, Any]]:
        self.settle_late()
        return [batch for batch in self.batches if mark and mark in self.sent_as.get(batch["id"], "")]


@dataclass
class WorkflowState(ServerState):
    """A server with a workflow.

    Args:
        observed: the list of leads arrives as a bare array.
        without_plus: it repeats numbers without their plus.
        status: of the leads that it enrols.
        keys: of the variables that its leads have.
    """

    observed: bool = False
    without_plus: bool = False
    variable_keys: tuple[str, ...] = ("name",)

    def accepted(self, leads: int, key: str | None) -> dict[str, Any]:
        del key
        newest = self.queued[-leads:] if leads else []
        data = {self.shown(lead["phone_number"]): [lead["id"]] for lead in newest}
        return {"statusCode": 201, "message": "Leads uploaded successfully", "data": data, "count": leads}

    def shown(self, number: str) -> str:
        return number.removeprefix("+") if self.without_plus else number

    def get(self, path: str) -> Reply:
        self.settle_late()
        path, _, _ = path.partition("?")
        if path.endswith("/variable-keys"):
            return response(200, {"data": {"keys": list(self.variable_keys)}})
        if path.endswith(f"/workflows/{CAMPAIGN}/leads"):
            leads = [
                {"id": lead["id"], "phone_number": self.shown(lead["phone_number"]), "status": lead["status"]}
                for lead in self.queued
                if lead["status"] != "removed"
            ]
            return response(200, leads if self.observed else {"data": leads, "count": len(leads)})
        return MISSING

    def delete(self, path: str, body: bytes = b"") -> Reply:
        del body
        paused = self.pause(path)
        if paused is not None and paused.status:
            return paused
        for lead in self.queued:
            if lead["id"] == path.rpartition("/")[2] and lead["status"] != "removed":
                lead["status"] = "removed"
                return paused or response(200, {"statusCode": 200, "message": "Lead removed successfully"})
        return paused or response(404, {"statusCode": 404, "message": "Workflow lead not found"})


STATES = {
    DestinationKind.CAMPAIGN: ServerState,
    DestinationKind.BATCH_CALL: BatchState,
    DestinationKind.WORKFLOW: WorkflowState,
}
"""Kind of destination → the state of a server that has it."""
