"""Models of workflows and their leads (documented)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict, Field

from callsheet.contract.examples import LEAD_ID, MOMENT, tolerant
from callsheet.contract.requests import RequestModel
from callsheet.contract.responses import WireModel

WORKFLOW_EXAMPLE = {
    "id": "workflow_abc123def456",
    "title": "Follow-up",
    "status": "active",
    "description": "Calls once, and again the next day",
    "createdAt": MOMENT,
    "updatedAt": MOMENT,
}
LEAD_EXAMPLE = {
    "id": LEAD_ID,
    "phone_number": "+919876543210",
    "dynamic_variables": {"customer_name": "Priya"},
    "status": "pending",
    "createdAt": MOMENT,
}


class WorkflowStatus(StrEnum):
    """The state of a workflow (documented)."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class WorkflowAction(StrEnum):
    """What can be done with a workflow (documented)."""

    ACTIVATE = "activate"
    DEACTIVATE = "deactivate"
    PAUSE = "pause"
    RESUME = "resume"


class Workflow(WireModel):
    """A workflow. Its leads are called as soon as it is active."""

    model_config = tolerant(WORKFLOW_EXAMPLE)

    id: str
    title: str = ""
    status: str = WorkflowStatus.DRAFT
    description: str | None = None
    createdAt: datetime | None = None  # noqa: N815 - name of the JSON field
    updatedAt: datetime | None = None  # noqa: N815 - name of the JSON field


class WorkflowPageMeta(WireModel):
    """Position of a page in the list of workflows."""

    totalItems: int  # noqa: N815 - name of the JSON field
    itemsPerPage: int  # noqa: N815 - name of the JSON field
    totalPages: int  # noqa: N815 - name of the JSON field
    currentPage: int  # noqa: N815 - name of the JSON field


class WorkflowPage(WireModel):
    """One page of workflows."""

    model_config = tolerant(
        {
            "statusCode": 200,
            "message": "Workflows fetched successfully",
            "data": [WORKFLOW_EXAMPLE],
            "meta": {"totalItems": 1, "itemsPerPage": 20, "totalPages": 1, "currentPage": 1},
        }
    )

    statusCode: int = 200  # noqa: N815 - name of the JSON field
    message: str = "Workflows fetched successfully"
    data: list[Workflow]
    meta: WorkflowPageMeta


class WorkflowStatusChange(RequestModel):
    """What to do with a workflow."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"action": "activate"}]})

    action: Literal["activate", "deactivate", "pause", "resume"]


class ChangedWorkflow(WireModel):
    """The workflow after an action."""

    model_config = tolerant({"statusCode": 200, "message": "Workflow activated successfully", "data": WORKFLOW_EXAMPLE})

    statusCode: int = 200  # noqa: N815 - name of the JSON field
    message: str = ""
    data: Workflow


class EnrolledLeads(WireModel):
    """The leads of a file that are in the workflow now: E.164 number → their ids."""

    model_config = tolerant(
        {
            "statusCode": 201,
            "message": "Leads uploaded successfully",
            "data": {"+919876543210": [LEAD_ID]},
            "count": 1,
        }
    )

    statusCode: int = 201  # noqa: N815 - name of the JSON field
    message: str = "Leads uploaded successfully"
    data: dict[str, list[str]]
    count: int


class WorkflowLead(WireModel):
    """A lead of a workflow."""

    model_config = tolerant(LEAD_EXAMPLE)

    id: str
    phone_number: str
    dynamic_variables: dict[str, str] = Field(default_factory=dict)
    status: str = "pending"
    createdAt: datetime | None = None  # noqa: N815 - name of the JSON field


class WorkflowLeads(WireModel):
    """The leads of a workflow; the list has no pages."""

    model_config = tolerant(
        {"statusCode": 200, "message": "Leads fetched successfully", "data": [LEAD_EXAMPLE], "count": 1}
    )

    statusCode: int = 200  # noqa: N815 - name of the JSON field
    message: str = "Leads fetched successfully"
    data: list[WorkflowLead]
    count: int


class KeyList(WireModel):
    """Names of variables."""

    keys: list[str]


class VariableKeys(WireModel):
    """The variables that leads of the workflow have."""

    model_config = tolerant(
        {
            "statusCode": 200,
            "message": "Variable keys fetched successfully",
            "data": {"keys": ["customer_name", "product"]},
        }
    )

    statusCode: int = 200  # noqa: N815 - name of the JSON field
    message: str = "Variable keys fetched successfully"
    data: KeyList


class HistoryStep(WireModel):
    """A step that the workflow took with a lead. `simulated` is ours."""

    node_id: str
    node_type: str = "VOICE_CALL"
    label: str = ""
    status: str = ""
    call_id: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    simulated: bool = False


class LeadWithHistory(WireModel):
    """A lead and the steps taken with it, oldest first."""

    lead: WorkflowLead
    history: list[HistoryStep]


class LeadHistory(WireModel):
    """The history of a lead."""

    model_config = tolerant(
        {
            "statusCode": 200,
            "message": "Lead history fetched successfully",
            "data": {
                "lead": LEAD_EXAMPLE,
                "history": [
                    {
                        "node_id": "node_start",
                        "node_type": "VOICE_CALL",
                        "label": "Initial call",
                        "status": "completed",
                        "call_id": "call_abc123def456",
                        "started_at": MOMENT,
                        "ended_at": MOMENT,
                        "simulated": False,
                    }
                ],
            },
        }
    )

    statusCode: int = 200  # noqa: N815 - name of the JSON field
    message: str = "Lead history fetched successfully"
    data: LeadWithHistory


class RemovedWorkflowLead(WireModel):
    """The lead was removed from the workflow."""

    model_config = tolerant({"statusCode": 200, "message": "Lead removed successfully"})

    statusCode: int = 200  # noqa: N815 - name of the JSON field
    message: str = "Lead removed successfully"
