"""Validation of leads. Pure: no files, network, SQL or screens."""

from callsheet.validation.calling_rules.judgement import CallingTimes, judge_calling_times
from callsheet.validation.calling_rules.local_hours import SLEEPING_HOUR, WAKING_HOUR, LocalHours
from callsheet.validation.calling_rules.model import CallingRule, CallState, LocalTimeSource, Opening, RuleKind, Window
from callsheet.validation.calling_rules.openings import opening_in
from callsheet.validation.calling_rules.presets import PRESETS, calling_rule
from callsheet.validation.calling_rules.zones import utc_offsets
from callsheet.validation.columns.area_codes import whole_numbers
from callsheet.validation.columns.combined import PartName, combine_tables, part_names
from callsheet.validation.columns.header_vocabulary import is_phone_header, phone_headers_first
from callsheet.validation.columns.hidden import (
    hidden_columns,
    hidden_rows,
    with_hidden_rows,
    without_hidden_columns,
    without_hidden_rows,
)
from callsheet.validation.columns.phone_leads import PhoneLeads, count_phone_leads, far_fuller
from callsheet.validation.columns.similar_names import similar_columns
from callsheet.validation.columns.suggest import contract_mapping, mapping_for_script, suggest_mapping, trim_mapping
from callsheet.validation.columns.variable_names import (
    RenameReason,
    rename_reason,
    safe_name,
    safe_names,
    variable_name,
)
from callsheet.validation.consent.cells import NO_DAY
from callsheet.validation.consent.columns import consent_kind, suggest_consent_columns
from callsheet.validation.consent.rows import Consents
from callsheet.validation.content.decisive_words import decisive_words
from callsheet.validation.content.prompt import prompt_variables
from callsheet.validation.countries.country_column import CountryColumn, suggest_country_column
from callsheet.validation.countries.country_rules import rows_not_enabled
from callsheet.validation.countries.list_origin.doubts import (
    CountryCounts,
    CountryDoubt,
    count_by_country,
    doubted_country,
)
from callsheet.validation.countries.list_origin.neighbours import evidence_beside
from callsheet.validation.countries.names import parse_region
from callsheet.validation.countries.region_argument import require_region
from callsheet.validation.countries.region_fit import (
    RegionFit,
    RegionMatch,
    local_fit,
    region_fits,
    region_match,
)
from callsheet.validation.countries.route import CountryRule, Route
from callsheet.validation.countries.time_zones import ZoneSets, zone_sets
from callsheet.validation.engine.counts import Counts
from callsheet.validation.engine.diagnosis.causes import Cause, Change
from callsheet.validation.engine.diagnosis.explanations import Explanation
from callsheet.validation.engine.issues import IssueKind, IssuePlaces
from callsheet.validation.engine.report import Report, check
from callsheet.validation.engine.row_page import RowPage
from callsheet.validation.model.choices import Choices, DuplicatePolicy, Edit
from callsheet.validation.model.codes import (
    ABOUT_CONSENT,
    NOT_ABOUT_NUMBERS,
    UNUSUAL_NUMBERS,
    WITH_SUGGESTION,
    Bucket,
    Fix,
    HighlightReason,
    IssueCode,
    MappingProblem,
    NoteCode,
    Severity,
)
from callsheet.validation.model.consent import (
    CONSENT_STATES,
    STATE_OF,
    ConsentKind,
    ConsentPolicy,
    ConsentRule,
    ConsentState,
)
from callsheet.validation.model.issue import Issue
from callsheet.validation.model.mapping import (
    MAX_VARIABLES,
    PHONE_NUMBER,
    RESERVED_NAMES,
    ColumnMapping,
    ColumnRole,
    PhoneCandidate,
)
from callsheet.validation.model.missing import no_column
from callsheet.validation.model.recipe import Recipe, recipe_key
from callsheet.validation.model.steps import ColumnStep, Tool, columns_after
from callsheet.validation.model.table import (
    Note,
    Sheet,
    Source,
    Table,
    TablePart,
    empty_flags,
)
from callsheet.validation.phones.validate import validate_numbers
from callsheet.validation.phones.verdicts import FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS
from callsheet.validation.preview.coverage import (
    Filled,
    PromptVariable,
    fallback_counts,
    prompt_coverage,
    render_prompt,
    spoken_parts,
    unused_variables,
)
from callsheet.validation.preview.highlights import Highlight, highlight_rows
from callsheet.validation.tools.apply import StepPreview, phone_columns, preview_step, with_steps

__all__ = [
    "ABOUT_CONSENT",
    "CONSENT_STATES",
    "FEWEST_PHONE_DIGITS",
    "MAX_VARIABLES",
    "MOST_PHONE_DIGITS",
    "NOT_ABOUT_NUMBERS",
    "NO_DAY",
    "PHONE_NUMBER",
    "PRESETS",
    "RESERVED_NAMES",
    "SLEEPING_HOUR",
    "STATE_OF",
    "UNUSUAL_NUMBERS",
    "WAKING_HOUR",
    "WITH_SUGGESTION",
    "Bucket",
    "CallState",
    "CallingRule",
    "CallingTimes",
    "Cause",
    "Change",
    "Choices",
    "ColumnMapping",
    "ColumnRole",
    "ColumnStep",
    "ConsentKind",
    "ConsentPolicy",
    "ConsentRule",
    "ConsentState",
    "Consents",
    "CountryColumn",
    "CountryCounts",
    "CountryDoubt",
    "CountryRule",
    "Counts",
    "DuplicatePolicy",
    "Edit",
    "Explanation",
    "Filled",
    "Fix",
    "Highlight",
    "HighlightReason",
    "Issue",
    "IssueCode",
    "IssueKind",
    "IssuePlaces",
    "LocalHours",
    "LocalTimeSource",
    "MappingProblem",
    "Note",
    "NoteCode",
    "Opening",
    "PartName",
    "PhoneCandidate",
    "PhoneLeads",
    "PromptVariable",
    "Recipe",
    "RegionFit",
    "RegionMatch",
    "RenameReason",
    "Report",
    "Route",
    "RowPage",
    "RuleKind",
    "Severity",
    "Sheet",
    "Source",
    "StepPreview",
    "Table",
    "TablePart",
    "Tool",
    "Window",
    "ZoneSets",
    "calling_rule",
    "check",
    "columns_after",
    "combine_tables",
    "consent_kind",
    "contract_mapping",
    "count_by_country",
    "count_phone_leads",
    "decisive_words",
    "doubted_country",
    "empty_flags",
    "evidence_beside",
    "fallback_counts",
    "far_fuller",
    "hidden_columns",
    "hidden_rows",
    "highlight_rows",
    "is_phone_header",
    "judge_calling_times",
    "local_fit",
    "mapping_for_script",
    "no_column",
    "opening_in",
    "parse_region",
    "part_names",
    "phone_columns",
    "phone_headers_first",
    "preview_step",
    "prompt_coverage",
    "prompt_variables",
    "recipe_key",
    "region_fits",
    "region_match",
    "rename_reason",
    "render_prompt",
    "require_region",
    "rows_not_enabled",
    "safe_name",
    "safe_names",
    "similar_columns",
    "spoken_parts",
    "suggest_consent_columns",
    "suggest_country_column",
    "suggest_mapping",
    "trim_mapping",
    "unused_variables",
    "utc_offsets",
    "validate_numbers",
    "variable_name",
    "whole_numbers",
    "with_hidden_rows",
    "with_steps",
    "without_hidden_columns",
    "without_hidden_rows",
    "zone_sets",
]
