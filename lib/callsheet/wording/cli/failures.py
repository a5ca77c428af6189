"""One sentence for whatever ends a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.errors import (
    InvalidArgument,
    KeyRefused,
    NotFound,
    NotInTable,
    RateLimited,
    ReaderError,
    ServerError,
    ServerUnreachable,
    SettingsError,
    SystemFault,
    WrongAddress,
)

if TYPE_CHECKING:
    from callsheet.errors import CallsheetError


def mistake_of_ours(kind: str, place: str) -> str:
    """That something failed which should not; nothing of a lead is shown.

    Args:
        kind: the exception's class.
        place: module and line; "" if unknown.
    """
    where = f" in {place}" if place else ""
    return f"Something went wrong inside Callsheet ({kind}{where}). Please report this."


def failure(error: CallsheetError) -> str:
    """One sentence for an exception; never a lead's data."""
    match error:
        case SettingsError() | SystemFault() | InvalidArgument() | NotInTable():
            sentence = str(error)
        case ReaderError():
            sentence = f"The process that reads files does not start ({error}). Check that you may run Python here."
        case ServerUnreachable():
            sentence = "The server does not answer. Check its address and try again."
        case KeyRefused():
            sentence = f"The server refused the API key: {error.message}"
        case WrongAddress():
            sentence = f"The server has its API at {error.message}. Use that address."
        case NotFound():
            sentence = f"The server does not have it: {error.message}"
        case RateLimited():
            sentence = f"The server asks to wait {error.retry_after:.0f} seconds."
        case ServerError():
            sentence = f"The server gave an answer we cannot use: {error.message}"
        case _:
            sentence = str(error)
            sentence = f"{sentence[:1].upper()}{sentence[1:]}{'' if sentence.endswith('.') else '.'}"
    return sentence
