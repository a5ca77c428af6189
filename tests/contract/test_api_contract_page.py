"""`docs/api-contract.md` and the code agree on calls, statuses, reasons and limits, in both directions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from callsheet.backend import create_app
from callsheet.backend.http import middleware, protocol
from callsheet.backend.row_errors import MOST_LISTED
from callsheet.client.transport import PAGE_SIZE
from callsheet.contract import (
    CLOSED_STATUSES,
    MAX_BYTES_CLIENT,
    MAX_BYTES_SERVER,
    MAX_CALLS_A_PAGE,
    MAX_ISSUES,
    MAX_TITLE,
    BatchStatus,
    CallStatus,
    CampaignStatus,
    LeadStatus,
    Reason,
    UploadStatus,
    WorkflowStatus,
)
from callsheet.errors import RefusalCode
from callsheet.settings import Settings
from callsheet.validation import MAX_VARIABLES
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parents[2] / "docs" / "api-contract.md").read_text("utf-8")
EVERY_CALL = {401, 429, 500}
OPEN_CALL = "GET /health"


def table(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its header."""
    section = re.split(rf"^#+ {heading}$", PAGE, flags=re.MULTILINE)[1]
    (rows, *_) = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    return [[cell.strip() for cell in row.strip().strip("|").split(" |")] for row in rows.splitlines()[2:]]


def numbers(cell: str) -> set[int]:
    return {int(number) for number in cell.split()}


@pytest.fixture(scope="module")
def openapi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    app = create_app(Settings(home=tmp_path_factory.mktemp("openapi")))
    yield app.openapi()
    app.state.services.close()


def test_the_page_lists_every_call_with_its_statuses(openapi: dict[str, Any]) -> None:
    """Calls and statuses of the page are those of the OpenAPI document."""
    described = {
        f"{method.upper()} {path}": {int(status) for status in operation["responses"]}
        for path, operations in openapi["paths"].items()
        for method, operation in operations.items()
    }
    listed = {
        call.strip("`"): numbers(success) | numbers(errors) | ({500} if OPEN_CALL in call else EVERY_CALL)
        for call, success, errors, _ in table("Calls")
    }
    assert listed == described


def test_the_page_lists_every_reason() -> None:
    """Reasons, their titles and their order are those of the code."""
    assert table("Reasons") == [[f"`{reason}`", reason.label] for reason in Reason]


def test_the_page_lists_every_status() -> None:
    """The statuses of everything that has one are those of the code, and so are the closed ones."""
    rows = table("Statuses")
    statuses = {
        name: [status.strip("`") for of, status, _ in rows if of == name]
        for name in dict.fromkeys(of for of, _, _ in rows)
    }
    assert statuses == {
        "campaign": list(get_args(CampaignStatus)),
        "lead": [status.value for status in LeadStatus],
        "batch": [status.value for status in BatchStatus],
        "workflow": [status.value for status in WorkflowStatus],
        "call": [status.value for status in CallStatus],
        "upload": [status.value for status in UploadStatus],
    }
    assert {status.strip("`") for _, status, meaning in rows if "409" in meaning} == CLOSED_STATUSES


def test_the_page_lists_the_messages_of_the_server() -> None:
    """Every message that the page quotes is one that the server sends."""
    messages = [message for _, _, message, _ in table("Error responses")]
    assert {message.strip("`") for message in messages if re.fullmatch("`[^`]*`", message)} == {
        api.FILE_REQUIRED,
        api.WRONG_FORMAT,
        api.file_message(RefusalCode.NO_PHONE_COLUMN, {}),
        api.file_message(RefusalCode.TOO_MANY_COLUMNS, {"limit": MAX_VARIABLES, "received": 17}),
        api.KEY_INVALID,
        api.CAMPAIGN_NOT_FOUND,
        api.CAMPAIGN_CLOSED.format(status="completed"),
        api.file_message(RefusalCode.TOO_LARGE, {"size": 12_400_000}),
        api.IDEMPOTENCY_KEY_REUSED,
        api.TOO_MANY_REQUESTS,
        api.SERVER_ERROR,
    }


def test_the_page_lists_the_limits_of_the_code(openapi: dict[str, Any]) -> None:
    """The values of all limits are those of the constants and of the OpenAPI document."""
    schemas, paths = openapi["components"]["schemas"], openapi["paths"]
    lead, retries = schemas["NewLead"]["properties"], schemas["RetryConfig"]["properties"]
    (value,) = lead["notes"]["patternProperties"].values()
    calls = schemas["NewCampaign"]["properties"]["max_concurrent_calls"]["anyOf"][0]
    parameters = {
        parameter["name"]: parameter["schema"]
        for path in ("/v1/campaigns", "/v1/uploads/{key}")
        for parameter in paths[path]["get"]["parameters"]
    }
    assert {name: int(value.replace(",", "")) for name, value, _ in table("Limits")} == {
        "bytes of a file that the server accepts": MAX_BYTES_SERVER,
        "bytes of a file that the client sends": MAX_BYTES_CLIENT,
        "columns of a file besides `phone_number`": MAX_VARIABLES,
        "rows that a sentence of `message` lists": api.MAX_LISTED_ROWS,
        "rows that a group of `errors` lists": MOST_LISTED,
        "issues that a check lists": MAX_ISSUES,
        "variables of a single lead": lead["notes"]["maxProperties"],
        "characters of a name": lead["name"]["anyOf"][0]["maxLength"],
        "characters of a variable's value": value["maxLength"],
        "calls at the same time (`max_concurrent_calls`)": calls["maximum"],
        "retries of a call (`max_retries`)": retries["max_retries"]["maximum"],
        "minutes between retries (`retry_interval_minutes`)": retries["retry_interval_minutes"]["maximum"],
        "entries a page": parameters["limit"]["maximum"],
        "entries a page by default": parameters["limit"]["default"],
        "characters of an Idempotency-Key": parameters["key"]["maxLength"],
        "characters of a batch's title": MAX_TITLE,
        "calls a page": MAX_CALLS_A_PAGE,
        "bytes of any other request body": middleware.MAX_BODY_BYTES,
        "bytes of a request line and its headers": protocol.HEAD_BYTES,
        "requests of a key in 60 seconds, by default": Settings.model_fields["rate_limit"].default,
        "seconds without a byte in the middle of a request": int(protocol.SILENCE_SECONDS),
        "seconds until the headers of a request are complete": int(protocol.HEAD_SECONDS),
        "seconds until a request is complete": int(protocol.BODY_SECONDS),
    }
    assert parameters["limit"]["maximum"] == PAGE_SIZE
