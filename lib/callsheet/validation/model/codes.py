"""Codes for everything that can be wrong with, or worth knowing about, a file of leads.

The library, the JSON, the ledger and the tests use codes; `callsheet.wording` renders them as sentences. docs/codes.md
lists them with their meaning.
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How serious an issue is: a row with an error is not sent."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Bucket(StrEnum):
    """Where a row of the file ends up: the first bucket that applies, in this order."""

    BLANK = "blank"
    LEFT_OUT = "left_out"
    WITHOUT_CONSENT = "without_consent"
    ERRORS = "errors"
    DUPLICATES = "duplicates"
    READY = "ready"


class IssueCode(StrEnum):
    """What can be wrong with a cell or a row."""

    MISSING_PHONE_NUMBER = "missing_phone_number"
    TOO_FEW_DIGITS = "too_few_digits"
    TOO_MANY_DIGITS = "too_many_digits"
    CONTAINS_LETTERS = "contains_letters"
    UNKNOWN_COUNTRY_CODE = "unknown_country_code"
    NOT_IN_USE = "not_in_use"
    NOT_A_NUMBER = "not_a_number"
    SHORTENED_BY_EXCEL = "shortened_by_excel"
    HAS_EXTENSION = "has_extension"
    SEVERAL_NUMBERS = "several_numbers"
    NO_ENABLED_COUNTRIES = "no_enabled_countries"
    COUNTRY_NOT_ENABLED = "country_not_enabled"
    PREFIX_NOT_ENABLED = "prefix_not_enabled"
    BROKEN_ROW = "broken_row"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR_CELL = "error_cell"
    REFUSED_BY_SERVER = "refused_by_server"
    DUPLICATE = "duplicate"
    REPAIRED_NUMBER = "repaired_number"
    FILLER_NUMBER = "filler_number"
    PREMIUM_NUMBER = "premium_number"
    TOLL_FREE_NUMBER = "toll_free_number"
    SHARED_COST_NUMBER = "shared_cost_number"
    PAGER_NUMBER = "pager_number"
    UAN_NUMBER = "uan_number"
    OWN_NUMBER = "own_number"
    BRACES = "braces"
    CONTROL_CHARACTERS = "control_characters"
    LINE_BREAK = "line_break"
    READS_LIKE_AN_INSTRUCTION = "reads_like_an_instruction"
    TOO_LONG = "too_long"
    HTML = "html"
    FORMULA = "formula"
    EMPTY_PROMPT_VARIABLE = "empty_prompt_variable"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_EXPIRED = "consent_expired"
    CONSENT_UNDATED = "consent_undated"
    CONSENT_MISSING = "consent_missing"
    CONSENT_UNCLEAR = "consent_unclear"
    REFUSAL_IN_TEXT = "refusal_in_text"


ABOUT_CONSENT = (
    IssueCode.CONSENT_REFUSED,
    IssueCode.CONSENT_EXPIRED,
    IssueCode.CONSENT_UNDATED,
    IssueCode.CONSENT_MISSING,
    IssueCode.CONSENT_UNCLEAR,
)
"""What can be wrong with a consent: why rows are left out, or a warning, as the policy says."""

CLEANABLE = frozenset({IssueCode.BRACES, IssueCode.CONTROL_CHARACTERS, IssueCode.LINE_BREAK, IssueCode.HTML})
"""Content warnings that offer a cleaned value."""

UNUSUAL_NUMBERS = frozenset(
    {
        IssueCode.FILLER_NUMBER,
        IssueCode.PREMIUM_NUMBER,
        IssueCode.TOLL_FREE_NUMBER,
        IssueCode.SHARED_COST_NUMBER,
        IssueCode.PAGER_NUMBER,
        IssueCode.UAN_NUMBER,
        IssueCode.OWN_NUMBER,
    }
)
"""Warnings about valid numbers behind which there is hardly a lead."""

NOT_ABOUT_NUMBERS = frozenset({IssueCode.BROKEN_ROW, IssueCode.EMPTY_PROMPT_VARIABLE})
"""Errors that are not about the phone number of a row."""

WITH_SUGGESTION = CLEANABLE | {IssueCode.REPAIRED_NUMBER}
"""Issues whose detail, where there is one, is a value to accept in place of the cell's."""


