"""What the backend says on the wire, in the words of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import RefusalCode
from callsheet.wording.format import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

MAX_LISTED_ROWS = 20
TITLES = {
    "invalid_phone_number": "Invalid phone number",
    "no_enabled_countries": "No enabled countries configured",
    "unsupported_destination_country": "Unsupported destination country",
    "unsupported_prefix": "Unsupported prefix",
}
FILE_REQUIRED = "file is required"
KEY_WRONG = "API key is missing or invalid"
NO_CAMPAIGN = "Campaign not found"
FINISHED = "Cannot add leads to a {status} campaign"
TOO_MANY_REQUESTS = "Too many requests. Please slow down and retry after a moment."
SERVER_ERROR = "Internal server error"
NOT_FOUND = "Not found"
BAD_FIELD = "{field}: {problem}"
WRONG_FORMAT = "File must be a CSV or Excel file (.csv, .xlsx, .xls)"
NO_LEAD = "Lead not found"
NO_UPLOAD = "Upload not found"
NOT_PENDING = "Only a pending lead can be changed or removed"
CAMPAIGN_FINISHED = "A {status} campaign cannot be changed"
LEAD_REMOVED = "Lead removed from campaign."
KEY_REUSED = "This Idempotency-Key came before with another file or campaign"
KEY_UNUSABLE = "Idempotency-Key must have 1 to 255 visible ASCII characters"
NUMBER_TAKEN = "The workspace has this phone number already"
NO_HTTP = "The request is no HTTP that this server can read"
BODY_TOO_LARGE = "Request body must not exceed 1 MB"
NO_SUCH_NUMBER = "from_phone_number is not a number of this workspace"


def queued(created: int, skipped: int) -> str:
    """The answer to an upload that was taken."""
    leads = "1 lead" if created == 1 else f"{created} leads"
    sentence = f"{leads} queued successfully."
    if skipped:
        rows = "1 row" if skipped == 1 else f"{skipped} rows"
        sentence += f" {rows} skipped due to missing phone_number."
    return sentence


def refused_rows(title: str, rows: Sequence[int] | NDArray[np.int64]) -> str:
    """One group of the refusal: "Invalid phone number: rows 3, 8"; at most 20 rows are named."""
    named = ", ".join(str(row) for row in rows[:MAX_LISTED_ROWS])
    rest = f" and {len(rows) - MAX_LISTED_ROWS:,} more" if len(rows) > MAX_LISTED_ROWS else ""
    return f"{title}: {'row' if len(rows) == 1 else 'rows'} {named}{rest}"


def file_refusal(code: RefusalCode, facts: Mapping[str, object]) -> str:
    """Why the server does not take a file as a whole."""
    names = {key: listed([str(each) for each in value]) for key, value in facts.items() if isinstance(value, list)}
    sentences = {
        RefusalCode.NO_LEADS: "The file has no leads",
        RefusalCode.WRONG_FORMAT: WRONG_FORMAT,
        RefusalCode.NOT_WHAT_IT_SAYS: WRONG_FORMAT,
        RefusalCode.NO_PHONE_COLUMN: "The uploaded file must include a phone_number column",
        RefusalCode.TOO_MANY_COLUMNS: f"A file can have at most {facts.get('limit', 15)} custom columns "
        f"(received {facts.get('received')}).",
        RefusalCode.SAME_COLUMN_NAME: f"Several columns have the same name: {names.get('columns', '')}",
        RefusalCode.UNNAMED_COLUMN: f"A column with values has no name: column {names.get('positions', '')}",
        RefusalCode.TOO_LARGE: f"File must not exceed 10 MB{_received(facts.get('size'))}.",
        RefusalCode.SEVERAL_SHEETS: f"The workbook has several sheets with rows: {names.get('sheets', '')}",
        RefusalCode.EMPTY: "The file is empty",
        RefusalCode.ENCRYPTED: "The file is protected by a password",
    }
    return sentences.get(code, "The file cannot be read")


def _received(size: object) -> str:
    return f" (received {size / 1_000_000:.1f} MB)" if isinstance(size, int) else ""
