"""Callsheet: drop a spreadsheet of leads, fix every problem in place, send the clean set to a calling campaign.

The shared library, as the app, the command line and the backend use it:

    table = read_table("leads.csv", data)
    report = check(table, suggest_mapping(table), Route.unknown("IN"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callsheet.errors import CallsheetError, FileRefused
    from callsheet.files import read_table
    from callsheet.validation import (
        Choices,
        ColumnMapping,
        Edit,
        Issue,
        Report,
        Route,
        Table,
        check,
        contract_mapping,
        judge_numbers,
        safe_name,
        suggest_mapping,
    )

__version__ = "0.1.0"

__all__ = [
    "CallsheetError",
    "Choices",
    "ColumnMapping",
    "Edit",
    "FileRefused",
    "Issue",
    "Report",
    "Route",
    "Table",
    "check",
    "contract_mapping",
    "judge_numbers",
    "read_table",
    "safe_name",
    "suggest_mapping",
]

_ROOMS = {"CallsheetError": "errors", "FileRefused": "errors", "read_table": "files"}


def __getattr__(name: str) -> object:
    """Fetch a public name on first use, so that importing one room does not load the others."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"callsheet.{_ROOMS.get(name, 'validation')}"), name)
