"""Everything Callsheet raises.

A wrong lead is never an exception: it is an `Issue`, a value. An exception means that the work could not be done.

    CallsheetError
    ├── FileRefused             the file cannot be taken; carries a code of codes.md and facts
    ├── MetadataError           the installed number metadata says what the judge cannot read
    ├── ReaderError             the process that reads files does not start; says nothing about the file
    ├── ConservationError       rows went missing inside Callsheet; nothing may be sent
    ├── SettingsError           a setting is missing or makes no sense
    ├── StoreError              what the app keeps could not be read or written
    │   ├── DraftNotFound       no draft under that id
    │   │   └── DraftOfAnother  there is one, and it is somebody else's
    │   └── DraftChanged        somebody else changed the draft in the meantime
    └── ServerError             a server's answer to a *read* (an upload answers with a value)
        ├── ServerUnreachable   no connection, or no answer in time
        ├── KeyRefused          401 or 403
        ├── NotFound            404: the thing, or the whole call, is not there
        ├── RateLimited         429; carries the seconds to wait
        └── UnexpectedAnswer    any other status, or a body that cannot be read
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class RefusalCode(StrEnum):
    """Why a file as a whole cannot be taken."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NO_HEADER = "no_header"
    NO_LEADS = "no_leads"
    WRONG_FORMAT = "wrong_format"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    SUSPICIOUS_WORKBOOK = "suspicious_workbook"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    SEVERAL_SHEETS = "several_sheets"
    NO_SUCH_SHEET = "no_such_sheet"
    NO_PHONE_COLUMN = "no_phone_column"
    TOO_MANY_COLUMNS = "too_many_columns"
    SAME_COLUMN_NAME = "same_column_name"
    UNNAMED_COLUMN = "unnamed_column"


class CallsheetError(Exception):
    """The root of everything Callsheet raises."""


class FileRefused(CallsheetError):
    """The file cannot be taken as a whole.

    Args:
        code: why; words are rendered from it by `callsheet.wording`.
        facts: what the sentence needs (sizes in bytes, column names, sheet names); never a lead's data.
    """

    def __init__(self, code: RefusalCode, **facts: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts: Mapping[str, object] = facts


class MetadataError(CallsheetError):
    """The installed number metadata says what the judge cannot read."""


class ReaderError(CallsheetError):
    """The process that reads files does not start."""


class ConservationError(CallsheetError):
    """Rows went missing or were counted twice inside Callsheet."""


class SettingsError(CallsheetError):
    """A setting is missing or makes no sense."""


class StoreError(CallsheetError):
    """What the app keeps could not be read or written."""


class DraftNotFound(StoreError):
    """No draft is kept under that id."""


class DraftOfAnother(DraftNotFound):
    """The draft under that id belongs to somebody else."""


class DraftChanged(StoreError):
    """Another tab, or another person, changed the draft in the meantime."""


class ServerError(CallsheetError):
    """A server did not answer a read as it should.

    Args:
        message: the server's own words, or a plain sentence when it sent none.
        status: HTTP status, or None when no answer came.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class ServerUnreachable(ServerError):
    """No connection, or no answer in time."""


class KeyRefused(ServerError):
    """The server does not accept the API key (401 or 403)."""


class NotFound(ServerError):
    """The server has no such thing, or lacks the call (404)."""


class RateLimited(ServerError):
    """The server asks to slow down (429).

    Args:
        message: the server's own words.
        retry_after: seconds to wait before the next call.
    """

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message, status=429)
        self.retry_after = retry_after


class UnexpectedAnswer(ServerError):
    """Any other status, or a body that cannot be read."""