class Fix(StrEnum):
    """Changes that can be applied to phone numbers of one kind that are wrong as written."""

    DROP_TRAILING_ZERO = "drop_trailing_zero"
    WRITE_OUT_EXPONENT = "write_out_exponent"
    DROP_DIRECTION_MARKS = "drop_direction_marks"
    DROP_APOSTROPHE = "drop_apostrophe"
    DROP_GROUPING = "drop_grouping"
    DROP_SIGNS = "drop_signs"
    DROP_SEPARATORS = "drop_separators"
    READ_LINK = "read_link"
    DROP_LABEL = "drop_label"
    DROP_NAME = "drop_name"
    PLUS_FOR_ZEROS = "plus_for_zeros"
    PLUS_BEFORE_COUNTRY_CODE = "plus_before_country_code"
    DROP_TRUNK_ZERO = "drop_trunk_zero"
    DROP_OLD_PREFIX = "drop_old_prefix"
    DROP_EXTENSION = "drop_extension"
    FIRST_OF_SEVERAL = "first_of_several"


class HighlightReason(StrEnum):
    """Why a ready row is worth reviewing before it is called."""

    EMPTIEST = "emptiest"
    LONGEST = "longest"
    ODD_CHARACTERS = "odd_characters"
    BRACES = "braces"
    READS_LIKE_AN_INSTRUCTION = "reads_like_an_instruction"
    ALL_CAPS_NAME = "all_caps_name"


class NoteCode(StrEnum):
    """What the reader met or repaired, and what a check doubts about the file as a whole."""

    ENCODING_GUESSED = "encoding_guessed"
    BROKEN_CHARACTERS = "broken_characters"
    ZERO_CHARACTERS_REMOVED = "zero_characters_removed"
    ENCODED_TWICE = "encoded_twice"
    DIRECTION_MARKS_REMOVED = "direction_marks_removed"
    DELIMITER_GUESSED = "delimiter_guessed"
    SINGLE_COLUMN = "single_column"
    PREAMBLE_SKIPPED = "preamble_skipped"
    SECOND_HEADER_SKIPPED = "second_header_skipped"
    HEADER_MISSING = "header_missing"
    WRAPPERS_REMOVED = "wrappers_removed"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    HIDDEN_SHEETS = "hidden_sheets"
    MACROS_IGNORED = "macros_ignored"
    DISGUISED_FORMAT = "disguised_format"
    BROKEN_QUOTES = "broken_quotes"
    DUPLICATE_HEADERS = "duplicate_headers"
    EMPTY_HEADERS = "empty_headers"
    CELLS_BEYOND_HEADER = "cells_beyond_header"
    OTHER_NUMBER_OF_NAMES = "other_number_of_names"
    TRAILING_BLANK_ROWS = "trailing_blank_rows"
    DATE_FORMATTED_NUMBERS = "date_formatted_numbers"
    STRAY_CELLS = "stray_cells"
    SECOND_OPINION_USED = "second_opinion_used"
    COLUMNS_MATCHED = "columns_matched"
    COLUMNS_OF_SOME_FILES = "columns_of_some_files"
    COLUMN_STEP = "column_step"
    COLUMN_STEP_SKIPPED = "column_step_skipped"
    COUNTRY_DOUBTFUL = "country_doubtful"


class MappingProblem(StrEnum):
    """Why a column mapping cannot be used yet."""

    NO_PHONE_COLUMN = "no_phone_column"
    TOO_MANY_VARIABLES = "too_many_variables"
    SAME_VARIABLE_NAME = "same_variable_name"
    EMPTY_VARIABLE_NAME = "empty_variable_name"
    UNSAFE_VARIABLE_NAME = "unsafe_variable_name"
    RESERVED_VARIABLE_NAME = "reserved_variable_name"
