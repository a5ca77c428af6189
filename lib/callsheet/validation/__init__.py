"""What is right and wrong about leads. Pure: no file, no network, no SQL, no screen."""

from callsheet.validation.columns.hidden import (
    hidden_columns,
    hidden_rows,
    with_hidden_rows,
    without_hidden_columns,
    without_hidden_rows,
)
from callsheet.validation.columns.phone_column import is_called_phone
from callsheet.validation.columns.suggest import contract_mapping, fitted_mapping, suggest_mapping
from callsheet.validation.columns.variable_names import (
    Renamed,
    safe_name,
    safe_names,
    why_renamed,
)
from callsheet.validation.countries.country_column import CountryColumn, suggest_country_column
from callsheet.validation.countries.names import named_region
from callsheet.validation.countries.region_fit import (
    LocalFit,
    RegionFit,
    local_fit,
    region_fits,
)
from callsheet.validation.engine.causes import Cause, Change
from callsheet.validation.engine.counts import Counts
from callsheet.validation.engine.report import Report, RowsAt, check
from callsheet.validation.model.choices import Choices, DuplicatePolicy, Edit
from callsheet.validation.model.codes import (
    Bucket,
    Fix,
    IssueCode,
    Look,
    MappingProblem,
    NoteCode,
    Severity,
)
from callsheet.validation.model.issue import Issue
from callsheet.validation.model.mapping import (
    MAX_VARIABLES,
    PHONE_NUMBER,
    RESERVED_NAMES,
    ColumnMapping,
    PhoneCandidate,
)
from callsheet.validation.model.recipe import Recipe, header_key
from callsheet.validation.model.route import CountryRule, Route
from callsheet.validation.model.table import (
    Note,
    Sheet,
    Source,
    Table,
    no_marks,
)
from callsheet.validation.phones.judge import judge_numbers
from callsheet.validation.preview.coverage import (
    PromptVariable,
    fallback_counts,
    prompt_coverage,
    prompt_variables,
    spoken_prompt,
    unused_variables,
)
from callsheet.validation.preview.highlights import RowToSee, rows_worth_a_look

__all__ = [
    "MAX_VARIABLES",
    "PHONE_NUMBER",
    "RESERVED_NAMES",
    "Bucket",
    "Cause",
    "Change",
    "Choices",
    "ColumnMapping",
    "CountryColumn",
    "CountryRule",
    "Counts",
    "DuplicatePolicy",
    "Edit",
    "Fix",
    "Issue",
    "IssueCode",
    "LocalFit",
    "Look",
    "MappingProblem",
    "Note",
    "NoteCode",
    "PhoneCandidate",
    "PromptVariable",
    "Recipe",
    "RegionFit",
    "Renamed",
    "Report",
    "Route",
    "RowToSee",
    "RowsAt",
    "Severity",
    "Sheet",
    "Source",
    "Table",
    "check",
    "contract_mapping",
    "fallback_counts",
    "fitted_mapping",
    "header_key",
    "hidden_columns",
    "hidden_rows",
    "is_called_phone",
    "judge_numbers",
    "local_fit",
    "named_region",
    "no_marks",
    "prompt_coverage",
    "prompt_variables",
    "region_fits",
    "rows_worth_a_look",
    "safe_name",
    "safe_names",
    "spoken_prompt",
    "suggest_country_column",
    "suggest_mapping",
    "unused_variables",
    "why_renamed",
    "with_hidden_rows",
    "without_hidden_columns",
    "without_hidden_rows",
]
