"""The columns of a file, compared with the variables that the leads of a workflow have so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.validation import PHONE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callsheet.validation import Report


def compare_variables(keys: Sequence[str] | None, report: Report) -> tuple[list[str], list[str]]:
    """Return the variables that no column fills, and the columns that the workflow does not know; both in order.

    Args:
        keys: variables of the workflow's leads; None or empty: nothing can be compared.
        report: the checked file.
    """
    if not keys:
        return [], []
    columns, wanted = {str(name) for name in report.clean.columns} - {PHONE_NUMBER}, set(keys) - {PHONE_NUMBER}
    return sorted(wanted - columns), sorted(columns - wanted)
