"""Models of the calls about one person's number in the whole workspace: where it is, and erase it. Both are ours."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from callsheet.contract.examples import tolerant
from callsheet.contract.requests import E164, RequestModel
from callsheet.contract.responses import WireModel


class NumberToErase(RequestModel):
    """The number of a person, in E.164."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"phone_number": "+919876543210"}]})

    phone_number: E164


class NumberRecords(WireModel):
    """Records of a number in the leads of campaigns and workflows and in the calls of a workspace."""

    model_config = tolerant({"waiting": 1, "past": 2, "under_way": 0})

    waiting: int = Field(description="Leads that are pending, and queued calls. Erased, they are not called.")
    past: int = Field(description="Leads that were called or removed, and calls that are over.")
    under_way: int = Field(description="Calls and leads that are being called now. They are not erased.")
