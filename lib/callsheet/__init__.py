"""Callsheet: drop a spreadsheet of leads, fix every problem in place, send the clean set to a calling campaign.

The shared library, as the app, the command line and the backend use it:

    table = read_table("leads.csv")
    report = check(table, suggest_mapping(table, "IN"), Route.unknown("IN"))

`table` is the file as read, `report` the result of every row: `report.counts` adds up to the file, `report.issues`
lists what is wrong and where, `report.causes` groups it by cause with a remedy, `report.clean` is what will be sent.
`report.with_edits(...)` and `report.with_choices(...)` check again only what the operator changed.

Versions follow Semantic Versioning: the names in `__all__`, their parameters and the shapes that their documentation
states change only with a new major version, before 1.0 with a new minor version. Everything else may change.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` takes half as long to load as the interpreter, and the command line needs none of it
if TYPE_CHECKING:
    from callsheet.errors import (
        CallsheetError,
        CannotOpen,
        FileRefused,
        InvalidArgument,
        NotInTable,
        RefusalCode,
    )
    from callsheet.files import (
        read_table,
        write_clean_csv,
        write_error_csv,
        write_error_workbook,
    )
    from callsheet.validation import (
        Bucket,
        Cause,
        Choices,
        ColumnMapping,
        CountryColumn,
        CountryDoubt,
        CountryRule,
        Counts,
        Edit,
        Fix,
        Highlight,
        HighlightReason,
        Issue,
        IssueCode,
        Note,
        NoteCode,
        PromptVariable,
        Recipe,
        RegionFit,
        RegionMatch,
        Report,
        Route,
        Severity,
        Source,
        Table,
        check,
        contract_mapping,
        doubted_country,
        fallback_counts,
        highlight_rows,
        parse_region,
        prompt_coverage,
        prompt_variables,
        recipe_key,
        region_fits,
        region_match,
        render_prompt,
        safe_name,
        suggest_country_column,
        suggest_mapping,
        trim_mapping,
        unused_variables,
        validate_numbers,
    )

__version__ = "0.1.0"

__all__ = [
    "Bucket",
    "CallsheetError",
    "CannotOpen",
    "Cause",
    "Choices",
    "ColumnMapping",
    "CountryColumn",
    "CountryDoubt",
    "CountryRule",
    "Counts",
    "Edit",
    "FileRefused",
    "Fix",
    "Highlight",
    "HighlightReason",
    "InvalidArgument",
    "Issue",
    "IssueCode",
    "NotInTable",
    "Note",
    "NoteCode",
    "PromptVariable",
    "Recipe",
    "RefusalCode",
    "RegionFit",
    "RegionMatch",
    "Report",
    "Route",
    "Severity",
    "Source",
    "Table",
    "check",
    "contract_mapping",
    "doubted_country",
    "fallback_counts",
    "highlight_rows",
    "parse_region",
    "prompt_coverage",
    "prompt_variables",
    "read_table",
    "recipe_key",
    "region_fits",
    "region_match",
    "render_prompt",
    "safe_name",
    "suggest_country_column",
    "suggest_mapping",
    "trim_mapping",
    "unused_variables",
    "validate_numbers",
    "write_clean_csv",
    "write_error_csv",
    "write_error_workbook",
]

_PACKAGES = {
    **dict.fromkeys(
        ("CallsheetError", "CannotOpen", "FileRefused", "InvalidArgument", "NotInTable", "RefusalCode"), "errors"
    ),
    **dict.fromkeys(("read_table", "write_clean_csv", "write_error_csv", "write_error_workbook"), "files"),
}


def __getattr__(name: str) -> object:
    """Import a public name on first use, so that importing one package does not load the others."""
    from importlib import import_module  # noqa: PLC0415 - as `typing`

    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"callsheet.{_PACKAGES.get(name, 'validation')}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
