"""Messages of the upload API."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from callsheet.errors import RefusalCode
from callsheet.wording.arguments import shown
from callsheet.wording.format import did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

MAX_LISTED_ROWS = 20
_QUOTED = re.compile(r"'([^']*)'")
FILE_REQUIRED = "file is required"
KEY_INVALID = "API key is missing or invalid"
KEY_CANNOT_BE_SENT = "it has a line break, or a character that cannot be sent"
CAMPAIGN_NOT_FOUND = "Campaign not found"
CAMPAIGN_CLOSED = "Cannot add leads to a {status} campaign"
TOO_MANY_REQUESTS = "Too many requests. Please slow down and retry after a moment."
TOO_MANY_AT_ONCE = "Too many requests of this key are under way. Please retry after a moment."
SERVER_ERROR = "Internal server error"
DATABASE_AWAY = "The database does not answer."
NO_ROOM = "The disk is nearly full."
NOT_FOUND = "Not found"
INVALID_FIELD = "{field}: {problem}"
WRONG_FORMAT = "File must be a CSV or Excel file (.csv, .xlsx, .xls)"
LEAD_NOT_FOUND = "Lead not found"
UPLOAD_NOT_FOUND = "Upload not found"
LEAD_NOT_PENDING = "Only a pending lead can be changed or removed"
CLOSED_CAMPAIGN_CHANGE = "A {status} campaign cannot be changed"
LIMIT_NEEDS_CURSOR = "limit: Input should be less than or equal to {most} without a cursor"
LEAD_REMOVED = "Lead removed from campaign."
IDEMPOTENCY_KEY_REUSED = "This Idempotency-Key came before with another file or campaign"
IDEMPOTENCY_KEY_INVALID = "Idempotency-Key must have 1 to 255 visible ASCII characters"
NUMBER_EXISTS = "The workspace has this phone number already"
NOT_HTTP = "The request is no HTTP that this server can read"
FIELD_REPEATED = "{field}: the field came more than once"
ANSWER_INVALID = "{field}: write it as NAME=TEXT, the variable without braces"
RECIPE_INVALID = "recipe: it needs a mapping and choices, as `callsheet check --save-recipe` writes them"
ROUTE_INVALID = "route: it needs default_region, sip and countries"
UNKNOWN_HOST = "This server does not answer to this host name"
OTHER_ORIGIN = "The request came from a page of another origin"
BODY_TOO_LARGE = "Request body must not exceed 1 MB"
NUMBER_NOT_FOUND = "from_phone_number is not a number of this workspace"
TITLE_TOO_LONG = "title must be {limit} characters or fewer (received {received})."
AGENT_NOT_FOUND = "Agent {agent} not found"
VERSION_NOT_FOUND = "Agent {agent} has no version {version}. Published versions: {published}."
VERSION_IS_DRAFT = "Version {version} of agent {agent} is a draft. Publish it before starting a batch call."
NOTHING_PUBLISHED = "Agent {agent} has no published version. Publish one before starting a batch call."
NO_OUTBOUND_NUMBER = "Version {version} of agent {agent} has no outbound phone number attached."
NO_OUTBOUND_NUMBER_OBSERVED = "No outbound phone number found for campaign {batch} and agent version {version}"
AGENT_OR_NUMBER_NOT_FOUND = "Agent or phone number not found"
NO_VALID_NUMBERS = "No valid phone numbers found in CSV"
NUMBER_INVALID = "phone_number must be a valid E.164 phone number"
DESTINATION_NOT_ENABLED = "Destination country or network prefix is not enabled for this workspace"
NOT_YOUR_RESOURCE = "You do not have permission to access this resource"
NOT_YOUR_WORKFLOW = "You do not have permission to access this workflow"
BATCH_NOT_FOUND = "Batch call not found"
WORKFLOW_NOT_FOUND = "Workflow not found"
WORKFLOW_LEAD_NOT_FOUND = "Workflow lead not found"
WORKFLOW_CLOSED = "Cannot add leads to a {status} workflow"
ENDS_BEFORE_START = "ends_at must be after starts_at"
BATCH_CHANGED = "Campaign {done} successfully"
WORKFLOW_CHANGED = "Workflow {done} successfully"
ACTION_NOT_ALLOWED = "Cannot {action} a {status} {subject}"
CALL_STATUS_UNKNOWN = "status: there is no status {status}"


def unknown_field(name: str, known: Sequence[str]) -> str:
    """The message about a form field that the call does not have, with the one that is spelled alike."""
    nearest = get_close_matches(name, known, 1)
    hint = f"Did you mean {nearest[0]}?" if nearest else f"There are: {', '.join(known)}."
    return f"There is no field {shown(name)}. {hint}"


def unknown_cause(field: str, name: str, known: Sequence[str]) -> str:
    """The message about a cause or fix that does not exist, with the one that is spelled alike."""
    return f"{field}: there is no cause {shown(name)}.{did_you_mean(name, known)}"


def upload_message(created: int, skipped: int) -> str:
    """The message of an accepted upload, as DialNexa documents it.

    Args:
        created: leads queued.
        skipped: rows without a phone number.
    """
    leads = "1 lead" if created == 1 else f"{created} leads"
    sentence = f"{leads} queued successfully."
    if skipped:
        rows = "1 row" if skipped == 1 else f"{skipped} rows"
        sentence += f" {rows} skipped due to missing phone_number."
    return sentence


def batch_warning(counts: Mapping[str, int]) -> str:
    """The warning of a batch call that others are ahead of, as DialNexa documents it.

    Args:
        counts: "running", "waiting" or "scheduled" → how many, at least one.
    """
    named = [f"{number} {kind} {'batch' if number == 1 else 'batches'}" for kind, number in counts.items() if number]
    return (
        f"This batch was created, but your organization already has {listed(named)} ahead of it. "
        "Batches run one at a time per organization, so this batch may be delayed."
    )


def invalid_action(expected: str) -> str:
    """The message about an action that does not exist, as DialNexa documents it.

    Args:
        expected: the actions that exist, each in single quotes.
    """
    return f"Invalid action. Must be one of: {', '.join(_QUOTED.findall(expected))}"


def row_error_message(title: str, rows: Sequence[int] | NDArray[np.int64]) -> str:
    """The message of the refused rows with one reason: "Invalid phone number: rows 3, 8".

    Args:
        title: the reason.
        rows: row numbers; the first 20 are listed, the others counted.
    """
    named = ", ".join(str(row) for row in rows[:MAX_LISTED_ROWS])
    rest = f" and {len(rows) - MAX_LISTED_ROWS:,} more" if len(rows) > MAX_LISTED_ROWS else ""
    return f"{title}: {'row' if len(rows) == 1 else 'rows'} {named}{rest}"


def file_message(code: RefusalCode, facts: Mapping[str, object]) -> str:
    """The message of a file that is refused as a whole.

    Args:
        code: why.
        facts: sizes in bytes, names of sheets and columns, counts.
    """
    lists = {key: listed([str(name) for name in value]) for key, value in facts.items() if isinstance(value, list)}
    sentences = {
        RefusalCode.NO_LEADS: "The file has no leads",
        RefusalCode.WRONG_FORMAT: WRONG_FORMAT,
        RefusalCode.NOT_WHAT_IT_SAYS: WRONG_FORMAT,
        RefusalCode.NO_PHONE_COLUMN: f"The uploaded file must include a {facts.get('header', 'phone_number')} column",
        RefusalCode.TOO_MANY_COLUMNS: f"A file can have at most {facts.get('limit', 15)} custom columns "
        f"(received {facts.get('received')}).",
        RefusalCode.SAME_COLUMN_NAME: f"Several columns have the same name: {lists.get('columns', '')}",
        RefusalCode.UNNAMED_COLUMN: f"A column with values has no name: column {lists.get('positions', '')}",
        RefusalCode.TOO_LARGE: f"File must not exceed 10 MB{_received(facts.get('size'))}.",
        RefusalCode.SEVERAL_SHEETS: f"The workbook has several sheets with rows: {lists.get('sheets', '')}",
        RefusalCode.EMPTY: "The file is empty",
        RefusalCode.ENCRYPTED: "The file is protected by a password",
    }
    return sentences.get(code, "The file cannot be read")


def _received(size: object) -> str:
    return f" (received {size / 1_000_000:.1f} MB)" if isinstance(size, int) else ""
