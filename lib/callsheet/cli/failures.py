"""What to say about an exception that is no refusal of ours: the surroundings', or a mistake of ours."""

from __future__ import annotations

import traceback
from pathlib import Path

import callsheet
from callsheet.cli.exit_codes import FAILED, REFUSED
from callsheet.database import disk_fault, failed_database
from callsheet.wording.cli.failures import mistake_of_ours

_PACKAGE = Path(callsheet.__file__).parent


def describe(error: Exception) -> tuple[str, int]:
    """Return the sentence for an exception, and the exit code; never a message that could hold a lead's data.

    Args:
        error: any exception that is not a `CallsheetError`.
    """
    if isinstance(error, OSError):
        return str(disk_fault(error, str(error.filename or ""))), REFUSED
    if any(base.__module__.startswith("sqlalchemy.") for base in type(error).__mro__):
        return str(failed_database(error)), REFUSED
    lines = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(_PACKAGE)
    ]
    place = f"{Path(lines[-1].filename).relative_to(_PACKAGE)}:{lines[-1].lineno}" if lines else ""
    return mistake_of_ours(type(error).__name__, place), FAILED
