"""Exceptions of Callsheet.

A wrong lead is not an exception but a value, an `Issue`. An exception means that the work could not be done.

    CallsheetError
    ├── FileRefused             the file cannot be used; has a code of docs/codes.md and facts
    ├── MetadataError           the installed number metadata uses a syntax that is not supported
    ├── ReaderError             the process that reads files does not start; the file may be fine
    ├── ConservationError       rows were lost inside Callsheet; nothing may be sent
    ├── SettingsError           a setting is missing or invalid
    ├── InvalidArgument         an argument or option cannot be used; also a ValueError
    ├── CannotOpen              a file is not there or cannot be read; also an OSError
    ├── NotInTable              a row or column is named that the file does not have; also a KeyError
    ├── SystemFault             the surroundings fail: a disk, a database, a port; has a code and facts
    ├── StoreError              stored data could not be read or written
    │   ├── DraftNotFound       there is no draft with this id
    │   │   └── DraftOfAnother  the draft belongs to another user
    │   └── DraftChanged        another tab or user changed the draft in the meantime
    └── ServerError             a request failed that reads from a server (an upload returns a value)
        ├── ServerUnreachable   no connection, or no response in time
        ├── KeyRefused          401 or 403
        ├── NotFound            404: the resource, or the endpoint, does not exist
        │   └── WrongAddress    the API is at this address with /v1 at its end
        ├── RateLimited         429; has the seconds to wait
        └── UnexpectedAnswer    any other status, or a body that cannot be parsed
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class RefusalCode(StrEnum):
    """Why a file as a whole cannot be used."""

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
    PHONE_COLUMN_UNCLEAR = "phone_column_unclear"
    COUNTRY_UNCLEAR = "country_unclear"
    HIDDEN_PARTS_UNCLEAR = "hidden_parts_unclear"
    TOO_MANY_COLUMNS = "too_many_columns"
    SAME_COLUMN_NAME = "same_column_name"
    UNNAMED_COLUMN = "unnamed_column"


class Fault(StrEnum):
    """What of the surroundings does not work."""

    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"
    NO_PERMISSION = "no_permission"
    READ_ONLY = "read_only"
    NOT_A_FOLDER = "not_a_folder"
    IS_A_FOLDER = "is_a_folder"
    NO_SUCH_PLACE = "no_such_place"
    TOO_MANY_OPEN = "too_many_open"
    OUT_OF_MEMORY = "out_of_memory"
    UNUSABLE_FILE = "unusable_file"
    SIGNING_KEY_DAMAGED = "signing_key_damaged"
    BACKEND_KEY_DAMAGED = "backend_key_damaged"
    PORT_TAKEN = "port_taken"
    PORT_FORBIDDEN = "port_forbidden"
    NO_SUCH_HOST = "no_such_host"
    PART_FAILED = "part_failed"
    RUNS_ALREADY = "runs_already"
    NOT_A_DATABASE = "not_a_database"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_BUSY = "database_busy"
    DATABASE_NEWER = "database_newer"
    DATABASE_ADDRESS = "database_address"
    DATABASE_KIND = "database_kind"
    DRIVER_MISSING = "driver_missing"
    DATABASE_ABSENT = "database_absent"
    DATABASE_LOGIN = "database_login"
    DATABASE_UNKNOWN = "database_unknown"
    DATABASE_FORBIDS = "database_forbids"
    DATABASE_READ_ONLY = "database_read_only"
    DATABASE_CONNECTIONS = "database_connections"
    DATABASE_FAILED = "database_failed"


class CallsheetError(Exception):
    """Base of all exceptions of Callsheet."""


class FileRefused(CallsheetError):
    """The file as a whole cannot be used.

    Args:
        code: why; `callsheet.wording` renders it as a sentence.
        facts: values for the sentence (sizes in bytes, column names, sheet names); never a lead's data.
    """

    def __init__(self, code: RefusalCode, **facts: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        """A sentence: why, and what to do. It counts columns and sheets; `facts` has their names."""
        from callsheet.wording.refusals import refusal_without_names  # noqa: PLC0415 - wording imports this module

        return refusal_without_names(self.code, self.facts)


class MetadataError(CallsheetError):
    """The installed number metadata uses a syntax that is not supported."""


class ReaderError(CallsheetError):
    """The process that reads files does not start."""


class ConservationError(CallsheetError):
    """Rows were lost or counted twice inside Callsheet."""


class SettingsError(CallsheetError):
    """A setting is missing or invalid."""


class InvalidArgument(CallsheetError, ValueError):
    """An argument or option has a value that cannot be used; `str()` is a sentence that says which, and what to do."""


class CannotOpen(CallsheetError, OSError):
    """A file is not there, or cannot be opened or read; `str()` is a sentence that says which and why."""


class NotInTable(CallsheetError, KeyError):
    """A row or column is named that the file does not have; `str()` is a sentence that says which.

    It is a `KeyError`, too, as for any other key that is not there.
    """

    def __str__(self) -> str:
        """The sentence; a KeyError would put it in quotes."""
        return str(self.args[0]) if self.args else ""


class SystemFault(CallsheetError):
    """The surroundings fail: a disk, a folder, a port or a database cannot be used.

    Args:
        fault: what; `callsheet.wording` renders it as a sentence.
        facts: values for the sentence (paths, addresses without passwords, versions); never a lead's data.
    """

    def __init__(self, fault: Fault, **facts: object) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        """What does not work, and what to do."""
        from callsheet.wording.faults import fault_sentence  # noqa: PLC0415 - wording imports this module

        return fault_sentence(self.fault, self.facts)


class StoreError(CallsheetError):
    """Stored data could not be read or written."""


class DraftNotFound(StoreError):
    """There is no draft with this id."""


class DraftOfAnother(DraftNotFound):
    """The draft with this id belongs to another user."""


class DraftChanged(StoreError):
    """Another tab or user changed the draft in the meantime."""


class ServerError(CallsheetError):
    """A request that reads from a server failed.

    Args:
        message: the server's message, or a plain sentence when it sent no message.
        status: HTTP status, or None without a response.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class ServerUnreachable(ServerError):
    """No connection, or no response in time."""


class KeyRefused(ServerError):
    """The server does not accept the API key (401 or 403)."""


class NotFound(ServerError):
    """The server does not have the resource, or the endpoint (404)."""


class WrongAddress(NotFound):
    """The server has its API below the address: with `/v1` at its end."""


class RateLimited(ServerError):
    """The server asks to slow down (429).

    Args:
        message: the server's message.
        retry_after: seconds to wait before the next call.
    """

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message, status=429)
        self.retry_after = retry_after


class UnexpectedAnswer(ServerError):
    """Any other status, or a body that cannot be parsed."""
