"""Sentences for notes: what the file reader found or repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.wording.format import count, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SENTENCES = {
    "encoding_guessed": "The text was read as {encoding}. Check names with accents.",
    "broken_characters": "{rows} have characters that cannot be read, shown as \ufffd. Check them.",
    "zero_characters_removed": "Empty characters inside cells were taken out: {characters}.",
    "encoded_twice": "Characters such as Ã© were read as é: {characters}. Check names with accents.",
    "direction_marks_removed": "Invisible marks around numbers or text were taken out: {cells}.",
    "second_header_skipped": "There were column names again in the row below them. That row was skipped.",
    "header_missing": "There are no column names. The first row was read as a lead.",
    "wrappers_removed": 'Values written as ="…" were read without it: {cells}.',
    "delimiter_guessed": "Cells were taken to be separated by {delimiter}.",
    "single_column": "The file was read as one column, because no character separates its lines into even columns.",
    "preamble_skipped": "{rows} above the column names were skipped.",
    "hidden_rows": "{rows} are hidden in the workbook and were read.",
    "hidden_columns": "Hidden columns were read: {columns}.",
    "hidden_sheets": "Hidden sheets were not read: {sheets}.",
    "macros_ignored": "The workbook has macros; they were ignored.",
    "disguised_format": "The file is really {format}, and was read as that.",
    "broken_quotes": "{rows} have a quote that does not close. Check them.",
    "duplicate_headers": "Several columns have the same name: {columns}.",
    "empty_headers": "Columns without a name: {columns}.",
    "cells_beyond_header": "{rows} with more cells than there are column names. The extra cells are in {columns}.",
    "other_number_of_names": "Most rows have {cells} cells, but there are {names} column names. "
    "Check that each name is above its own values.",
    "trailing_blank_rows": "{rows} at the end are blank and were left away.",
    "date_formatted_numbers": "Numbers formatted as dates were read as numbers: {columns}.",
    "stray_cells": "Single cells far away from the leads were not read: {cells}.",
    "second_opinion_used": "A second reader was asked where the first could not go on.",
}
DELIMITERS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "vertical bars",
    "#": "hash signs",
    "^": "carets",
    "~": "tildes",
    ":": "colons",
    " ": "spaces",
    "\x1f": "unit separators",
}


def note(
    code: str, rows: Sequence[int] = (), columns: Sequence[str] = (), facts: Mapping[str, object] | None = None
) -> str:
    """One note as a sentence.

    Args:
        code: a `NoteCode`.
        rows: affected row numbers.
        columns: affected column names.
        facts: further values for the sentence.
    """
    several = (facts or {}).get("rows", len(rows))
    shown = {"rows": count(int(str(several)), "row"), "columns": listed(list(columns))}
    for name in ("encoding", "delimiter", "format", "sheets", "characters", "cells", "names"):
        value = (facts or {}).get(name, "")
        value = DELIMITERS.get(str(value), value) if name == "delimiter" else value
        shown[name] = listed([str(item) for item in value]) if isinstance(value, list | tuple) else str(value)
    return SENTENCES[code].format(**shown)
